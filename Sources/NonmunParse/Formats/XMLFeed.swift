import NonmunKit

/// A feed in XML, read entry by entry in the vocabulary that it speaks.
final class XMLFeed {
  private let address: String
  /// Entries that were read before, and are passed over.
  private let known: Int
  /// Found with the first entry.
  private var dialect: FeedDialect?
  /// A view: it shows what comes later as well.
  private var header: FeedHeader?
  private let pieces: BodyPieces
  private let each: TakeItem
  private(set) var wantsMore = true
  private(set) var entries = 0
  /// What the server tells instead of a feed.
  private(set) var told: String?
  private(set) var deleted: [String] = []
  /// Records that say nothing of their paper.
  private var bare = 0
  private var changed: ClosedRange<Day>?

  /// - Parameters:
  ///   - pieces: What is read meanwhile.
  ///   - address: Where the body came from.
  init(_ pieces: BodyPieces, address: String, after known: Int, _ each: @escaping TakeItem) {
    self.pieces = pieces
    self.address = address
    self.known = known
    self.each = each
  }

  func add(_ entry: XMLElement, in root: XMLElement) {
    let header = header ?? FeedHeader(root)
    let spoken = dialect ?? FeedDialect(header, entry)
    // An error is the only entry of its answer.
    if self.header == nil, header.isAtom, let words = ArxivAPI.error(in: entry) { told = words }
    (self.header, dialect) = (header, spoken)
    guard wantsMore else { return }
    entries += 1
    guard told == nil, entries > known else { return }
    if spoken == .oai, let day = OAIPMH.changed(entry) {
      changed = min(day, changed?.lowerBound ?? day)...max(day, changed?.upperBound ?? day)
    }
    if spoken == .oai, let identifier = OAIPMH.deleted(entry) {
      deleted.append(identifier)
    } else if let item = spoken.item(entry, in: header, address: address) {
      hand(item, spoken.format)
    } else {
      bare += 1
    }
  }

  private func hand(_ item: FeedItem, _ format: FeedFormat) {
    let place = ReadingPlace(format: format, entries: entries, bytes: pieces.bytesRead)
    wantsMore = each(item, place)
  }

  /// What the document says of itself, when all of it was read: its items were handed over.
  func feed(_ root: XMLElement) -> ParsedFeed {
    let header = FeedHeader(root)
    let spoken = dialect ?? FeedDialect(header, nil)
    var feed = ParsedFeed(
      format: spoken.format, title: header.title, link: header.link(address: address),
      total: header.total)
    told = told ?? ArxivAnnouncement.error(in: header)
    if spoken == .oai {
      told = OAIPMH.error(in: root)
      // A record without a list around it.
      if root.name.local == "record", known == 0 {
        entries = 1
        if let item = OAIPMH.item(root) { hand(item, .oaiPMH) } else { bare += 1 }
      }
      feed.deleted = deleted
      feed.answered = OAIPMH.answered(root)
      feed.changed = changed
      feed.resumption = OAIPMH.resumption(in: root)
      feed.total = feed.total ?? feed.resumption?.total
    }
    if bare > 0 { feed.add(defect: "records without metadata: \(bare)") }
    return feed
  }

  /// Whether a document with this root is a feed, even one without entries.
  static func isRoot(_ name: String) -> Bool {
    ["feed", "rss", "RDF", "OAI-PMH", "record"].contains(name)
  }
}
