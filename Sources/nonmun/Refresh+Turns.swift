import Foundation
import NonmunKit

/// Whose turn it is.
extension Refresh {
  /// The feeds, those first that have gone without an answer for longest: a host that answers ten
  /// requests a minute would else answer the same ten every day.
  func inTurn(_ feeds: [Feed]) -> [Feed] {
    let turns = feeds.map { states[$0.name].map(\.turn) ?? (.distantPast, 0) }
    // By place where they are equal: sorting promises no order of equals.
    let places = feeds.indices.sorted {
      (turns[$0].0, turns[$0].1, $0) < (turns[$1].0, turns[$1].1, $1)
    }
    return places.map { feeds[$0] }
  }
}

extension FeedState {
  /// When it was last answered, or failed for the first time since; before one that was answered
  /// then goes one that failed then.
  fileprivate var turn: (Date, Int) {
    report.verdict == .failed ? (since ?? .distantPast, 0) : (at, 1)
  }
}
