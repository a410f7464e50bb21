import Foundation
import NonmunKit

/// The announcements of rss.arxiv.org, in RSS and in Atom.
///
/// Source: arXiv, "RSS feeds"; the server's code, arXiv/arxiv-feed.
enum ArxivAnnouncement {
  /// A wrong category is answered by a feed without items that tells so in its title.
  static func error(in header: FeedHeader) -> String? {
    guard header.title.hasPrefix("Feed error for query") else { return nil }
    let words = (header.element.first("description") ?? header.element.first("subtitle"))?.text
    return [header.title, words?.whiteSpaceFolded ?? ""].filter { !$0.isEmpty }
      .joined(separator: ": ")
  }

  /// - Parameter item: What RSS or Atom alone make of the entry, its text read as ``plain(_:)``.
  static func item(_ item: FeedItem, _ entry: XMLElement, _ header: FeedHeader) -> FeedItem {
    var item = item
    item.title = TeXText.title(item.title)
    item.summary = abstract(in: item.summary)
    item.content = nil
    item.authors = (entry.first("creator", .dublinCore)?.text).map(AuthorList.names) ?? item.authors
    item.announceType = entry.first("announce_type", .arxiv).flatMap {
      AnnounceType(rawValue: $0.foldedText)
    }
    item.journalReference = text("journal_reference", "journal_ref", entry)
    item.doi = text("DOI", "doi", entry)
    let date =
      entry.first("pubDate") ?? entry.first("published") ?? header.element.first("pubDate")
      ?? header.element.first("updated")
    item.day = date.flatMap { FeedDate($0.text)?.day }
    return item
  }

  /// Text without markup: `<` in a title is mathematics.
  static func plain(_ element: XMLElement?) -> String { element?.foldedText ?? "" }

  /// What follows `Abstract: ` in `arXiv:2603.04592v1 Announce Type: new Abstract: …`.
  private static func abstract(in description: String) -> String {
    guard description.hasPrefix("arXiv:") else { return description }
    var rest = description.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "A")) {
      rest = rest[start...]
      if rest.starts(with: mark) { return String(Substring(rest.dropFirst(mark.count))) }
      rest = rest.dropFirst()
    }
    return description
  }

  private static let mark = Array("Abstract: ".utf8)

  private static func text(_ name: StaticString, _ other: StaticString, _ entry: XMLElement)
    -> String?
  {
    let element = entry.first(name, .arxiv) ?? entry.first(other, .arxiv)
    let text = element?.foldedText ?? ""
    return text.isEmpty ? nil : text
  }
}
