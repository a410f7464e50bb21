import NonmunKit

/// RSS 0.9x, 1.0 and 2.0, with the modules that people use.
///
/// Source: RSS Advisory Board, RSS 2.0 Specification; RDF Site Summary 1.0.
enum RSSFeed {
  /// - Parameter text: Reads a title.
  /// - Parameter html: Reads a description.
  static func item(
    _ item: XMLElement, _ bases: [String?],
    text: (XMLElement?) -> String = { $0.seenText() },
    html: (XMLElement?) -> String = { $0.seenText(isHTML: true) }
  ) -> FeedItem {
    let guid = item.first("guid")
    let isPermanent = isPermanent(guid)
    // What says that it is no address is not made one.
    var id = isPermanent ? AtomFeed.id(guid ?? item.first("id"), bases) : guid?.foldedText ?? ""
    if id.isEmpty { id = item.about ?? "" }
    var url = link(of: item)
    if url.isEmpty, guid != nil, isPermanent, id.isWebAddress { url = id }
    url = Link.absolute(url, from: bases)
    let updated = AtomFeed.updated(item)
    return FeedItem(
      id: id.isEmpty ? url : id, url: url, title: item.title(text), summary: summary(item, html),
      authors: authors(item), categories: item.subjects,
      published: item.date("pubDate") ?? item.date("pubdate") ?? item.date("published")
        ?? item.date("issued") ?? item.date("issued", .dublinCore)
        ?? (updated == nil ? item.created : nil),
      updated: updated,
      content: .init([item.first("encoded", .content), item.first("description")], url, bases))
  }

  /// A guid is the permanent address unless it says that it is not.
  private static func isPermanent(_ guid: XMLElement?) -> Bool {
    guard let word = guid?["isPermaLink"] ?? guid?["isPermalink"] ?? guid?["ispermalink"] else {
      return true
    }
    return word.whiteSpaceFolded.lowercased() == "true"
  }

  /// Its own, before that of Atom which may stand beside it.
  private static func link(of item: XMLElement) -> String {
    for link in item.all("link") where link["href"] == nil {
      let address = link.foldedText
      if !address.isEmpty { return Link.absolute(address, from: [link.base]) }
    }
    return AtomFeed.link(of: item)
  }

  private static func summary(_ item: XMLElement, _ html: (XMLElement?) -> String) -> String {
    let places: [(StaticString, XMLName.Space)] = [
      ("description", .plain), ("encoded", .content), ("description", .dublinCore),
      ("summary", .plain), ("summary", .iTunes), ("description", .media), ("content", .plain),
      ("fullitem", .plain), ("body", .plain), ("body", .other),
    ]
    for (name, space) in places {
      let summary = html(item.first(name, space))
      if !summary.isEmpty { return summary }
    }
    return ""
  }

  private static func authors(_ item: XMLElement) -> [String] {
    let places: [(StaticString, XMLName.Space)] = [
      ("creator", .dublinCore), ("author", .plain), ("author", .dublinCore), ("author", .iTunes),
    ]
    for (name, space) in places {
      let names = item.all(name, space).map { PersonName(element: $0).text }
        .filter { !$0.isEmpty }
      if !names.isEmpty { return names }
    }
    return []
  }
}
