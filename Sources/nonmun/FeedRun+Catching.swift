import Foundation
import NonmunKit
import NonmunStore

/// What a feed cannot give any more of the days that were missed.
extension FeedRun {
  /// Says which days of those that the reader named an ordinary feed no longer reaches back to.
  ///
  /// - Parameter lastFresh: When the feed last brought something: before that nothing is missing.
  mutating func noteGap(after lastFresh: Date?, in zone: TimeZone) {
    guard case .url = harvest.feed.source, let days = harvest.days else { return }
    let oldest = harvest.lists.flatMap(\.parsed.items).compactMap { $0.day(in: zone) }.min()
    let start = max(days.lowerBound, lastFresh.map { Day($0, in: zone) } ?? days.lowerBound)
    guard let oldest, oldest > start else { return }
    harvest.report.add(remark: "days before \(oldest) are no longer in the feed")
  }

  /// Says from where the days of an announcement feed were had.
  mutating func noteFilling(by walk: SearchWalk) {
    guard case .arxiv = harvest.feed.source, let days = walk.days else { return }
    harvest.report.add(
      remark: "\(days.words) filled from arXiv's API, by submission: \(walk.done) papers")
  }
}
