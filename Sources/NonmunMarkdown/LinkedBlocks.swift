import NonmunKit

/// The blocks that hold links, as notes are looked for in them.
struct LinkedBlocks {
  let blocks: [PageOutline.LinkedBlock]

  init(nodes: [MarkdownNode], places: BlockPlaces) {
    var linksOfHolders: [Int: [PageOutline.Link]] = [:]
    let holders = Self.holders(nodes)
    let struck = Self.struckThrough(nodes)
    for index in nodes.indices {
      guard let holder = holders[index] else { continue }
      switch nodes[index].kind {
      case .link where !nodes[index].address.isEmpty:
        let text = nodes.plainText(of: index).whiteSpaceFolded
        var link = PageOutline.Link(
          address: nodes[index].address, text: text, isStruckThrough: struck[index])
        let address = link.address.cutBeforeGluedHangul
        if address != link.address, link.isBare(in: places.bytes[places.place(of: holder).range]) {
          link.address = address
          link.text = link.text.cutBeforeGluedHangul
        }
        linksOfHolders[holder, default: []].append(link)
      case .html, .inlineHTML:
        for var link in HTMLAnchors(at: index, in: nodes).links where !link.address.isEmpty {
          link.isStruckThrough = struck[index]
          linksOfHolders[holder, default: []].append(link)
        }
      default: break
      }
    }
    blocks = linksOfHolders.map { holder, links in
      PageOutline.LinkedBlock(
        kind: .init(nodes[holder].kind), place: places.place(of: holder), links: links)
    }
    .sorted {
      ($0.place.range.lowerBound, $0.place.range.upperBound)
        < ($1.place.range.lowerBound, $1.place.range.upperBound)
    }
  }

  /// For each node the block that its links belong to: the innermost list item or table row,
  /// otherwise the heading or paragraph.
  private static func holders(_ nodes: [MarkdownNode]) -> [Int?] {
    var holders: [Int?] = []
    for (index, node) in nodes.enumerated() {
      let outer = node.parent.flatMap { holders[$0] }
      let isInItem = outer.map { nodes[$0].kind == .item } ?? false
      switch node.kind {
      case .item, .tableHeader, .tableRow: holders.append(index)
      case .heading, .paragraph, .html: holders.append(isInItem ? outer : index)
      default: holders.append(outer)
      }
    }
    return holders
  }

  /// What stands in `~~…~~` or `<del>…</del>`, and a link whose text does: `[~~DPO~~](…)`.
  ///
  /// Also `~~[DPO](…)~~는`: to GitHub the tildes close nothing before a letter, to kramdown they do.
  private static func struckThrough(_ nodes: [MarkdownNode]) -> [Bool] {
    var struck: [Bool] = []
    var (isInTag, isInTildes) = (false, false)
    for (index, node) in nodes.enumerated() {
      if !node.isInline { (isInTag, isInTildes) = (false, false) }
      isInTag = node.opensStrike ?? isInTag
      if node.tildes % 2 == 1 {
        let rest = nodes[(index + 1)...].lazy.prefix(while: \.isInline)
        isInTildes = !isInTildes && rest.contains { $0.tildes > 0 }
      }
      struck.append(
        isInTag || isInTildes || node.kind == .strikethrough
          || node.parent.map { struck[$0] } ?? false)
    }
    for index in nodes.indices where nodes[index].kind == .link && !struck[index] {
      let words = (index + 1..<max(nodes[index].end, index + 1)).filter {
        nodes[$0].kind == .codeSpan || nodes[$0].kind == .text && !nodes[$0].isBlank
      }
      struck[index] = !words.isEmpty && words.allSatisfy { struck[$0] }
    }
    return struck
  }
}

extension MarkdownNode {
  fileprivate var isBlank: Bool { literal.allSatisfy(\.isWhitespace) }

  /// How many pairs of tildes it has that strike nothing.
  fileprivate var tildes: Int {
    // Most texts have none, and are not worth an expression.
    guard kind == .text, literal.utf8.contains(UInt8(ascii: "~")) else { return 0 }
    return literal.matches(of: #/~~/#).count
  }

  /// Whether a tag of HTML that strikes text out opens here, or closes; `nil` for all else.
  fileprivate var opensStrike: Bool? {
    guard kind == .inlineHTML,
      let tag = literal.lowercased().wholeMatch(of: #/<(\/?)(?:s|del|strike)(?:\s[^>]*)?>/#)
    else { return nil }
    return tag.1.isEmpty
  }
}

extension PageOutline.Link {
  /// Whether it was written without brackets, as text of the block: `[a](a)` and `<a>` are not.
  fileprivate func isBare(in block: ArraySlice<UInt8>) -> Bool {
    guard isWeb, address == text || address == "http://" + text else { return false }
    return !["<" + text + ">", "](" + text, "](<" + text].contains { block.holds($0.utf8) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func holds(_ part: String.UTF8View) -> Bool {
    var rest = self
    while let first = part.first, let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

extension PageOutline.LinkedBlock.Kind {
  fileprivate init(_ kind: MarkdownNode.Kind) {
    self =
      switch kind {
      case .item: .item
      case .tableHeader, .tableRow: .tableRow
      case .heading: .heading
      default: .paragraph
      }
  }
}
