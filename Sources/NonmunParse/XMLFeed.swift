import NonmunKit

/// A feed in XML, read entry by entry in the vocabulary that it speaks.
struct XMLFeed {
  private(set) var parsed = ParsedFeed(format: .atom)
  /// What went wrong with the document.
  private(set) var error: FeedError?
  /// What the server tells instead of a feed.
  private(set) var told: String?
  private(set) var rootName = ""

  var isFeed: Bool { isKnownRoot || !parsed.items.isEmpty }
  private var isKnownRoot: Bool { ["feed", "rss", "RDF", "OAI-PMH", "record"].contains(rootName) }

  /// A feed longer than this is no feed; arXiv's longest answer has 2,000 entries.
  private static let mostItems = 100_000

  init(
    parsing bytes: [UInt8], encoding: String?, isRecovering: Bool = false, address: String
  ) {
    var dialect: FeedDialect?
    // A view: it shows what comes later as well.
    var known: FeedHeader?
    var items: [FeedItem] = []
    var told: String?
    var deleted: [String] = []
    let document = XMLEntries(
      parsing: bytes, encoding: encoding, isRecovering: isRecovering
    ) { entry, root in
      let header = known ?? FeedHeader(root)
      let spoken = dialect ?? FeedDialect(header, entry)
      (known, dialect) = (header, spoken)
      // An error is the only entry of its answer.
      if header.isAtom, items.isEmpty, let words = ArxivAPI.error(in: entry) {
        told = words
        return
      }
      if spoken == .oai, let identifier = OAIPMH.deleted(entry) {
        deleted.append(identifier)
      } else if items.count <= Self.mostItems {
        items.append(spoken.item(entry, in: header, address: address))
      }
    }
    error = items.count > Self.mostItems ? .tooMuch("\(Self.mostItems) items") : document.error
    self.told = told
    guard let root = document.root else { return }
    rootName = root.name.local
    let header = FeedHeader(root)
    let spoken = dialect ?? FeedDialect(header, nil)
    self.told = self.told ?? ArxivAnnouncement.error(in: header)
    if spoken == .oai {
      self.told = OAIPMH.error(in: root)
      if root.name.local == "record" { items = [OAIPMH.item(root)] }
    }
    parsed = ParsedFeed(
      format: spoken.format, title: header.title, link: header.link(address: address),
      items: items, total: header.total)
    parsed.deleted = deleted
    parsed.resumption = OAIPMH.resumption(in: root)
    parsed.total = parsed.total ?? parsed.resumption?.total
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
  /// `xml:base` of the root.
  let base: String?

  init(_ root: XMLElement) {
    // RSS 1.0 has its items beside the channel, under a root of RDF.
    isAtom = root.name.local != "rss" && root.name.local != "RDF"
    isOAI = OAIPMH.isAnswer(root.name.local)
    version = root.name.local == "RDF" ? "1.0" : root["version"] ?? ""
    element = isAtom ? root : root.first("channel") ?? root
    base = root.base
  }

  var title: String { HTMLText.plain(element.first("title")?.allText ?? "") }
  var id: String { element.first("id")?.foldedText ?? "" }
  var total: Int? {
    element.first("totalResults", .openSearch).flatMap { Int($0.foldedText) }
  }

  func link(address: String) -> String {
    let written = isAtom ? AtomFeed.link(of: element) : element.first("link")?.text ?? ""
    return Link.absolute(written.whiteSpaceFolded, from: [address, base])
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
    let bases = [address, header.base, entry.base]
    switch self {
    case .atom, .atom03: return AtomFeed.item(entry, bases)
    case .rss, .rss09, .rss1: return RSSFeed.item(entry, bases)
    case .arxivRDF: return ArxivRDF.item(entry, header, bases)
    case .oai: return OAIPMH.item(entry)
    case .arxivAPI: return ArxivAPI.item(entry, bases)
    case .arxivAtom:
      let item = AtomFeed.item(entry, bases, text: ArxivAnnouncement.plain)
      return ArxivAnnouncement.item(item, entry, header)
    case .arxivRSS:
      let item = RSSFeed.item(entry, bases, text: ArxivAnnouncement.plain)
      return ArxivAnnouncement.item(item, entry, header)
    }
  }
}
