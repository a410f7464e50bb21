import NonmunKit

/// Trends as rows of bars, for a terminal or a pipe.
struct TrendBars {
  let trends: Trends
  /// Of the screen.
  let columns: Int
  let isColoured: Bool

  var lines: [String] {
    let labels = trends.rows.map(\.label.forTerminal)
    let label = labels.map(\.columns).max() ?? 0
    let names = trends.spans.map {
      $0.name.hasSuffix($0.label) ? $0.name : "\($0.name) \($0.label)"
    }
    let name = names.map(\.columns).max() ?? 0
    let number = String(max(trends.most, trends.totals.max() ?? 0)).count
    let room = max(10, min(60, columns - label - name - number - 6))
    var lines: [String] = []
    for (row, shown) in zip(trends.rows, labels) {
      for (place, count) in row.counts.enumerated() {
        let title = (place == 0 ? shown : "").padded(to: label)
        let digits = String(repeating: " ", count: number - String(count).count) + String(count)
        let bar = bar(count, room)
        let line = "\(title)  \(names[place].padded(to: name))  \(digits)"
        lines.append(bar.isEmpty ? line : "\(line)  \(bar)")
      }
    }
    return lines
  }

  /// In eighths of a column.
  private func bar(_ count: Int, _ room: Int) -> String {
    guard count > 0, trends.most > 0 else { return "" }
    let eighths = max(1, count * room * 8 / trends.most)
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let bar = String(repeating: "█", count: eighths / 8) + rest
    return isColoured ? "\u{1b}[36m\(bar)\u{1b}[0m" : bar
  }
}
