import NonmunKit

/// A body in XML: read strictly, and where that breaks off once more with repair.
struct XMLBody {
  private let pieces: BodyPieces
  private(set) var text: BodyText
  private let address: String

  init(_ pieces: BodyPieces, _ text: BodyText, address: String) {
    self.pieces = pieces
    self.text = text
    self.address = address
  }

  mutating func read(after known: Int, _ each: TakeItem) throws(FeedError) -> ParsedFeed {
    var strict = Pass(known: known)
    var feed = try read(&strict, each)
    var end = strict
    if case .malformedXML? = strict.error, strict.wantsMore {
      try text.reconsider(pieces)
      // What was handed over before the error is the same in both passes.
      end = Pass(isRepairing: true, known: max(known, strict.entries))
      feed = try read(&end, each)
    }
    guard var feed, end.entries > 0 || XMLFeed.isRoot(end.root) else {
      if end.root.lowercased() == "html" {
        return try PageBody.read(pieces, text, address: address, after: known, each)
      }
      throw end.limit ?? (end.root.isEmpty ? strict.error ?? .empty : .notAFeed(root: end.root))
    }
    if let told = end.told { throw .told(told) }
    if let limit = end.limit, end.entries == 0 { throw limit }
    for error in [strict.error, end.limit == strict.error ? nil : end.limit].compactMap(\.self) {
      feed.add(defect: error.description)
    }
    return feed
  }

  /// One way through the document.
  private struct Pass {
    var isRepairing = false
    /// Entries that were handed over before.
    var known: Int
    var entries = 0
    var wantsMore = true
    /// The root's name; empty where there is none.
    var root = ""
    var error: FeedError?
    var told: String?

    var limit: FeedError? {
      if case .tooMuch? = error { error } else { nil }
    }
  }

  /// - Returns: What the document says of itself; `nil` when it has not even a root.
  private func read(_ pass: inout Pass, _ each: TakeItem) throws(FeedError) -> ParsedFeed? {
    // The parser, which holds it, is gone when this returns.
    try withoutActuallyEscaping(each) { (each) throws(FeedError) in
      try read(&pass, XMLFeed(pieces, address: address, after: pass.known, each))
    }
  }

  private func read(_ pass: inout Pass, _ feed: XMLFeed) throws(FeedError) -> ParsedFeed? {
    let document = XMLEntries(isRecovering: pass.isRepairing, entry: feed.add)
    var repair = XMLRepair()
    let isRepairing = pass.isRepairing
    try pieces.eachPiece(of: text, mends: isRepairing) { piece in
      let goesOn =
        isRepairing
        ? repair.repaired(piece).withUnsafeBufferPointer { $0.isEmpty || document.read($0) }
        : document.read(piece)
      return goesOn && feed.wantsMore
    }
    if isRepairing {
      let rest = repair.repaired(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
      _ = rest.withUnsafeBufferPointer { document.read($0) }
    }
    document.finish()
    pass.error = document.error
    let parsed = document.root.map { root in
      pass.root = root.name.local
      return feed.feed(root)
    }
    (pass.entries, pass.wantsMore, pass.told) = (feed.entries, feed.wantsMore, feed.told)
    return parsed
  }
}
