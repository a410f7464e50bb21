/// A file of the workspace that cannot be read as what it should be.
package struct FileError: Error, Equatable, CustomStringConvertible {
  package var path: String
  /// 1-based.
  package var line: Int
  /// 1-based, in Unicode scalars.
  package var column: Int
  /// What is wrong, and what would be right.
  package var reason: String

  package var description: String { "\(path):\(line):\(column): \(reason)" }
}
