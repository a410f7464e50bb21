import GRDB

extension Library {
  /// How far a file was imported, in bytes; 0 when it was not, or is another file by now.
  ///
  /// - Parameter mark: What the file looks like.
  package func importedBytes(of path: String, mark: String) throws -> Int {
    let held = try self.mark(named: "import \(path)")?.split(separator: " ") ?? []
    return held.count == 2 && held[0] == mark ? Int(held[1]) ?? 0 : 0
  }

  package func setImportedBytes(_ bytes: Int, of path: String, mark: String) throws {
    try setMark("\(mark) \(bytes)", named: "import \(path)")
  }
}
