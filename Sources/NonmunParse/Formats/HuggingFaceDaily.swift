import Foundation
import NonmunKit

/// Hugging Face's list of daily papers: JSON whose fields come and go with the years.
///
/// What is not there is absent, never null; `paper.publishedAt` is arXiv's date, while the outer
/// `publishedAt` was the moment of submission until 2025-03-10 and a slipped time zone since: it is
/// not read. The day of the list is `submittedOnDailyAt`, from 2025-03-17 on.
struct HuggingFaceDaily {
  private(set) var feed = ParsedFeed(
    format: .huggingFaceDaily, title: "Daily Papers", link: "https://huggingface.co/papers")

  /// - Parameters:
  ///   - value: The list, as JSON.
  ///   - day: The day of the list, where the page that holds it says so.
  init(_ value: Any, day: Day? = nil) throws(FeedError) {
    let entries = try Self.entries(value)
    feed.items = entries.compactMap { ($0 as? [String: Any]).flatMap(Self.item) }
    for index in feed.items.indices where feed.items[index].day == nil {
      feed.items[index].day = day
    }
    let strange = entries.count - feed.items.count
    if strange > 0 {
      feed.defect = "\(strange) of \(entries.count) entries are not papers of Hugging Face's form"
    }
  }

  private static func entries(_ value: Any) throws(FeedError) -> [Any] {
    if let list = value as? [Any] { return list }
    guard let object = value as? [String: Any] else { throw .json(reason: "no list") }
    if let words = object["error"] as? String { throw .told(words.whiteSpaceFolded.forTerminal) }
    throw .json(reason: "an object where a list of papers was to come")
  }

  private static func item(_ entry: [String: Any]) -> FeedItem? {
    guard let paper = entry["paper"] as? [String: Any], let id = paper["id"] as? String,
      ArxivID(id) != nil
    else { return nil }
    // The outer title was clean while the inner one was broken over lines.
    let title = entry["title"] as? String ?? paper["title"] as? String ?? ""
    let summary = paper["summary"] as? String ?? entry["summary"] as? String ?? ""
    let authors = (paper["authors"] as? [Any] ?? []).compactMap { author -> String? in
      guard let author = author as? [String: Any], author["hidden"] as? Bool != true else {
        return nil
      }
      return (author["name"] as? String)?.whiteSpaceFolded
    }
    return FeedItem(
      id: id, url: "https://huggingface.co/papers/\(id)", title: title.whiteSpaceFolded,
      summary: summary.whiteSpaceFolded, authors: authors.filter { !$0.isEmpty },
      published: (paper["publishedAt"] as? String).flatMap { FeedDate($0)?.date },
      day: (paper["submittedOnDailyAt"] as? String).flatMap { FeedDate($0)?.day },
      upvotes: paper["upvotes"] as? Int, discussion: entry["numComments"] as? Int,
      codeAddress: (paper["githubRepo"] as? String).flatMap { WebAddress($0) == nil ? nil : $0 })
  }
}
