/// A list in pages on its way: kept with the papers of each page, and gone once it was told of.
package enum Walk: Hashable, Codable, Sendable {
  case search(SearchWalk)
  case harvest(HarvestWalk)

  /// A feed has at most one of each.
  package enum Kind: String, Sendable {
    case newest, days, harvest
  }

  package var kind: Kind {
    switch self {
    case .search(let search): search.days == nil ? .newest : .days
    case .harvest: .harvest
    }
  }

  package var isEnded: Bool {
    switch self {
    case .search(let search): search.isEnded
    case .harvest(let harvest): harvest.isEnded
    }
  }

  /// Whether a later run should go on with it: one that was not even begun is asked for anew.
  package var isWorthKeeping: Bool {
    switch self {
    case .search(let search): search.isWorthKeeping
    case .harvest(let harvest): harvest.isWorthKeeping
    }
  }

  /// How many were had.
  package var done: Int {
    switch self {
    case .search(let search): search.done
    case .harvest(let harvest): harvest.done
    }
  }

  /// How many there are, where the server tells.
  package var total: Int? {
    switch self {
    case .search(let search): search.expected
    case .harvest(let harvest): harvest.total
    }
  }

  /// What is asked next.
  package func request(for feed: Feed, _ servers: SourceServers) -> FeedRequest {
    switch self {
    case .search(let search): FeedRequest(feed: feed.name, address: search.address(servers))
    case .harvest(let harvest): harvest.request(for: feed, servers)
    }
  }
}
