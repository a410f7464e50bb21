import NonmunKit

/// Rows in columns, for people: aligned by what a terminal shows, not by characters.
struct Table {
  private var rows: [[String]] = []
  /// Columns whose text stands at the right, such as numbers.
  var rightAligned: Set<Int> = []

  mutating func add(_ cells: [String]) { rows.append(cells.map(\.forTerminal)) }

  /// The lines, two spaces between columns, nothing behind the last.
  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.indices.map { column in
        let gap = widths[column] - row[column].columns
        if rightAligned.contains(column) {
          return String(repeating: " ", count: gap) + row[column]
        }
        return column == row.count - 1 ? row[column] : row[column].padded(to: widths[column])
      }.joined(separator: "  ")
    }
  }
}
