import Foundation

/// A table of the manual: what nonmun says of each fault.
package struct FaultTable {
  /// The words of each row, where `…` stands for anything.
  package let words: [String: String]

  /// - Parameter heading: Of the section of `faults.md` that the table stands in.
  package init(below heading: String) throws {
    let page = URL(filePath: #filePath)
      .appending(path: "../../../Sources/nonmun/Nonmun.docc/faults.md").standardized
    let lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
    let section = lines.drop { $0 != "## \(heading)" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    var words: [String: String] = [:]
    for line in section where line.hasPrefix("| `") {
      let cells = line.components(separatedBy: " | ")
      guard cells.count == 3 else { throw Malformed(line: line) }
      words[cells[0].filter { !"|` ".contains($0) }] =
        cells[1].trimmingCharacters(in: CharacterSet(charactersIn: " `"))
    }
    self.words = words
  }

  /// Whether a line of nonmun's says what the table says.
  package func holds(_ line: String, for fault: String) -> Bool {
    guard let words = words[fault] else { return false }
    var rest = line[...]
    for part in words.components(separatedBy: "…") where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  struct Malformed: Error {
    let line: String
  }
}
