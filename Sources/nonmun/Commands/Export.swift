import ArgumentParser
import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Saves the library as lines of JSON, which `nonmun import` takes back.",
    discussion: """
      The pages are plain files already. What is saved is what feeds no longer serve: papers, and \
      where and when they were seen.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Option(help: "Where to write; without it, or with '-', standard output.")
  var output: String?

  func run() throws {
    let desk = try Desk(workspace)
    let library = try desk.openLibrary()
    guard let output, output != "-" else {
      Standard.output(SavedLibrary.head)
      return try library.savePapers { Standard.output(try SavedLibrary.line($0)) }
    }
    // Beside the old file, so that a full disk costs nothing that was saved before.
    let path = URL(filePath: output).path(percentEncoded: false)
    var bytes = Array("\(SavedLibrary.head)\n".utf8)
    var count = 0
    try library.savePapers { paper in
      bytes += Array("\(try SavedLibrary.line(paper))\n".utf8)
      count += 1
    }
    try SafeWrite.write(bytes, to: path, shown: output)
    Standard.error("\(output.forTerminal): \(count) papers")
  }
}

/// The form of a saved library.
enum SavedLibrary {
  /// The first line, which tells the file from any other.
  static let head = #"{"format":"nonmun-library","version":1}"#

  static func line(_ paper: SavedPaper) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(paper), as: UTF8.self)
  }

  /// Whether a file begins like one.
  static func isOne(_ path: String) -> Bool {
    // What cannot be opened is no saved library; the import says what it is.
    guard let file = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return false }
    let start = try? file.read(upToCount: head.utf8.count)
    return start.map { Array($0) == Array(head.utf8) } ?? false
  }
}
