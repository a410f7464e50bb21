import Foundation

/// The reader's own editor, opened on an empty file or on a page.
struct Editor {
  private let command: String

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    guard
      let command = ["VISUAL", "EDITOR"].compactMap({ environment[$0] }).first(where: {
        !$0.isEmpty
      })
    else {
      throw UsageError(
        "neither VISUAL nor EDITOR is set; a TEXT, or '-' for standard input, does without")
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
    let path = file.path(percentEncoded: false)
    let status = try run([path])
    let written = try String(contentsOf: file, encoding: .utf8)
    let text = written.hasPrefix(comment) ? String(written.dropFirst(comment.count)) : written
    guard status == 0 else {
      throw UsageError(
        "\(command) ended with status \(status); nothing was written, "
          + "the text is in \(path)")
    }
    try FileManager.default.removeItem(at: file)
    return text
  }

  /// Opens a page at a line, where the editor can be told one.
  func open(_ path: String, at line: Int) throws {
    let status = try run(place(path, line))
    guard status == 0 else { throw UsageError("\(command) ended with status \(status)") }
  }

  /// As each editor takes a line: `+5 page` (vi, nano, emacs and their kin), `--goto page:5`
  /// (Visual Studio Code and its kin), `page:5` (Sublime Text, Zed, Helix).
  private func place(_ path: String, _ line: Int) -> [String] {
    let program = command.split(separator: " ").first.map { $0.split(separator: "/").last ?? $0 }
    switch program ?? "" {
    case "vi", "vim", "nvim", "gvim", "mvim", "view", "nano", "pico", "emacs", "emacsclient", "mg",
      "micro", "kak", "joe", "ne", "jed", "gedit":
      return ["+\(line)", path]
    case "code", "code-insiders", "codium", "cursor", "windsurf":
      return ["--goto", "\(path):\(line)"]
    case "subl", "zed", "hx", "helix": return ["\(path):\(line)"]
    default: return [path]
    }
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    // The command may have arguments of its own (`code --wait`), so a shell reads it.
    process.arguments = ["-c", "\(command) \"$@\"", "nonmun"] + arguments
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
