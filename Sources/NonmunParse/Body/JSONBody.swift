import Foundation
import NonmunKit

/// A body in JSON: told apart by its shape.
enum JSONBody {
  static func read(
    _ pieces: BodyPieces, _ text: BodyText, address: String, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    if ArxivMetadata.isBulk(text.head) {
      return try ArxivMetadata.read(pieces, text, after: known, each)
    }
    let body = text.decoded(try pieces.all(most: FeedReader.mostBytes))
    var feed = try feed(parsing: Array(body.dropFirst(text.skipped)), address: address)
    feed.handOver(after: known, pieces, to: each)
    return feed
  }

  /// What ends too early is read as far as its entries are whole, and the defect is told.
  private static func feed(
    parsing body: [UInt8], address: String
  ) throws(FeedError) -> ParsedFeed {
    do throws(FeedError) {
      return try feed(try value(body), address: address)
    } catch {
      guard case .json(let reason) = error, let closed = JSONRepair.closed(body),
        let whole = try? value(closed), var feed = try? feed(whole, address: address)
      else { throw error }
      feed.defect = feed.defect.map { "\(reason); \($0)" } ?? reason
      return feed
    }
  }

  private static func feed(_ value: Any, address: String) throws(FeedError) -> ParsedFeed {
    if let object = value as? [String: Any], JSONFeed.isFeed(object) {
      return JSONFeed.feed(object, address: address)
    }
    return try HuggingFaceDaily(value).feed
  }

  static func value(_ body: [UInt8]) throws(FeedError) -> Any {
    do {
      return try JSONSerialization.jsonObject(with: Data(body))
    } catch {
      let words = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
      throw .json(reason: words.map { "it ends or breaks: \($0)" } ?? "it cannot be read as JSON")
    }
  }
}
