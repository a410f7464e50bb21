import NonmunKit

/// What a feed says of itself.
struct FeedHeader {
  /// `feed` of Atom; the `channel` of RSS.
  let element: XMLElement
  let isAtom: Bool
  let isOAI: Bool
  /// Of RSS before 1.0 and after it, and of Atom before 1.0.
  let version: String
  /// `xml:base` of the root, and of the channel in it.
  let bases: [String?]
  /// Of Atom, whose entries without authors have those of the feed (RFC 4287, section 4.2.1).
  let authors: [String]

  init(_ root: XMLElement) {
    // RSS 1.0 has its items beside the channel, under a root of RDF.
    isAtom = root.name.local != "rss" && root.name.local != "RDF"
    isOAI = OAIPMH.isAnswer(root.name.local)
    version = root.name.local == "RDF" ? "1.0" : root["version"] ?? ""
    element = isAtom ? root : root.first("channel") ?? root
    bases = isAtom ? [root.base] : [root.base, element.base]
    authors = isAtom ? AtomFeed.authors(root) : []
  }

  var title: String { HTMLText.plain(element.first("title")?.allText ?? "") }
  var id: String { element.first("id")?.foldedText ?? "" }
  var total: Int? {
    element.first("totalResults", .openSearch).flatMap { Int($0.foldedText) }
  }

  /// The page, as written. In RSS its own link, before those of Atom which may stand beside it.
  var pageLink: String {
    let plain = element.all("link").lazy.filter { $0["href"] == nil }.map(\.foldedText)
    let own = isAtom ? nil : plain.first { !$0.isEmpty }
    return own ?? AtomFeed.link(of: element).whiteSpaceFolded
  }

  func link(address: String) -> String {
    Link.absolute(pageLink, from: [address] + bases)
  }
}
