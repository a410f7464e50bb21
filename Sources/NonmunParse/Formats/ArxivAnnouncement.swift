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

  /// An entry of RSS or of Atom: they differ in the names of four elements.
  static func item(_ entry: XMLElement, _ header: FeedHeader) -> FeedItem {
    let date = entry.first("pubDate") ?? entry.first("published")
    let published = date?.feedDate
    let ownDay = (header.element.first("pubDate") ?? header.element.first("updated"))?.feedDate?.day
    let id = header.isAtom ? entry.folded("id") : entry.folded("guid")
    let url = header.isAtom ? AtomFeed.link(of: entry) : entry.folded("link")
    return FeedItem(
      id: id.isEmpty ? url : id, url: url, title: TeXText.title(entry.folded("title")),
      summary: (entry.first("description") ?? entry.first("summary")).map(abstract) ?? "",
      authors: authors(entry), categories: categories(entry), published: published?.date,
      updated: entry.date("updated"), day: date == nil ? ownDay : published?.day,
      announceType: AnnounceType(rawValue: entry.folded("announce_type", .arxiv)),
      comment: nil, journalReference: text("journal_reference", "journal_ref", entry),
      doi: text("DOI", "doi", entry))
  }

  private static func authors(_ entry: XMLElement) -> [String] {
    let creator = entry.folded("creator", .dublinCore)
    return creator.isEmpty ? AtomFeed.authors(entry) : AuthorList.names(in: creator)
  }

  private static func categories(_ entry: XMLElement) -> [String] {
    var categories: [String] = []
    for category in entry.each("category") {
      let term = category["term"]?.whiteSpaceFolded ?? category.foldedText
      if !term.isEmpty { categories.append(term) }
    }
    return categories
  }

  /// What follows `Abstract: ` in `arXiv:2603.04592v1 Announce Type: new Abstract: …`.
  private static func abstract(in description: XMLElement) -> String {
    description.withBytes { bytes in
      let head = bytes.prefix(longestHead)
      let start = head.indices.first { place in
        head[place] == mark[0] && head[place...].starts(with: mark)
      }
      let isMarked = bytes.drop { $0 <= 0x20 }.starts(with: "arXiv:".utf8)
      let abstract = isMarked ? start.map { bytes[($0 + mark.count)...] } : nil
      return WhiteSpace.folded(UnsafeBufferPointer(rebasing: abstract ?? bytes[...]))
    }
  }

  /// With an old identifier and room.
  private static let longestHead = 200
  private static let mark = Array("Abstract: ".utf8)

  private static func text(
    _ name: StaticString, _ other: StaticString, _ entry: XMLElement
  ) -> String? {
    var text = entry.folded(name, .arxiv)
    if text.isEmpty { text = entry.folded(other, .arxiv) }
    return text.isEmpty ? nil : text
  }
}
