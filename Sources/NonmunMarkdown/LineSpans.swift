import NonmunKit

/// The first and last line of each block, with what cmark-gfm 0.29.0.gfm.6 gets wrong put right.
///
/// Blank lines after a block may be counted in.
struct LineSpans {
  struct Span {
    /// 1-based lines of the page.
    var first: Int
    var last: Int
    /// 1-based, in bytes; `nil` where the block starts with the text of its line.
    var column: Int?
  }

  private let nodes: [MarkdownNode]
  private let bytes: [UInt8]
  private let lines: PageLines
  private var spans: [Span]

  init(nodes: [MarkdownNode], bytes: [UInt8], lines: PageLines, skippedLines: Int) {
    self.nodes = nodes
    self.bytes = bytes
    self.lines = lines
    spans = nodes.map { node in
      Span(
        first: node.firstLine + skippedLines, last: node.lastLine + skippedLines,
        column: max(node.column, 1))
    }
    for index in nodes.indices {
      switch nodes[index].kind {
      case .table: correctTable(index)
      case .heading: correctUnderlinedHeading(index)
      default: break
      }
    }
    trimContainersInQuotes()
  }

  subscript(index: Int) -> Span { spans[index] }
}

extension LineSpans {
  /// A table that follows a paragraph directly claims the paragraph's lines, and the paragraph says
  /// that it stands nowhere.
  private mutating func correctTable(_ index: Int) {
    let rows = (index + 1..<nodes[index].end).filter { nodes[$0].parent == index }
    guard let header = rows.first else { return }
    // Between the header and the first row stands the line of dashes, and nothing else.
    let line = rows.count > 1 ? spans[rows[1]].first - 2 : spans[index].last - 1
    spans[header].last = line
    // A row claims the column of the table, which may be behind a marker or a byte order mark.
    for row in rows.dropFirst() { spans[row].column = nil }
    guard line > spans[index].first else { return }
    if let before = paragraph(before: index) {
      spans[before] = spans[index]
      spans[before].last = line - 1
    }
    spans[header] = Span(first: line, last: line)
    spans[index] = Span(first: line, last: spans[index].last)
  }

  private func paragraph(before index: Int) -> Int? {
    var sibling = index - 1
    while nodes[sibling].parent != nodes[index].parent {
      guard let parent = nodes[sibling].parent else { return nil }
      sibling = parent
    }
    return nodes[sibling].kind == .paragraph && nodes[sibling].firstLine == 0 ? sibling : nil
  }

  /// A heading with an underline claims the line after it, unless the page ends there.
  private mutating func correctUnderlinedHeading(_ index: Int) {
    let beforeLast = spans[index].last - 1
    guard beforeLast > spans[index].first, isUnderline(beforeLast) else { return }
    spans[index].last = beforeLast
  }

  private func isUnderline(_ number: Int) -> Bool {
    let marks = bytes[lines.lines[number - 1].content].filter {
      ![.space, .tab, UInt8(ascii: ">")].contains($0)
    }
    guard let mark = marks.first, [UInt8(ascii: "="), UInt8(ascii: "-")].contains(mark) else {
      return false
    }
    return marks.allSatisfy { $0 == mark }
  }

  /// What a list, an item or a quote has after its last block is blank, but in a quote such a line
  /// begins with `>`.
  private mutating func trimContainersInQuotes() {
    var isQuoted: [Bool] = []
    for (index, node) in nodes.enumerated() {
      isQuoted.append(node.kind == .quote || node.parent.map { isQuoted[$0] } ?? false)
      guard isQuoted[index], node.kind.isContainer else { continue }
      while spans[index].last > spans[index].first, isBlankInQuote(spans[index].last) {
        spans[index].last -= 1
      }
    }
  }

  private func isBlankInQuote(_ number: Int) -> Bool {
    bytes[lines.lines[number - 1].content].allSatisfy {
      [.space, .tab, UInt8(ascii: ">")].contains($0)
    }
  }
}

extension MarkdownNode.Kind {
  fileprivate var isContainer: Bool {
    switch self {
    case .quote, .bulletList, .orderedList, .item, .footnote: true
    default: false
    }
  }
}
