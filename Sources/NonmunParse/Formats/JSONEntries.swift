import Foundation
import NonmunKit

/// What the elements of a list in JSON are.
struct JSONEntries {
  /// What the list says of itself.
  let feed: ParsedFeed
  /// What is told of elements that are something else.
  let strangeWords: String
  /// - Parameters: An element, as JSON and as its bytes; `nil` for one of another form.
  let item: (Any, [UInt8]) -> FeedItem?

  init(_ list: JSONList, address: String) throws(FeedError) {
    let object = list.around as? [String: Any] ?? [:]
    if JSONFeed.isFeed(object) || list.name == "items" {
      let header = JSONFeed(object, address: address)
      var said = header.feed
      if list.name != "items" { said.defect = "no list of items" }
      feed = said
      strangeWords = "items are no objects"
      item = { value, _ in (value as? [String: Any]).map(header.item) }
    } else if Self.isMetadata(list) {
      feed = ParsedFeed(format: .arxivMetadata, title: "arXiv metadata")
      strangeWords = "items are no papers of arXiv's metadata"
      // What is none is counted.
      item = { _, bytes in try? ArxivMetadata.item(parsing: Data(bytes)) }
    } else {
      try HuggingFaceDaily.check(list, object)
      feed = HuggingFaceDaily.feed
      strangeWords = "entries are not papers of Hugging Face's form"
      let day = (object["date"] as? String).flatMap { FeedDate($0)?.day }
      item = { value, _ in HuggingFaceDaily.item(value, day: day) }
    }
  }

  /// Whether arXiv's metadata was put into a list: its first paper says so.
  private static func isMetadata(_ list: JSONList) -> Bool {
    guard list.name == nil, let first = list.elements.lazy.compactMap(\.self).first else {
      return false
    }
    // No paper of that form: the list is of another.
    return (try? ArxivMetadata.item(parsing: Data(list.bytes(of: first)))) != nil
  }
}
