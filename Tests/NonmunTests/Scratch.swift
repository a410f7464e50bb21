import Foundation
import Testing

/// A workspace for one test, in a folder of its own that goes with it.
final class Scratch {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// The program that was built with the tests.
  static let program: URL = {
    let beside = Bundle.main.bundleURL.appending(path: "nonmun")
    return FileManager.default.isExecutableFile(atPath: beside.path())
      ? beside : root.appending(path: ".build/debug/nonmun")
  }()

  let folder = FileManager.default.temporaryDirectory.appending(
    path: "nonmun-\(UUID().uuidString)")
  /// A Tuesday of the recorded week.
  var now = "2024-08-20T21:00:00+09:00"
  var environment: [String: String] = [:]

  /// - Parameter files: By name; without them a copy of the project's own workspace.
  init(_ files: [String: String]? = nil) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let files {
      for (name, text) in files { try put(name, text) }
    } else {
      for name in ["nonmun.yml", "Feeds", "Annotations"] {
        try FileManager.default.copyItem(
          at: Self.root.appending(path: name), to: folder.appending(path: name))
      }
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }  // Left behind, it harms nothing.

  func put(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging([
        "NONMUN_NOW": now, "NONMUN_WORKSPACE": "", "VISUAL": "", "EDITOR": "",
        "NONMUN_STATE": folder.path() + ".state",
      ]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  @discardableResult
  func run(_ arguments: String..., input: String? = nil) throws -> Result {
    try run(arguments: arguments, input: input)
  }

  @discardableResult
  func run(arguments: [String], input: String? = nil) throws -> Result {
    let process = process(arguments)
    let names = ["out", "err", "in"].map { folder.path() + "-\($0)" }
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }  // As above.
    for name in names { try Data().write(to: URL(filePath: name)) }
    process.standardOutput = FileHandle(forWritingAtPath: names[0])
    process.standardError = FileHandle(forWritingAtPath: names[1])
    if let input {
      try Data(input.utf8).write(to: URL(filePath: names[2]))
      process.standardInput = FileHandle(forReadingAtPath: names[2])
    }
    try process.run()
    process.waitForEnd()
    func text(_ name: String) -> String {
      String(decoding: FileManager.default.contents(atPath: name) ?? Data(), as: UTF8.self)
    }
    return Result(
      status: process.waitForEnd().status, output: text(names[0]), error: text(names[1]))
  }

  /// The objects of `--json` output.
  static func objects(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  static let week = [
    "fetch", "--replay", "Feeds/Sample", "--since", "2024-08-17", "--until", "2024-08-23",
  ]

  /// Fetches the recorded week.
  func fetchWeek() throws {
    now = "2024-08-23T21:00:00+09:00"
    let process = process(Self.week)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    #expect(process.waitForEnd().status == 0)
  }
}
