package import NonmunKit

/// Reads a body, whatever it is, an item at a time: strictly, and if that fails once more with
/// repair, the defect kept.
///
/// What a body is, it says itself: neither the name of a file nor the kind of feed decides. Memory
/// does not grow with the body, but for lists in JSON and pages, which have a limit.
package struct FeedReader {
  private let body: BodyBytes
  private let contentType: String?
  private let address: String

  /// How much is looked at to find out what a body is, and in which encoding.
  private static let startSize = 1 << 17
  /// Of what must be in memory at once.
  static let mostBytes = 64 << 20

  /// - Parameters:
  ///   - contentType: The `Content-Type` field, for a charset that the document does not name.
  ///   - address: Where the body came from: relative links start there.
  package init(_ body: BodyBytes, contentType: String? = nil, address: String = "") {
    self.body = body
    self.contentType = contentType
    self.address = address
  }

  /// Hands over the items in order.
  ///
  /// - Parameter known: How many entries were read before, and are passed over.
  /// - Returns: What the feed says of itself, without its items.
  /// - Throws: A body that holds no feed, and an error that the server tells in the form of one.
  package func read(
    after known: Int = 0, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    let pieces = try BodyPieces(body)
    let start = try pieces.start(Self.startSize)
    guard start.contains(where: { $0 > 0x20 }) else {
      throw pieces.isCompressed ? .compressed : .empty
    }
    var text = BodyText(start, contentType: contentType)
    var feed: ParsedFeed
    if ArxivMetadata.isBulk(text.looksLikeJSON ? text.head : start) {
      feed = try ArxivMetadata.read(pieces, text, after: known, each)
    } else if text.looksLikeJSON {
      feed = try JSONBody.read(pieces, text, address: address, after: known, each)
    } else if text.head.isEmpty {
      throw .unknown
    } else if text.looksLikeHTML {
      feed = try PageBody.read(pieces, text, address: address, after: known, each)
    } else {
      var body = XMLBody(pieces, text, address: address)
      feed = try body.read(after: known, each)
      text = body.text
    }
    let defects = text.defects + [feed.defect].compactMap { $0 } + pieces.defects
    feed.defect = defects.isEmpty ? nil : defects.joined(separator: "; ")
    return feed
  }
}

extension ParsedFeed {
  /// Reads a body that is in memory, with its items: see ``FeedReader``.
  package init(
    parsing body: [UInt8], contentType: String? = nil, address: String = ""
  ) throws(FeedError) {
    var items: [FeedItem] = []
    let reader = FeedReader(.memory(body), contentType: contentType, address: address)
    self = try reader.read { item, _ in
      items.append(item)
      return items.count < Self.mostItems
    }
    self.items = items
    if items.count == Self.mostItems { add(defect: "more than \(Self.mostItems - 1) items") }
  }

  /// A feed longer than this is no feed; arXiv's longest answer has 2,000 entries.
  private static let mostItems = 100_001

  mutating func add(defect words: String) {
    defect = defect.map { "\($0); \(words)" } ?? words
  }
}
