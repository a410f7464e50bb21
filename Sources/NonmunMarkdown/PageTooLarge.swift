import NonmunKit

/// A page that reading would take too much time or memory for.
package enum PageTooLarge: Error, Equatable, CustomStringConvertible {
  case bytes(count: Int)
  /// The line is 1-based and names the columns of a table.
  case table(line: Int)

  /// A week of long notes is about 50 kB.
  package static let limitInBytes = 1 << 20
  /// cmark-gfm fills every short row up: 14 kB of rows took 8 million cells, 1.2 GB and 3 s. Its
  /// release 0.29.0.gfm.12 has this limit of its own (MAX_AUTOCOMPLETED_CELLS).
  package static let limitInCells = 0x80000

  package var description: String {
    switch self {
    case .bytes(let count):
      "too large for a page: \(count) bytes, at most \(Self.limitInBytes) are read"
    case .table(let line):
      "line \(line): too large for a table: at most \(Self.limitInCells) cells are read"
    }
  }

  static func check(_ bytes: [UInt8], _ lines: PageLines) throws(PageTooLarge) {
    guard bytes.count <= limitInBytes else { throw .bytes(count: bytes.count) }
    var cells = 0
    var nextBlank = lines.lines.count
    for (index, line) in lines.lines.enumerated().reversed() {
      if line.isBlank { nextBlank = index }
      let columns = columnCount(bytes[line.content])
      cells += columns * (nextBlank - index)
      guard columns == 0 || cells <= limitInCells else { throw .table(line: index + 1) }
    }
  }

  /// How many columns a line of dashes makes; 0 for any other line.
  private static func columnCount(_ line: ArraySlice<UInt8>) -> Int {
    guard line.allSatisfy({ "|:->\t\u{B}\u{C} ".utf8.contains($0) }) else { return 0 }
    return line.count { $0 == UInt8(ascii: "|") }
  }
}
