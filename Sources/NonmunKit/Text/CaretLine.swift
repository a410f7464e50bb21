/// A line of a file or a query with a mark under the place that is wrong, for a terminal:
///
///     any: ['확산 AND']
///                    ^
package struct CaretLine: CustomStringConvertible {
  package let description: String

  /// What is shown of a longer line, in columns.
  private static let widest = 90

  /// - Parameter column: 1-based, in Unicode scalars.
  package init(_ line: some StringProtocol, column: Int) {
    let scalars = Array(line.unicodeScalars)
    let place = min(max(column - 1, 0), scalars.count)
    // Of a long line as much as leads up to the place, and what still fits after it.
    var start = 0
    while start < place, Self.text(scalars[start..<place]).columns > Self.widest - 20 { start += 1 }
    let before = (start > 0 ? "…" : "") + Self.text(scalars[start..<place])
    var after = Self.text(scalars[place...])
    if before.columns + after.columns > Self.widest {
      while !after.isEmpty, before.columns + after.columns > Self.widest - 1 { after.removeLast() }
      after += "…"
    }
    description =
      "  \(before)\(after)\n  " + String(repeating: " ", count: before.columns) + "^"
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view).forTerminal
  }
}
