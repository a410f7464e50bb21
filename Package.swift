// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

#if os(Linux)
  // Loaded when first called (CLate). What pkg-config says would link them, so their place is said
  // here: distributions agree on it.
  let curl: String? = nil
  let libxml2: String? = nil
  let headers = ["-I/usr/include/libxml2"]
#else
  let curl: String? = "libcurl"
  let libxml2: String? = "libxml-2.0"
  let headers: [String] = []
#endif

let package = Package(
  name: "nonmun",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Foreign worlds: a module map and a shim each.
    .systemLibrary(
      name: "CCurl", pkgConfig: curl,
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CXML2", pkgConfig: libxml2,
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),

    // Our own few lines of C: what Swift cannot say to the processor, and to the loader.
    .target(name: "CScan"),
    .target(
      name: "CLate", dependencies: ["CCurl", "CXML2"], cSettings: [.unsafeFlags(headers)],
      linkerSettings: [
        .linkedLibrary("curl", .when(platforms: [.macOS])),
        .linkedLibrary("xml2", .when(platforms: [.macOS])),
      ]),

    // Embedded: the program stays one file.
    .target(
      name: "NonmunKit", dependencies: ["CScan"],
      resources: [
        .embedInCode("Feeds/arxiv-holidays.txt"), .embedInCode("Search/field-terms.txt"),
        .embedInCode("Digest/page.css"),
      ], swiftSettings: settings),
    .target(
      name: "NonmunFetch", dependencies: ["NonmunKit", "CCurl", "CLate"], swiftSettings: settings),
    .target(
      name: "NonmunParse", dependencies: ["NonmunKit", "CXML2", "CZlib", "CLate"],
      swiftSettings: settings + [.unsafeFlags(headers.flatMap { ["-Xcc", $0] })]),
    .target(
      name: "NonmunMarkdown", dependencies: ["NonmunKit", "CCMark"], swiftSettings: settings),
    .target(
      name: "NonmunWorkspace", dependencies: ["NonmunKit", "Yams"], swiftSettings: settings),
    .target(
      name: "NonmunStore",
      dependencies: ["NonmunKit", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),
    .target(
      name: "NonmunTemplate",
      dependencies: [.product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: settings),
    .executableTarget(
      name: "nonmun",
      dependencies: [
        "NonmunKit", "NonmunFetch", "NonmunParse", "NonmunMarkdown", "NonmunWorkspace",
        "NonmunStore", "NonmunTemplate",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Nonmun.docc", "nonmun.1"], swiftSettings: settings),

    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: settings),
    .target(name: "HostileServer", path: "Tests/HostileServer", swiftSettings: settings),
    // The same C, compiled for a processor without vectors.
    .target(name: "CScanPortable", dependencies: ["CScan"], path: "Tests/CScanPortable"),
    .testTarget(
      name: "NonmunKitTests", dependencies: ["NonmunKit", "CScan", "CScanPortable"],
      swiftSettings: settings),
    .testTarget(
      name: "NonmunFetchTests",
      dependencies: ["NonmunKit", "NonmunFetch", "LoopbackServer", "HostileServer"],
      swiftSettings: settings),
    .testTarget(
      name: "NonmunParseTests", dependencies: ["NonmunKit", "NonmunParse"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "NonmunMarkdownTests", dependencies: ["NonmunKit", "NonmunMarkdown", "NonmunParse"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "NonmunWorkspaceTests", dependencies: ["NonmunKit", "NonmunWorkspace"],
      swiftSettings: settings),
    .testTarget(
      name: "NonmunStoreTests", dependencies: ["NonmunKit", "NonmunStore"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "NonmunTests",
      dependencies: [
        "nonmun", "NonmunKit", "NonmunFetch", "NonmunStore", "LoopbackServer", "HostileServer",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Golden"], swiftSettings: settings),
  ]
)

// `make fuzz` builds the parsers for libFuzzer, whose `main` no other build has.
if Context.environment["NONMUN_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ParseFuzzer", dependencies: ["NonmunKit", "NonmunParse"], path: "Tests/ParseFuzzer",
      swiftSettings: settings))
}

// `make bench` measures parts by themselves as well.
if Context.environment["NONMUN_BENCH"] != nil {
  for (name, parts) in [
    ("ParseBench", ["NonmunKit", "NonmunParse"]),
    ("FetchBench", ["NonmunKit", "NonmunParse", "NonmunFetch"]),
    ("MatchBench", ["NonmunKit"]),
    ("SearchBench", ["NonmunKit", "NonmunStore"]),
  ] {
    package.targets.append(
      .executableTarget(
        name: name, dependencies: parts.map { .byName(name: $0) }, path: "Benchmarks/\(name)",
        swiftSettings: settings))
  }
}
