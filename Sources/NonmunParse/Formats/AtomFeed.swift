import Foundation
import NonmunKit

/// Atom 1.0 (RFC 4287), and 0.3.
enum AtomFeed {
  /// - Parameter text: Reads a title or summary.
  static func item(
    _ entry: XMLElement, _ bases: [String?], isHTML: Bool = true,
    text: (XMLElement?) -> String = { $0.seenText() }
  ) -> FeedItem {
    let id = id(entry.first("id"), bases)
    var url = Link.absolute(link(of: entry), from: bases)
    if url.isEmpty, id.isWebAddress { url = id }
    let summary = text(entry.first("summary"))
    return FeedItem(
      id: id.isEmpty ? url : id, url: url, title: entry.title(text),
      summary: summary.isEmpty ? text(entry.first("content")) : summary, authors: authors(entry),
      categories: entry.subjects,
      published: entry.date("published") ?? entry.date("issued")
        ?? entry.date("issued", .dublinCore) ?? (updated(entry) == nil ? entry.created : nil),
      updated: updated(entry),
      content: isHTML ? .init([entry.first("content"), entry.first("summary")], url, bases) : nil)
  }

  /// The page: an alternate link. A related one is another page, and would make another item of it.
  ///
  /// Source: RFC 4287, section 4.2.7.2.
  static func link(of element: XMLElement) -> String {
    let pages = element.all("link").filter {
      isAlternate($0["rel"]) && $0["href"]?.isEmpty == false
    }
    let best =
      pages.first { page in
        guard let type = page["type"], type != "text/html" else { return true }
        return type.contains("html")
      } ?? pages.first
    if let best, let address = best["href"] {
      return Link.absolute(address.whiteSpaceFolded, from: [best.base])
    }
    // Written as RSS does.
    return element.all("link").lazy.filter { $0["href"] == nil }.map(\.foldedText)
      .first { !$0.isEmpty } ?? ""
  }

  private static func isAlternate(_ relation: String?) -> Bool {
    relation == nil || relation == "alternate"
      || relation == "http://www.iana.org/assignments/relation/alternate"
  }

  /// Relative ids, which no feed should have, start from `xml:base`, but not from the address that
  /// happened to be asked.
  static func id(_ element: XMLElement?, _ bases: [String?]) -> String {
    guard let element else { return "" }
    let bases = bases.dropFirst() + [element.base]
    let id = element.foldedText
    return bases.allSatisfy { $0 == nil } ? id : Link.absolute(id, from: Array(bases))
  }

  static func updated(_ entry: XMLElement) -> Date? {
    entry.date("updated") ?? entry.date("modified") ?? entry.date("date", .dublinCore)
      ?? entry.date("modified", .dublinCore)
  }

  static func authors(_ entry: XMLElement) -> [String] {
    let named = entry.all("author").map(PersonName.init(element:))
    let names =
      named.isEmpty
      ? entry.all("creator", .dublinCore).map(PersonName.init(element:)) : named
    return names.map(\.text).filter { !$0.isEmpty }
  }
}
