import Foundation
import Testing

/// Output that people or programs read, kept in `Golden/` to be compared.
///
/// `RECORD=1 swift test` rewrites it; the diff is read before it is committed.
enum Golden {
  static func expect(
    _ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(actual == expected, "Golden/\(name)", sourceLocation: sourceLocation)
  }
}
