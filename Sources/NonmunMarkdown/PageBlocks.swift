package import NonmunKit

/// A page read as Markdown: GitHub's, with tables, strikethrough, bare addresses and footnotes.
package struct PageBlocks: Equatable, Sendable {
  package let outline: PageOutline

  /// - Parameter skippingFrontMatter: For the head of a week, whose first lines are YAML.
  /// - Throws: What makes a page too large to be a page; no text is bad Markdown.
  package init(
    parsing bytes: [UInt8], skippingFrontMatter: Bool = false
  ) throws(PageTooLarge) {
    let lines = PageLines(bytes)
    try PageTooLarge.check(bytes, lines)
    let body = skippingFrontMatter ? FrontMatter(bytes)?.bodyStart : nil
    let skipped = body.map { lines.number(at: $0) - 1 } ?? 0
    let start = skipped == 0 ? 0 : lines.lines[skipped - 1].whole.upperBound
    let nodes = MarkdownDocument(parsing: bytes[start...]).nodes
    let places = BlockPlaces(nodes: nodes, bytes: bytes, lines: lines, skippedLines: skipped)
    let linkedBlocks = LinkedBlocks(nodes: nodes, places: places).blocks
    outline = PageOutline(
      headings: places.headings, blocks: places.blocks, linkedBlocks: linkedBlocks,
      code: places.code, listItems: places.listItems(linkedBlocks))
  }
}

extension BlockPlaces {
  /// The nodes right under the document, as they stand in the page: cmark-gfm puts footnotes last.
  private var topLevel: [Int] {
    nodes.indices.filter { nodes[$0].parent == 0 }
      .sorted { place(of: $0).range.lowerBound < place(of: $1).range.lowerBound }
  }

  fileprivate var headings: [PageOutline.Heading] {
    topLevel.compactMap { index in
      guard case .heading(let level) = nodes[index].kind else { return nil }
      let place = place(of: index)
      let start = max(
        lines.lines[place.line - 1].whole.lowerBound, bytes.byteOrderMark.count)
      return PageOutline.Heading(
        level: level, text: nodes.plainText(of: index).whiteSpaceFolded, line: place.line,
        range: start..<lines.lines[place.lastLine - 1].whole.upperBound,
        isUnderlined: bytes[place.range].first != UInt8(ascii: "#") || place.lastLine > place.line)
    }
  }

  fileprivate var code: [Range<Int>] {
    nodes.indices.compactMap { index in
      if case .code = nodes[index].kind { place(of: index).range } else { nil }
    }
  }

  fileprivate var blocks: [PageOutline.Block] {
    topLevel.compactMap { index in
      PageOutline.Block.Kind(nodes[index].kind).map { kind in
        PageOutline.Block(kind: kind, place: place(of: index), items: items(of: index))
      }
    }
  }

  private func items(of list: Int) -> [PageOutline.Item] {
    (list + 1..<max(nodes[list].end, list + 1)).filter {
      nodes[$0].parent == list && nodes[$0].kind == .item
    }.map { item in
      let place = place(of: item)
      return PageOutline.Item(
        place: place, marker: bytes[place.range].first ?? UInt8(ascii: "-"),
        indentation: indentation(of: place))
    }
  }
}

extension PageOutline.Block.Kind {
  fileprivate init?(_ kind: MarkdownNode.Kind) {
    switch kind {
    case .paragraph: self = .paragraph
    case .heading: self = .heading
    case .bulletList: self = .bulletList
    case .orderedList: self = .orderedList
    case .table: self = .table
    case .quote: self = .quote
    case .html: self = .html
    case .code(let isFenced): self = isFenced ? .fencedCode : .indentedCode
    case .thematicBreak: self = .thematicBreak
    case .footnote: self = .footnote
    default: return nil
    }
  }
}
