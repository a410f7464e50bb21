import NonmunKit

/// RSS 2.0, with the modules that people use.
///
/// Source: RSS Advisory Board, RSS 2.0 Specification.
enum RSSFeed {
  /// - Parameter text: Reads a title or summary.
  static func item(
    _ item: XMLElement, _ bases: [String?],
    text: (XMLElement?) -> String = { HTMLText.plain($0?.allText ?? "") }
  ) -> FeedItem {
    let guid = item.first("guid")
    let id = guid?.foldedText ?? item.about ?? ""
    var url = item.first("link")?.foldedText ?? ""
    if url.isEmpty { url = AtomFeed.link(of: item) }
    // A guid is the permanent address unless it says that it is not.
    if url.isEmpty, guid?["isPermaLink"] != "false", id.contains("://") { url = id }
    url = Link.absolute(url, from: bases)
    let published =
      item.first("pubDate") ?? item.first("date", .dublinCore) ?? item.first("published")
    let summary =
      item.first("description") ?? item.first("encoded", .content) ?? item.first("summary", .iTunes)
    return FeedItem(
      id: id.isEmpty ? url : id, url: url,
      title: text(item.first("title")),
      summary: text(summary), authors: authors(item),
      categories: item.all("category").map { $0.foldedText }.filter { !$0.isEmpty },
      published: published.flatMap { FeedDate($0.text)?.date },
      updated: (item.first("updated") ?? item.first("modified")).flatMap {
        FeedDate($0.text)?.date
      })
  }

  private static func authors(_ item: XMLElement) -> [String] {
    let creators = item.all("creator", .dublinCore).map { $0.foldedText }
    if creators.contains(where: { !$0.isEmpty }) { return creators.filter { !$0.isEmpty } }
    let authors = item.all("author") + item.all("author", .iTunes)
    return authors.map { name(inMail: $0.first("name")?.text ?? $0.text) }.filter { !$0.isEmpty }
  }

  /// `Kim Hana` of `hana@example.com (Kim Hana)`, the form that RSS asks for.
  private static func name(inMail text: String) -> String {
    let text = text.whiteSpaceFolded
    guard text.contains("@"), let open = text.firstIndex(of: "("), text.hasSuffix(")") else {
      return text
    }
    return String(text[text.index(after: open)...].dropLast())
  }
}
