import Foundation
import NonmunKit

/// Hugging Face's list of daily papers: JSON whose fields come and go with the years.
///
/// What is not there is absent, never null; `paper.publishedAt` is arXiv's date, while the outer
/// `publishedAt` was the moment of submission until 2025-03-10 and a slipped time zone since: it is
/// not read. The day of the list is `submittedOnDailyAt`, from 2025-03-17 on.
enum HuggingFaceDaily {
  static let feed = ParsedFeed(
    format: .huggingFaceDaily, title: "Daily Papers", link: "https://huggingface.co/papers")

  /// Whether a document is a list of papers.
  ///
  /// - Parameter object: What stands around the list.
  static func check(_ list: JSONList, _ object: [String: Any]) throws(FeedError) {
    if let words = object["error"] as? String { throw .told(words.whiteSpaceFolded.forTerminal) }
    if list.name != nil || list.around is [Any] { return }
    throw .json(
      reason: list.around == nil
        ? "it cannot be read as JSON" : "an object where a list of papers was to come")
  }

  /// - Parameter day: That of the list, where the page that holds it says so.
  static func item(_ entry: Any, day: Day?) -> FeedItem? {
    guard let entry = entry as? [String: Any] else { return nil }
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
      day: (paper["submittedOnDailyAt"] as? String).flatMap { FeedDate($0)?.day } ?? day,
      upvotes: paper["upvotes"] as? Int, discussion: entry["numComments"] as? Int,
      codeAddress: (paper["githubRepo"] as? String).flatMap { WebAddress($0) == nil ? nil : $0 })
  }
}
