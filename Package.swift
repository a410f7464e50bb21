// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "nonmun",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "NonmunKit", swiftSettings: settings),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .target(
      name: "NonmunMarkdown", dependencies: ["NonmunKit", "CCMark"], swiftSettings: settings),
    .testTarget(name: "NonmunKitTests", dependencies: ["NonmunKit"], swiftSettings: settings),
    .testTarget(
      name: "NonmunMarkdownTests", dependencies: ["NonmunKit", "NonmunMarkdown"],
      exclude: ["Fixtures"], swiftSettings: settings),
  ]
)
