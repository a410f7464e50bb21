package import Foundation

/// A body read: its items, and the defect if it had one.
package struct ParsedFeed: Equatable, Sendable {
  package var format: FeedFormat
  package var title: String
  /// The page the feed belongs to; empty where it names none.
  package var link: String
  package var items: [FeedItem]
  /// What was wrong with the body, in words, when its items could be read all the same.
  package var defect: String?
  /// How many items the server holds in all, where it says so (arXiv's API, OAI-PMH).
  package var total: Int?
  /// Where the list goes on (OAI-PMH).
  package var resumption: ResumptionToken?
  /// Identifiers that the server says are no more (OAI-PMH).
  package var deleted: [String] = []
  /// When the server answered, by its own clock (OAI-PMH).
  package var answered: Date?
  /// The days on which the records of the page last changed, first and last (OAI-PMH).
  package var changed: ClosedRange<Day>?

  package init(
    format: FeedFormat, title: String = "", link: String = "", items: [FeedItem] = [],
    defect: String? = nil, total: Int? = nil
  ) {
    self.format = format
    self.title = title
    self.link = link
    self.items = items
    self.defect = defect
    self.total = total
  }
}

/// The formats that are told apart by what a body says of itself, never by its file name.
package enum FeedFormat: String, Sendable, CaseIterable {
  case atom = "atom-1.0"
  case atom03 = "atom-0.3"
  case rss = "rss-2.0"
  case rss09 = "rss-0.9x"
  case rss1 = "rss-1.0"
  case jsonFeed = "json-feed"
  case arxivRDF = "arxiv-rdf"
  case oaiPMH = "oai-pmh"
  case arxivMetadata = "arxiv-metadata"
  case arxivAPI = "arxiv-api"
  case arxivRSS = "arxiv-rss"
  case arxivAtom = "arxiv-atom"
  case huggingFaceDaily = "huggingface-daily"

  /// Whose word this is when sources disagree.
  package var authority: Authority {
    switch self {
    case .arxivAPI, .oaiPMH, .arxivMetadata: .arxivAPI
    case .arxivRSS, .arxivAtom, .arxivRDF: .arxivAnnouncement
    case .huggingFaceDaily: .huggingFace
    case .atom, .atom03, .rss, .rss09, .rss1, .jsonFeed: .feed
    }
  }
}

/// Who is believed about a bibliographic fact, least first.
package enum Authority: Int, Comparable, Sendable {
  case nobody = 0
  case feed, huggingFace, arxivAnnouncement, arxivAPI

  package static func < (left: Authority, right: Authority) -> Bool {
    left.rawValue < right.rawValue
  }
}
