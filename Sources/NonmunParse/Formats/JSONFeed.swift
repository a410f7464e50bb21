import Foundation
import NonmunKit

/// JSON Feed 1.0 and 1.1.
///
/// Source: jsonfeed.org, "Version 1.1". Of what a feed must have, only the list of items is asked
/// for; an item of another shape is left out, and told.
enum JSONFeed {
  /// Whether an object may be one: it says so, or it holds a list of items.
  static func isFeed(_ object: [String: Any]) -> Bool {
    (object["version"] as? String)?.contains("jsonfeed.org/") == true || object["items"] is [Any]
  }

  static func feed(_ object: [String: Any], address: String) -> ParsedFeed {
    let entries = object["items"] as? [Any] ?? []
    let link = text(object, "home_page_url")
    var feed = ParsedFeed(
      format: .jsonFeed, title: text(object, "title"),
      link: Link.absolute(link, from: [address]))
    feed.items = entries.compactMap { ($0 as? [String: Any]).map { item($0, [address, link]) } }
    let strange = entries.count - feed.items.count
    if strange > 0 { feed.defect = "\(strange) of \(entries.count) items are no objects" }
    if !(object["items"] is [Any]) { feed.defect = "no list of items" }
    return feed
  }

  private static func item(_ entry: [String: Any], _ bases: [String?]) -> FeedItem {
    let url = Link.absolute(text(entry, "url", "external_url"), from: bases)
    // Some write numbers, which the specification asks to be taken as text.
    let id = (entry["id"] as? NSNumber)?.stringValue ?? text(entry, "id")
    let html = entry["content_html"] as? String ?? ""
    let content = entry["content_text"] as? String ?? HTMLText.plain(html)
    let summary = text(entry, "summary")
    return FeedItem(
      id: id.isEmpty ? url : id, url: url, title: HTMLText.guessed(text(entry, "title")),
      summary: summary.isEmpty ? content.whiteSpaceFolded : summary, authors: authors(entry),
      categories: (entry["tags"] as? [Any] ?? []).compactMap { $0 as? String }
        .map(\.whiteSpaceFolded),
      published: (entry["date_published"] as? String).flatMap { FeedDate($0)?.date },
      updated: (entry["date_modified"] as? String).flatMap { FeedDate($0)?.date },
      content: HTMLFragment(html, bases: (bases + [url]).compactMap(\.self)))
  }

  /// `author` of version 1.0, `authors` of 1.1.
  private static func authors(_ entry: [String: Any]) -> [String] {
    let one = (entry["author"] as? [String: Any]).map { [$0] } ?? []
    let all = (entry["authors"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }
    return (all.isEmpty ? one : all).map { text($0, "name") }.filter { !$0.isEmpty }
  }

  private static func text(_ object: [String: Any], _ names: String...) -> String {
    names.lazy.compactMap { object[$0] as? String }.first { !$0.isEmpty }?.whiteSpaceFolded ?? ""
  }
}
