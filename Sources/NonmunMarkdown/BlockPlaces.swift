import NonmunKit

/// Where each block of a document stands in the bytes of its page.
///
/// cmark-gfm gives lines and columns of a text in which it has replaced NUL and broken UTF-8, so a
/// place is made of line numbers, and of a column only before the first letter of a line.
struct BlockPlaces {
  let nodes: [MarkdownNode]
  let bytes: [UInt8]
  let lines: PageLines
  private let spans: LineSpans

  /// - Parameter skippedLines: How many lines stand before the Markdown.
  init(nodes: [MarkdownNode], bytes: [UInt8], lines: PageLines, skippedLines: Int) {
    self.nodes = nodes
    self.bytes = bytes
    self.lines = lines
    spans = LineSpans(nodes: nodes, bytes: bytes, lines: lines, skippedLines: skippedLines)
  }

  func place(of index: Int) -> PageOutline.Place {
    let span = spans[index]
    let firstLine = min(max(span.first, 1), lines.lines.count)
    let end = min(max(span.last, firstLine), lines.lines.count)
    let lastLine = lines.lastWritten(in: firstLine...end) ?? firstLine
    let start = startOfText(inLine: firstLine, column: span.column)
    let stop = max(start, lines.lines[lastLine - 1].content.upperBound)
    return PageOutline.Place(range: start..<stop, line: firstLine, lastLine: lastLine)
  }

  private func startOfText(inLine number: Int, column: Int?) -> Int {
    let content = lines.lines[number - 1].content
    guard let column else {
      return bytes[content].firstIndex { ![.space, .tab, UInt8(ascii: ">")].contains($0) }
        ?? content.upperBound
    }
    return min(content.lowerBound + column - 1, content.upperBound)
  }

  /// The spaces before the marker of a top-level list item.
  func indentation(of place: PageOutline.Place) -> Int {
    let start = lines.lines[place.line - 1].content.lowerBound
    return place.range.lowerBound - max(start, place.line == 1 ? bytes.byteOrderMark.count : 0)
  }
}
