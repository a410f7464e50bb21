import Foundation
import Testing

/// A page in `Fixtures/`, whose name states a fact, and what is expected of it.
///
/// `RECORD=1 swift test` rewrites what is expected; the diff is read before it is committed.
struct Fixture: CustomTestStringConvertible, Sendable {
  var url: URL
  var bytes: [UInt8]

  var testDescription: String { url.deletingPathExtension().lastPathComponent }

  static func all(in folder: String) throws -> [Fixture] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(folder)")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { Fixture(url: $0, bytes: Array(try Data(contentsOf: $0))) }
  }

  func expect(_ actual: [UInt8]) throws {
    let expected = url.deletingPathExtension().appendingPathExtension("expected")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(actual).write(to: expected)
    }
    let bytes = Array(try Data(contentsOf: expected))
    #expect(String(decoding: actual, as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
    #expect(actual == bytes)
  }
}
