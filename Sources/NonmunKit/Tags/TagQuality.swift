/// How well a tag's rules find what people say belongs to it.
package struct TagQuality: Equatable, Sendable {
  /// A paper that somebody judged, and what the rules say of it.
  package struct Verdict: Sendable {
    package var isPositive: Bool
    package var isMatch: Bool
    /// Orders papers among those that match, and among those that do not.
    package var score: Double

    package init(isPositive: Bool, isMatch: Bool, score: Double) {
      self.isPositive = isPositive
      self.isMatch = isMatch
      self.score = score
    }
  }

  package private(set) var positives = 0
  package private(set) var negatives = 0
  /// Matches that are right, and that are wrong.
  package private(set) var found = 0
  package private(set) var wrong = 0
  /// The mean of the precision at each positive when all papers stand in the order of their
  /// scores, equal ones together; 0 where nothing is positive.
  ///
  /// Source: `average_precision_score` of scikit-learn: the sum of (Rₙ − Rₙ₋₁) Pₙ.
  package private(set) var averagePrecision = 0.0

  package init(_ verdicts: [Verdict]) {
    for verdict in verdicts {
      positives += verdict.isPositive ? 1 : 0
      negatives += verdict.isPositive ? 0 : 1
      found += verdict.isMatch && verdict.isPositive ? 1 : 0
      wrong += verdict.isMatch && !verdict.isPositive ? 1 : 0
    }
    guard positives > 0 else { return }
    let ranked = verdicts.sorted { Self.rank($0) > Self.rank($1) }
    var (seen, right, counted) = (0, 0, 0)
    for (place, verdict) in ranked.enumerated() {
      seen += 1
      right += verdict.isPositive ? 1 : 0
      let isLastOfEquals =
        place + 1 == ranked.count || Self.rank(ranked[place + 1]) != Self.rank(verdict)
      guard isLastOfEquals else { continue }
      averagePrecision +=
        Double(right - counted) / Double(positives) * Double(right) / Double(seen)
      counted = right
    }
  }

  /// 1 where nothing matched: nothing was wrong.
  package var precision: Double { found + wrong == 0 ? 1 : Double(found) / Double(found + wrong) }
  /// 1 where nothing was to be found.
  package var recall: Double { positives == 0 ? 1 : Double(found) / Double(positives) }
  package var f1: Double {
    let sum = positives + found + wrong
    return sum == 0 ? 1 : 2 * Double(found) / Double(sum)
  }

  private static func rank(_ verdict: Verdict) -> (Int, Double) {
    (verdict.isMatch ? 1 : 0, verdict.score)
  }
}
