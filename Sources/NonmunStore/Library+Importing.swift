import GRDB

extension Library {
  /// How many entries of a file were imported; 0 when none was, or it is another file by now.
  ///
  /// - Parameter mark: What the file looks like.
  package func importedEntries(of path: String, mark: String) throws -> Int {
    let held = try self.mark(named: "imported \(path)")?.split(separator: " ") ?? []
    return held.count == 2 && held[0] == mark ? Int(held[1]) ?? 0 : 0
  }

  /// - Parameter entries: `Int.max` for all that there are.
  package func setImportedEntries(_ entries: Int, of path: String, mark: String) throws {
    try setMark("\(mark) \(entries)", named: "imported \(path)")
  }
}
