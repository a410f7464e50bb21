import Foundation
import NonmunKit

/// The two streams: results go to output, everything else to error.
enum Standard {
  static func output(_ line: String) { write(line + "\n", to: stdoutFile) }
  /// Lines of one result, in one write.
  static func output(lines: [String]) {
    if !lines.isEmpty { output(lines.joined(separator: "\n")) }
  }

  /// No password that stands in an address, of `feeds.yml` or typed, gets into a log.
  static func error(_ text: String) {
    write(text.withoutUsers.linesForTerminal + "\n", to: stderrFile)
  }
  /// Without the end of a line, and with what moves the cursor: only for a terminal.
  static func bare(_ text: String) { write(text, to: stderrFile) }
  static func output(_ bytes: [UInt8]) { write(bytes, to: stdoutFile) }

  /// Whether results are read by a person, who may be shown colour.
  static var outputIsTerminal: Bool {
    isatty(1) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Whether results are read by a person, with or without colour.
  static var outputIsScreen: Bool { isatty(1) == 1 }

  /// Whether what is drawn on standard error is seen, and may be drawn over.
  static var errorIsTerminal: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(stderrFile) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Of the terminal on standard error; 80 by 24 where it does not tell.
  static var errorSize: (columns: Int, rows: Int) { size(of: stderrFile) }
  /// Of the terminal on standard output; 80 where there is none.
  static var outputColumns: Int { size(of: stdoutFile).columns }

  private static func size(of file: Int32) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  static var inputIsTerminal: Bool { isatty(0) == 1 }

  static func input() throws -> String {
    let data = try FileHandle.standardInput.readToEnd() ?? Data()
    guard let text = String(validating: data, as: UTF8.self) else {
      throw UsageError("what came in on standard input is not UTF-8")
    }
    return text
  }

  private static let (stdoutFile, stderrFile): (Int32, Int32) = (1, 2)

  private static func write(_ text: String, to file: Int32) { write(Array(text.utf8), to: file) }

  /// A reader that closed the pipe early (`| head`) has what it wanted, and who closed the terminal
  /// wants nothing; a result that cannot be
  /// written for another reason, such as a full disk, must not look like one that was.
  private static func write(_ bytes: [UInt8], to file: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(file, $0) }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        guard file == stdoutFile, errno != EPIPE, !Interruption.isHungUp else { return }
        error("nonmun: standard output: \(String(cString: strerror(errno)))")
        Foundation.exit(ExitStatus.failed.rawValue)
      }
      rest = rest.dropFirst(count)
    }
  }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
