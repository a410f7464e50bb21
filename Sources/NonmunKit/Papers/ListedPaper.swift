/// A paper with what the reader's tags, pages and lists have to do with it.
package struct ListedPaper: Equatable, Sendable {
  package var paper: Paper
  /// The feeds that showed it, by name.
  package var sources: [String]
  package var tags: [Match]
  package var isNoted: Bool
  /// Whether it stands in a reading list, not struck out.
  package var isQueued: Bool

  package init(
    paper: Paper, sources: [String], tags: [Match], isNoted: Bool, isQueued: Bool
  ) {
    self.paper = paper
    self.sources = sources
    self.tags = tags
    self.isNoted = isNoted
    self.isQueued = isQueued
  }

  package var score: Double { tags.reduce(0) { $0 + $1.rank } }
}

/// Which papers to list, and in which order.
package struct PaperFilter: Equatable, Sendable {
  package enum Order: String, CaseIterable, Sendable {
    case score, date, upvotes
  }

  package var tag: String?
  /// Listed, announced or published on one of these.
  package var days: ClosedRange<Day>?
  /// Names of feeds; one of them showed it.
  package var feeds: [String]?
  package var isUnnoted = false
  package var order = Order.date
  package var limit: Int?
  /// Without it a paper comes without its abstract and a match without what was learned of it:
  /// enough for a table of titles.
  package var isWhole = true

  package init() {}
}
