import Foundation

/// The reader's own editor, opened on an empty file.
struct Editor {
  private let command: String

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    guard
      let command = ["VISUAL", "EDITOR"].compactMap({ environment[$0] }).first(where: {
        !$0.isEmpty
      })
    else {
      throw UsageError("no TEXT, and neither VISUAL nor EDITOR is set; '-' reads standard input")
    }
    self.command = command
  }

  /// What the reader wrote.
  ///
  /// - Parameter hint: Shown in a first line of comment, which is taken away again.
  func text(startingWith hint: String) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "nonmun-note-\(UUID().uuidString).md")
    let comment = "<!-- \(hint.replacing("--", with: "- -")): each [] becomes the link. -->\n"
    try comment.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    // The command may have arguments of its own (`code --wait`), so a shell reads it.
    process.arguments = ["-c", "\(command) \"$1\"", "nonmun", file.path(percentEncoded: false)]
    try process.run()
    process.waitUntilExit()
    let written = try String(contentsOf: file, encoding: .utf8)
    let text = written.hasPrefix(comment) ? String(written.dropFirst(comment.count)) : written
    guard process.terminationStatus == 0 else {
      throw UsageError(
        "\(command) ended with status \(process.terminationStatus); nothing was written, "
          + "the text is in \(file.path(percentEncoded: false))")
    }
    try FileManager.default.removeItem(at: file)
    return text
  }
}
