import Foundation

extension FeedSource {
  /// What other programs that know only addresses would ask for the same.
  package var address: String {
    switch self {
    case .arxivSearch(let query):
      SearchWalk(newest: query, isFirst: true, begun: .distantPast).address(.live)
    case .arxivOAI(let set):
      "\(SourceServers.live.arxivOAI)?verb=ListRecords&metadataPrefix=arXiv"
        + "&set=\(ArxivCategory(set).set)"
    case .huggingFace: SourceServers.live.huggingFace
    default: Feed(self).requests(now: .distantPast).first?.address ?? asked
    }
  }

  /// An address as a reader or another program writes it, as it can be fetched; `nil` for one that
  /// is not of the web.
  ///
  /// `feed://e.com` and `feed:https://e.com` are how browsers once handed feeds to their readers.
  package static func webAddress(_ written: String) -> String? {
    var address = written.whiteSpaceFolded
    if address.lowercased().hasPrefix("feed:") {
      address.removeFirst("feed:".count)
      if address.hasPrefix("//") { address = "http:" + address }
    }
    guard let rest = address[...].afterScheme, let web = WebAddress(address) else { return nil }
    return "\(web.scheme)://\(rest)"
  }

  /// The kind that an address means: that of arXiv and Hugging Face is told from ordinary ones.
  package init(address: String) {
    let found = WebAddress(address).flatMap { Self.known($0) }
    // What is not written back as the same address would not be the same feed.
    self = found.flatMap { $0.address == address ? $0 : nil } ?? .url(address)
  }

  private static func known(_ address: WebAddress) -> FeedSource? {
    let rooms = address.path.split(separator: "/").map(String.init)
    let fields = (address.query ?? "").split(separator: "&").map {
      $0.split(separator: "=", maxSplits: 1).map(String.init)
    }
    func value(_ name: String) -> String? { fields.first { $0.first == name && $0.count == 2 }?[1] }
    switch (address.host, rooms.first ?? "") {
    case ("rss.arxiv.org", "rss") where rooms.count == 2: return .arxiv(rooms[1])
    case ("huggingface.co", "api") where rooms == ["api", "daily_papers"]: return .huggingFace
    case ("oaipmh.arxiv.org", "oai"): return value("set").map { .arxivOAI($0) }
    case ("export.arxiv.org", "api"):
      return value("search_query").map {
        .arxivSearch(WebAddress.decoded($0.replacing("+", with: " ")))
      }
    default: return nil
    }
  }
}
