/// One entry of `Feeds/feeds.yml`: what to fetch, under which name.
package struct Feed: Hashable, Sendable {
  package var name: String
  package var source: FeedSource

  /// - Parameter name: Without one, what the source itself is called.
  package init(_ source: FeedSource, name: String? = nil) {
    self.source = source
    self.name = name ?? source.ownName
  }

  /// Whether the reader may mean this feed: by its name, its kind, or what it asks for.
  package func answers(to name: String) -> Bool {
    name == self.name || name == source.kind.rawValue || name.withoutUser == source.ownName
      || (name == "daily" && source == .huggingFace)
  }
}

/// What a feed asks, and whom.
package enum FeedSource: Hashable, Sendable {
  /// The announcements of one category, such as `cs.LG`.
  case arxiv(String)
  /// A query in the language of arXiv's API.
  case arxivSearch(String)
  /// A set to harvest over OAI-PMH.
  case arxivOAI(String)
  /// Hugging Face Daily Papers.
  case huggingFace
  /// RSS or Atom at an address.
  case url(String)

  package enum Kind: String, CaseIterable, Sendable {
    case arxiv
    case arxivSearch = "arxiv-search"
    case arxivOAI = "arxiv-oai"
    case huggingFace = "huggingface"
    case url
  }

  package var kind: Kind {
    switch self {
    case .arxiv: .arxiv
    case .arxivSearch: .arxivSearch
    case .arxivOAI: .arxivOAI
    case .huggingFace: .huggingFace
    case .url: .url
    }
  }

  /// What stands in `feeds.yml` behind the kind: a category, a query, a set or an address.
  package var asked: String {
    switch self {
    case .arxiv(let text), .arxivSearch(let text), .arxivOAI(let text), .url(let text): text
    case .huggingFace: "daily"
    }
  }

  package init(_ kind: Kind, asking text: String) {
    switch kind {
    case .arxiv: self = .arxiv(text)
    case .arxivSearch: self = .arxivSearch(text)
    case .arxivOAI: self = .arxivOAI(text)
    case .huggingFace: self = .huggingFace
    case .url: self = .url(text)
    }
  }

  fileprivate var ownName: String {
    switch self {
    case .arxiv(let category): category
    case .arxivSearch(let query): query
    case .arxivOAI(let set): "oai-\(set)"
    case .huggingFace: "huggingface"
    // A name is shown.
    case .url(let address): address.withoutUser
    }
  }
}
