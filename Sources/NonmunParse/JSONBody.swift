import Foundation
import NonmunKit

/// A body in JSON: told apart by its shape.
enum JSONBody {
  /// What ends too early is read as far as its entries are whole, and the defect is told.
  static func feed(parsing body: [UInt8], address: String) throws(FeedError) -> ParsedFeed {
    if ArxivMetadata.isBulk(body) { return ArxivMetadata.feed(body) }
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
