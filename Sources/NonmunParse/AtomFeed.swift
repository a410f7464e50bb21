import NonmunKit

/// Atom 1.0 (RFC 4287).
enum AtomFeed {
  /// - Parameter text: Reads a title or summary.
  static func item(
    _ entry: XMLElement, _ bases: [String?], text: (XMLElement?) -> String = text
  ) -> FeedItem {
    let url = Link.absolute(link(of: entry), from: bases)
    let id = entry.first("id")?.foldedText ?? ""
    let published = entry.first("published") ?? entry.first("issued")
    let updated = entry.first("updated") ?? entry.first("modified")
    return FeedItem(
      id: id.isEmpty ? url : id, url: url, title: text(entry.first("title")),
      summary: text(entry.first("summary") ?? entry.first("content")),
      authors: authors(entry),
      categories: entry.all("category").compactMap { $0["term"]?.whiteSpaceFolded },
      published: published.flatMap { FeedDate($0.text)?.date },
      updated: updated.flatMap { FeedDate($0.text)?.date })
  }

  /// The page: an alternate link, else the first that is neither the feed itself nor an enclosure.
  static func link(of element: XMLElement) -> String {
    let links = element.all("link")
    let best =
      links.first { ($0["rel"] ?? "alternate") == "alternate" && $0["href"] != nil }
      ?? links.first { !["self", "enclosure", "edit", "hub"].contains($0["rel"] ?? "") }
    guard let best, let address = best["href"] else { return "" }
    return Link.absolute(address.whiteSpaceFolded, from: [best.base])
  }

  /// A text construct: `html` is escaped markup, `xhtml` is markup, `text` is neither, though many
  /// feeds escape entities in it all the same.
  static func text(_ element: XMLElement?) -> String {
    guard let element else { return "" }
    let isMarkup = element["type"] == "xhtml"
    return isMarkup ? element.allText.whiteSpaceFolded : HTMLText.plain(element.allText)
  }

  static func authors(_ entry: XMLElement) -> [String] {
    let named = entry.all("author").compactMap { author in
      (author.first("name") ?? author.first("email"))?.foldedText
    }
    let names = named.isEmpty ? entry.all("creator", .dublinCore).map { $0.foldedText } : named
    return names.filter { !$0.isEmpty }
  }
}
