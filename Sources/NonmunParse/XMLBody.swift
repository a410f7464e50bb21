import NonmunKit

/// A body in XML: read strictly, and where that breaks off once more with repair.
struct XMLBody {
  private let pieces: BodyPieces
  private let text: BodyText
  private let address: String

  init(_ pieces: BodyPieces, _ text: BodyText, address: String) {
    self.pieces = pieces
    self.text = text
    self.address = address
  }

  func read(_ each: (FeedItem) -> Bool) throws(FeedError) -> ParsedFeed {
    var strict = Pass()
    var feed = try read(&strict, each)
    var end = strict
    if case .malformedXML? = strict.error, strict.wantsMore {
      // What was handed over before the error is the same in both passes.
      end = Pass(isRepairing: true, known: strict.count)
      feed = try read(&end, each)
    }
    let isFeed = end.count > 0 || XMLFeed.isRoot(end.root)
    guard var feed, isFeed else {
      if end.root.lowercased() == "html" {
        return try PageBody.read(pieces, text, address: address, each)
      }
      throw feed == nil ? strict.error ?? end.error ?? .empty : end.limit ?? .notAFeed(root: end.root)
    }
    if let told = end.told { throw .told(told) }
    if let limit = end.limit {
      guard end.count > 0 else { throw limit }
      feed.add(defect: limit.description)
    }
    if let error = strict.error, strict.limit == nil { feed.add(defect: error.description) }
    return feed
  }

  /// One way through the document.
  private struct Pass {
    var isRepairing = false
    /// Items that an earlier pass handed over.
    var known = 0
    var count = 0
    var wantsMore = true
    var root = ""
    var error: FeedError?
    var told: String?

    var limit: FeedError? {
      if case .tooMuch? = error { error } else { nil }
    }
  }

  /// - Returns: What the document says of itself; `nil` when it has not even a root.
  private func read(
    _ pass: inout Pass, _ each: (FeedItem) -> Bool
  ) throws(FeedError) -> ParsedFeed? {
    let feed = XMLFeed(address: address)
    let entries = XMLEntries(isRecovering: pass.isRepairing, entry: feed.add)
    func hand(_ items: [FeedItem]) {
      for item in items where pass.wantsMore {
        pass.count += 1
        if pass.count > pass.known { pass.wantsMore = each(item) }
      }
    }
    var repair = XMLRepair()
    let isRepairing = pass.isRepairing
    try pieces.eachPiece(of: text, mends: isRepairing) { piece in
      let goesOn =
        isRepairing
        ? repair.repaired(piece).withUnsafeBufferPointer { entries.read($0) } : entries.read(piece)
      hand(feed.takeItems())
      return goesOn && pass.wantsMore
    }
    if isRepairing {
      let rest = repair.repaired(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
      _ = rest.withUnsafeBufferPointer { entries.read($0) }
    }
    entries.finish()
    hand(feed.takeItems())
    pass.error = entries.error
    guard let root = entries.root else { return nil }
    pass.root = root.name.local
    var parsed = feed.feed(root)
    hand(parsed.items)
    parsed.items = []
    pass.told = feed.told
    return parsed
  }
}
