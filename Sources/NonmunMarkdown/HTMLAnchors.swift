import NonmunKit

/// Links written as HTML, `<a href="…">…</a>`, which Markdown leaves as they are.
struct HTMLAnchors {
  let links: [PageOutline.Link]

  /// Those of a node of HTML.
  init(at index: Int, in nodes: [MarkdownNode]) {
    if nodes[index].kind == .html {
      self.init(inBlock: nodes[index].literal)
    } else {
      self.init(ofTag: index, in: nodes)
    }
  }

  /// What a comment holds leads nowhere.
  private init(inBlock html: String) {
    guard !html.hasPrefix("<!--") else {
      links = []
      return
    }
    links =
      html.matches(of: Self.tag).map { found in
        let rest = html[found.range.upperBound...].prefix(Self.longestText)
        let text = rest[..<(rest.firstRange(of: "</a")?.lowerBound ?? rest.endIndex)]
        return PageOutline.Link(
          address: Self.address(found), text: text.replacing(#/<[^>]*>/#, with: "").whiteSpaceFolded
        )
      } + Self.markdownLinks(in: html)
  }

  /// Those of Markdown that stands in HTML without a blank line: kramdown reads it where an element
  /// asks for it, as `<details markdown="1">` does.
  private static func markdownLinks(in html: String) -> [PageOutline.Link] {
    guard html.contains(#/<[^<>]*\smarkdown\s*=\s*["']?(?:1|block|span)\b/#) else { return [] }
    return html.matches(of: #/\[(?<text>[^\[\]]*)\]\((?<address>https?:\/\/[^()\s]+)[^()]*\)/#).map
    {
      PageOutline.Link(address: String($0.address), text: $0.text.whiteSpaceFolded)
    }
  }

  /// That of one tag in a paragraph, with the text up to the tag that closes it.
  private init(ofTag index: Int, in nodes: [MarkdownNode]) {
    guard let found = nodes[index].literal.wholeMatch(of: Self.tag) else {
      links = []
      return
    }
    var text = ""
    for node in nodes[(index + 1)...].prefix(Self.longestText).prefix(while: { !$0.closesAnchor }) {
      // A bare address between the tags is a link already.
      if node.kind == .link {
        links = []
        return
      }
      if node.kind != .inlineHTML { text += node.literal }
    }
    links = [PageOutline.Link(address: Self.address(found), text: text.whiteSpaceFolded)]
  }

  /// In letters, or nodes: a page of tags that never close is read all the same.
  private static let longestText = 500

  private static var tag: Regex<(Substring, Substring?, Substring?, Substring?)> {
    #/<a\s(?:[^<>]*?\s)?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))[^<>]*>/#.ignoresCase()
  }

  private static func address(
    _ found: Regex<(Substring, Substring?, Substring?, Substring?)>.Match
  ) -> String {
    String(found.1 ?? found.2 ?? found.3 ?? "").replacing("&amp;", with: "&").whiteSpaceFolded
  }
}

extension MarkdownNode {
  fileprivate var closesAnchor: Bool {
    kind == .inlineHTML ? literal.lowercased().hasPrefix("</a") : !isInline
  }
}
