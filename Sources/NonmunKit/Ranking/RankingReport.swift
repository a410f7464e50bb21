/// What a tag learned from, and how well: its marks, and whether it abstains.
package struct RankingReport: Codable, Equatable, Sendable {
  /// Papers that the reader noted or queued, and dismissed.
  package var positives = 0
  package var negatives = 0
  package var opened = 0
  /// Papers that no rule finds, taken as unwanted.
  package var light = 0
  /// Why the order of the rules stands; `nil` when the ranking is used.
  package var abstains: String?
  /// Of papers that were not learned from, each of five parts in turn; `nil` when nothing was
  /// learned.
  package var averagePrecision: Double?
  package var f1: Double?
  /// The heaviest words over all papers that were learned from.
  package var wordsFor: [TagRanking.Word] = []
  package var wordsAgainst: [TagRanking.Word] = []

  package init() {}

  /// Fewer teach nothing that the rules do not know.
  package static let leastPositives = 5
  package static let leastMarks = 10
  /// No verdict is shown of a ranking that does worse.
  package static let leastF1 = 0.5

  package init(_ examples: [RankingExample]) {
    for example in examples {
      switch example.kind {
      case .mark:
        positives += example.isWanted ? 1 : 0
        negatives += example.isWanted ? 0 : 1
      case .opened: opened += 1
      case .light: light += 1
      }
    }
    abstains = Self.reason(positives: positives, negatives: negatives)
  }

  /// Why so many marks are too few; `nil` when they are not.
  package static func reason(positives: Int, negatives: Int) -> String? {
    if positives < leastPositives {
      return "\(positives) of \(leastPositives) papers noted or queued"
    }
    if positives + negatives < leastMarks {
      return "\(positives + negatives) of \(leastMarks) papers noted, queued or dismissed"
    }
    return nil
  }
}
