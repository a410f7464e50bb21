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
    if spoken == .oai, let identifier = OAIPMH.deleted(entry) {
      deleted.append(identifier)
    } else {
      hand(spoken.item(entry, in: header, address: address), spoken.format)
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
        hand(OAIPMH.item(root), .oaiPMH)
      }
      feed.deleted = deleted
      feed.resumption = OAIPMH.resumption(in: root)
      feed.total = feed.total ?? feed.resumption?.total
    }
    return feed
  }

  /// Whether a document with this root is a feed, even one without entries.
  static func isRoot(_ name: String) -> Bool {
    ["feed", "rss", "RDF", "OAI-PMH", "record"].contains(name)
  }
}

/// What a feed says of itself.
struct FeedHeader {
  /// `feed` of Atom; the `channel` of RSS.
  let element: XMLElement
  let isAtom: Bool
  let isOAI: Bool
  /// Of RSS before 1.0 and after it, and of Atom before 1.0.
  let version: String
  /// `xml:base` of the root, and of the channel in it.
  let bases: [String?]
  /// Of Atom, whose entries without authors have those of the feed (RFC 4287, section 4.2.1).
  let authors: [String]

  init(_ root: XMLElement) {
    // RSS 1.0 has its items beside the channel, under a root of RDF.
    isAtom = root.name.local != "rss" && root.name.local != "RDF"
    isOAI = OAIPMH.isAnswer(root.name.local)
    version = root.name.local == "RDF" ? "1.0" : root["version"] ?? ""
    element = isAtom ? root : root.first("channel") ?? root
    bases = isAtom ? [root.base] : [root.base, element.base]
    authors = isAtom ? AtomFeed.authors(root) : []
  }

  var title: String { HTMLText.plain(element.first("title")?.allText ?? "") }
  var id: String { element.first("id")?.foldedText ?? "" }
  var total: Int? {
    element.first("totalResults", .openSearch).flatMap { Int($0.foldedText) }
  }

  func link(address: String) -> String {
    let written = isAtom ? AtomFeed.link(of: element) : element.first("link")?.text ?? ""
    return Link.absolute(written.whiteSpaceFolded, from: [address] + bases)
  }
}

/// The vocabularies that differ in what their elements mean.
enum FeedDialect {
  case atom, atom03, rss, rss09, rss1, arxivAPI, arxivAtom, arxivRSS, arxivRDF, oai

  init(_ header: FeedHeader, _ entry: XMLElement?) {
    let isAnnounced = entry?.first("announce_type", .arxiv) != nil
    let address = header.element.first("link")?.text ?? ""
    if header.isOAI {
      self = .oai
    } else if !header.isAtom {
      if isAnnounced || address.contains("rss.arxiv.org/") {
        self = .arxivRSS
      } else if header.version == "1.0" {
        self = entry.map(ArxivRDF.isEntry) ?? false ? .arxivRDF : .rss1
      } else {
        self = header.version.hasPrefix("0.9") ? .rss09 : .rss
      }
    } else if isAnnounced || header.id.contains("rss.arxiv.org/") {
      self = .arxivAtom
    } else {
      let isArxiv = ArxivAPI.isAnswer(header) || entry.map(ArxivAPI.isEntry) ?? false
      self = isArxiv ? .arxivAPI : header.version == "0.3" ? .atom03 : .atom
    }
  }

  var format: FeedFormat {
    switch self {
    case .atom: .atom
    case .atom03: .atom03
    case .rss: .rss
    case .rss09: .rss09
    case .rss1: .rss1
    case .arxivRDF: .arxivRDF
    case .oai: .oaiPMH
    case .arxivAPI: .arxivAPI
    case .arxivAtom: .arxivAtom
    case .arxivRSS: .arxivRSS
    }
  }

  func item(_ entry: XMLElement, in header: FeedHeader, address: String) -> FeedItem {
    // arXiv's addresses are absolute.
    switch self {
    case .oai: return OAIPMH.item(entry)
    case .arxivAPI: return ArxivAPI.item(entry)
    case .arxivAtom, .arxivRSS: return ArxivAnnouncement.item(entry, header)
    case .atom, .atom03, .rss, .rss09, .rss1, .arxivRDF: break
    }
    let bases = [address] + header.bases + [entry.base]
    switch self {
    case .atom, .atom03:
      var item = AtomFeed.item(entry, bases)
      if item.authors.isEmpty { item.authors = header.authors }
      return item
    case .arxivRDF: return ArxivRDF.item(entry, header, bases)
    default: return RSSFeed.item(entry, bases)
    }
  }
}
