import NonmunKit

/// A file of the workspace that cannot be read as what it should be.
package struct FileError: Error, Equatable, CustomStringConvertible {
  package var path: String
  /// 1-based.
  package var line: Int
  /// 1-based, in Unicode scalars.
  package var column: Int
  /// What is wrong, and what would be right.
  package var reason: String
  /// The line itself with a mark under the column.
  private var excerpt: String?

  package init(
    path: String, line: Int, column: Int, reason: String, in lines: [Substring] = []
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.reason = reason
    guard lines.indices.contains(line - 1), !lines[line - 1].allSatisfy(\.isWhitespace) else {
      return
    }
    excerpt = CaretLine(lines[line - 1], column: column).description
  }

  package var description: String {
    "\(path):\(line):\(column): \(reason)" + (excerpt.map { "\n\($0)" } ?? "")
  }
}
