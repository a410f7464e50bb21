import NonmunKit

/// arXiv's announcements as they were until early 2024: RSS 1.0, with facts inside of titles.
enum ArxivRDF {
  /// `…. (arXiv:2107.03419v1 [hep-ex] UPDATED)` at the end of every title.
  static func isEntry(_ entry: XMLElement) -> Bool {
    (entry.first("title")?.text).flatMap(Suffix.init) != nil
  }

  static func item(_ entry: XMLElement, _ header: FeedHeader, _ bases: [String?]) -> FeedItem {
    var item = RSSFeed.item(entry, bases)
    let title = entry.folded("title")
    guard let suffix = Suffix(title) else { return item }
    item.id = "oai:arXiv.org:\(suffix.id)"
    item.title = TeXText.title(suffix.title)
    item.categories = [suffix.category]
    item.announceType = suffix.announceType
    let date = header.element.first("date", .dublinCore)
    item.day = date.flatMap { FeedDate($0.text)?.day }
    item.content = nil
    item.authors = authors(entry.first("creator", .dublinCore)?.text ?? "")
    return item
  }

  /// Anchors, joined by commas; those that a long list leaves out are nobody's name.
  private static func authors(_ anchors: String) -> [String] {
    AuthorList.names(in: HTMLText.plain(anchors)).compactMap { name in
      let known = name.replacing("et al.", with: "").whiteSpaceFolded
      return known.isEmpty || known.contains("additional authors not shown") ? nil : known
    }
  }

  private struct Suffix {
    var title: String
    var id: String
    var category: String
    var announceType: AnnounceType

    init?(_ text: String) {
      let text = text.whiteSpaceFolded
      guard text.hasSuffix(")"), let open = text.lastIndex(of: "("),
        text[open...].hasPrefix("(arXiv:")
      else { return nil }
      let words = text[open...].dropFirst("(arXiv:".count).dropLast().split(separator: " ")
      guard let id = words.first, ArxivID(id) != nil, words.count > 1, words[1].hasPrefix("["),
        words[1].hasSuffix("]")
      else { return nil }
      self.id = String(id)
      category = String(words[1].dropFirst().dropLast())
      let remark = words.dropFirst(2).joined(separator: " ")
      announceType =
        switch (remark.contains("CROSS"), remark.contains("UPDATED")) {
        case (true, true): .replaceCross
        case (true, false): .cross
        case (false, true): .replace
        case (false, false): .new
        }
      var title = String(text[..<open]).whiteSpaceFolded
      if title.hasSuffix(".") { title.removeLast() }
      self.title = title
    }
  }
}
