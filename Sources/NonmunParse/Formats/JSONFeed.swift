import Foundation
import NonmunKit

/// JSON Feed 1.0 and 1.1.
///
/// Source: jsonfeed.org, "Version 1.1". Of what a feed must have, only the list of items is asked
/// for; an item of another shape is left out, and told.
struct JSONFeed {
  let feed: ParsedFeed
  private let bases: [String?]
  /// Of version 1.1, whose items without authors have those of the feed.
  private let authors: [String]

  /// Whether an object may be one: it says so, or it holds a list of items.
  static func isFeed(_ object: [String: Any]) -> Bool {
    (object["version"] as? String)?.contains("jsonfeed.org/") == true || object["items"] is [Any]
  }

  /// - Parameter object: The feed, with its list or without.
  init(_ object: [String: Any], address: String) {
    let link = Self.text(object, ["home_page_url"])
    bases = [address, link]
    authors = Self.authors(object)
    feed = ParsedFeed(
      format: .jsonFeed, title: Self.text(object, ["title"]),
      link: Link.absolute(link, from: [address]))
  }

  func item(_ entry: [String: Any]) -> FeedItem {
    func text(_ names: String...) -> String { Self.text(entry, names) }
    let own = Self.authors(entry)
    let url = Link.absolute(text("url", "external_url"), from: bases)
    // Some write numbers, which the specification asks to be taken as text.
    let id = (entry["id"] as? NSNumber)?.stringValue ?? text("id")
    let html = entry["content_html"] as? String ?? ""
    let content = entry["content_text"] as? String ?? HTMLText.plain(html)
    let summary = text("summary")
    return FeedItem(
      id: id.isEmpty ? url : id, url: url, title: HTMLText.guessed(text("title")),
      summary: summary.isEmpty ? content.whiteSpaceFolded : summary,
      authors: own.isEmpty ? authors : own,
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
    return (all.isEmpty ? one : all).map { text($0, ["name"]) }.filter { !$0.isEmpty }
  }

  private static func text(_ object: [String: Any], _ names: [String]) -> String {
    names.lazy.compactMap { object[$0] as? String }.first { !$0.isEmpty }?.whiteSpaceFolded ?? ""
  }
}
