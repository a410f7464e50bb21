import NonmunKit

/// The vocabularies that differ in what their elements mean.
enum FeedDialect {
  case atom, atom03, rss, rss09, rss1, arxivAPI, arxivAtom, arxivRSS, arxivRDF, oai

  init(_ header: FeedHeader, _ entry: XMLElement?) {
    let isAnnounced = entry?.first("announce_type", .arxiv) != nil
    let address = header.pageLink
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

  /// `nil` for a record of OAI-PMH that says nothing of its paper.
  func item(_ entry: XMLElement, in header: FeedHeader, address: String) -> FeedItem? {
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
