import Foundation
import Testing

/// A terminal that a program writes standard error to, as a person would see it.
final class Terminal {
  private let reader: FileHandle
  private let writer: FileHandle

  init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    var (reader, writer): (Int32, Int32) = (-1, -1)
    var size = winsize()
    (size.ws_col, size.ws_row) = (columns, rows)
    try #require(openpty(&reader, &writer, nil, nil, &size) == 0)
    self.reader = FileHandle(fileDescriptor: reader, closeOnDealloc: true)
    self.writer = FileHandle(fileDescriptor: writer, closeOnDealloc: true)
  }

  /// For standard output, too.
  var screen: FileHandle { writer }

  /// What a program that reads from the screen will find there.
  func type(_ text: String) throws { try reader.write(contentsOf: Data(text.utf8)) }

  /// Runs a program to its end.
  ///
  /// - Returns: What it wrote here, at most the 4096 bytes or so that a terminal holds unread.
  func watch(_ process: Process, output: FileHandle = .nullDevice) throws -> String {
    process.standardError = writer
    process.standardOutput = output
    try process.run()
    process.waitForEnd()
    try writer.close()
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    // At its end Linux has an error (EIO), macOS nothing.
    while case let count = read(reader.fileDescriptor, &buffer, buffer.count), count > 0 {
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands on the screen each time that what is below the cursor was erased.
  static func frames(_ written: String) -> [[String]] {
    var frames: [[String]] = []
    var lines: [[Character]] = [[]]
    var (row, column) = (0, 0)
    var rest = Substring(written).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        row += 1
        if row == lines.count { lines.append([]) }
      case "\u{1b}":
        let command = rest.prefix { $0 == "[" || $0.properties.numericType != nil }
        rest = rest.dropFirst(command.count)
        switch rest.popFirst() {
        case "A": row -= Int(String(command.dropFirst())) ?? 1
        case "K": lines[row] = Array(lines[row].prefix(column))
        case "J":
          lines = Array(lines.prefix(row + 1))
          lines[row] = Array(lines[row].prefix(column))
          frames.append(lines.map { String($0) })
        default: Issue.record("an escape that is not expected: \(command)")
        }
      default:
        lines[row] += Array(repeating: " ", count: max(0, column - lines[row].count))
        lines[row].replaceSubrange(
          column..<min(column + 1, lines[row].count), with: [Character(scalar)])
        column += 1
      }
    }
    return frames
  }
}
