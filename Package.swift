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
    .testTarget(name: "NonmunKitTests", dependencies: ["NonmunKit"], swiftSettings: settings),
    .target(
      name: "NonmunWorkspace", dependencies: ["NonmunKit", "Yams"], swiftSettings: settings),
    .testTarget(
      name: "NonmunWorkspaceTests", dependencies: ["NonmunWorkspace", "NonmunKit"],
      swiftSettings: settings),
    .target(
      name: "NonmunStore",
      dependencies: ["NonmunKit", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),
    .testTarget(
      name: "NonmunStoreTests", dependencies: ["NonmunStore", "NonmunKit"],
      swiftSettings: settings),
  ]
)
