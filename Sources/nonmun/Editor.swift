import Foundation
import NonmunWorkspace

/// The reader's own editor, opened on an empty file or on a page.
struct Editor {
  private let command: String

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    guard
      let command = ["VISUAL", "EDITOR"].compactMap({ environment[$0] }).first(where: {
        !$0.allSatisfy(\.isWhitespace)
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
    let path = file.path(percentEncoded: false)
    try SafeWrite.write(Array(comment.utf8), to: path, shown: path)
    let failure = run(options: optionsToWait, [path])
    let bytes = try FileBytes.read(path, shown: path)
    guard let bytes, bytes != Array(comment.utf8) else {
      if bytes != nil { try FileManager.default.removeItem(at: file) }
      try failure.map { throw $0 }
      throw UsageError(
        "nothing was written in \(command), or it did not wait for that: "
          + "editors with windows take an option, as in EDITOR='kate --block'")
    }
    guard failure == nil, let written = String(validating: bytes, as: UTF8.self) else {
      throw Unread(path: path, reason: failure?.description ?? "what was written is not UTF-8")
    }
    try FileManager.default.removeItem(at: file)
    return written.hasPrefix(comment) ? String(written.dropFirst(comment.count)) : written
  }

  /// Opens a page at a line, where the editor can be told one.
  func open(_ path: String, at line: Int) throws {
    try run(place(path, line)).map { throw $0 }
  }

  /// The name of the program, without its folder and arguments.
  private var program: Substring {
    let command = command.drop(while: \.isWhitespace)
    // A folder with a space in its name is quoted: '/Applications/Sublime Text.app/…/subl' -w
    let quote = command.first.flatMap { "'\"".contains($0) ? $0 : nil }
    let path = command.split(separator: quote ?? " ").first
    return path?.split(separator: "/").last ?? ""
  }

  /// For editors that otherwise return as soon as their window is open.
  private var optionsToWait: [String] {
    guard !command.contains(" -") else { return [] }
    switch program {
    case "code", "code-insiders", "codium", "cursor", "windsurf", "subl", "zed", "gedit", "mate":
      return ["--wait"]
    case "gvim", "mvim": return ["-f"]
    default: return []
    }
  }

  /// As each editor takes a line: `+5 page` (vi, nano, emacs and their kin), `--goto page:5`
  /// (Visual Studio Code and its kin), `page:5` (Sublime Text, Zed, Helix).
  private func place(_ path: String, _ line: Int) -> [String] {
    switch program {
    case "vi", "vim", "nvim", "gvim", "mvim", "view", "nano", "pico", "emacs", "emacsclient", "mg",
      "micro", "kak", "joe", "ne", "jed", "gedit":
      return ["+\(line)", path]
    case "code", "code-insiders", "codium", "cursor", "windsurf":
      return ["--goto", "\(path):\(line)"]
    case "subl", "zed", "hx", "helix": return ["\(path):\(line)"]
    default: return [path]
    }
  }

  /// - Returns: Why it did not end well.
  private func run(options: [String] = [], _ arguments: [String]) -> Failure? {
    // A shell reads the command, which may have arguments of its own (`code --wait`). Not by
    // Foundation's `Process`: that puts a program into a group of its own, and one that reads the
    // terminal is then stopped for good (SIGTTIN).
    let line = ([command] + (options + arguments).map(\.forShell)).joined(separator: " ")
    let status = system(line)
    return status == 0 ? nil : Failure(command: command, status: status)
  }

  /// What the reader wrote stays where it is.
  private struct Unread: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(reason); nothing was noted, the text is in \(path)" }
  }

  private struct Failure: Error, CustomStringConvertible {
    let command: String
    /// As `wait` gives it: a signal in the lower bits, else what the program returned above.
    let status: Int32

    var description: String {
      switch (status & 0x7F, status >> 8 & 0xFF) {
      case (0, 127): "there is no editor “\(command)”: see VISUAL and EDITOR"
      case (0, let code): "\(command) ended with status \(code)"
      case (let signal, _): "\(command) was ended by signal \(signal)"
      }
    }
  }
}
