import Yams

/// Where a character of a YAML text stands in the file: beyond quotation marks, escapes, folded
/// lines and the indentation of blocks.
///
/// Source: YAML 1.2.2, chapters 7.3 (flow scalars) and 8.1 (block scalars).
struct YAMLPlace: Equatable {
  private(set) var line: Int
  private(set) var column: Int

  /// - Parameter offset: Of the text, in Unicode scalars, from 0.
  /// - Parameter line: Where the value starts, its quotation mark or `|` included; as `column` from 1.
  init(of offset: Int, in style: Node.Scalar.Style, line: Int, column: Int, _ lines: [Substring]) {
    (self.line, self.column) = (line, column)
    var left = offset
    switch style {
    case .literal, .folded:
      self.line += 1
      let indentation = Self.scalars(lines, self.line).prefix { $0 == " " }.count
      while left > Self.scalars(lines, self.line).count - indentation, self.line < lines.count {
        left -= max(0, Self.scalars(lines, self.line).count - indentation) + 1
        self.line += 1
      }
      self.column = indentation + left + 1
    default:
      let isQuoted = style == .singleQuoted || style == .doubleQuoted
      if isQuoted { self.column += 1 }
      while left > 0, self.line <= lines.count {
        left -= 1
        step(style, lines)
      }
      skipFold(style, lines)
    }
  }

  private static func scalars(_ lines: [Substring], _ line: Int) -> [Unicode.Scalar] {
    lines.indices.contains(line - 1) ? Array(lines[line - 1].unicodeScalars) : []
  }

  /// Over one character of the text.
  private mutating func step(_ style: Node.Scalar.Style, _ lines: [Substring]) {
    if skipFold(style, lines) { return }
    let rest = Self.scalars(lines, line).dropFirst(column - 1)
    switch (style, rest.first) {
    case (.singleQuoted, "'"): column += 2
    case (.doubleQuoted, "\\"):
      let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
      column += 2 + (rest.dropFirst().first.flatMap { digits[$0] } ?? 0)
    default: column += 1
    }
  }

  /// A line break and the white space around it are one space of the text.
  @discardableResult
  private mutating func skipFold(_ style: Node.Scalar.Style, _ lines: [Substring]) -> Bool {
    let rest = Self.scalars(lines, line).dropFirst(column - 1)
    guard rest.allSatisfy({ $0 == " " || $0 == "\t" }), line < lines.count else { return false }
    line += 1
    column = Self.scalars(lines, line).prefix { $0 == " " || $0 == "\t" }.count + 1
    return true
  }
}
