package import Foundation

/// What one feed did in one run: a line of `fetch`.
package struct FeedReport: Equatable, Sendable {
  package var feed: String
  package var verdict: Verdict
  /// Why it is not fresh, in the reader's zone.
  package var reason: String?
  package var httpStatus: Int?
  /// Items that this feed had never shown before; a replacement is none.
  package var new = 0
  /// Items held before that now say something else.
  package var updated = 0
  /// Items that the answers held.
  package var seen = 0
  /// Items that the answers held, left out since they name no address.
  package var unnamed = 0
  package var requests = 0
  /// Received over the wire.
  package var bytes = 0
  package var duration = Duration.zero
  /// Why it failed, or which part of it did; `nil` when nothing did.
  package var error: String?
  /// What was wrong with a body that could be read all the same, and what else the reader should
  /// know of how it was had.
  package var defect: String?
  package var retryAt: Date?
  /// What else the reader is to know of this run.
  package var remark: String?
  /// Where the address leads for good.
  package var movedTo: String?

  /// The verdict, why, and what was wrong with the body.
  package var words: String {
    verdict.rawValue + (reason.map { ": \($0)" } ?? "") + (defect.map { " (\($0))" } ?? "")
  }

  package init(feed: String, verdict: Verdict) {
    self.feed = feed
    self.verdict = verdict
  }

  package mutating func add(remark: String) {
    guard defect?.contains(remark) != true else { return }
    defect = defect.map { "\($0); \(remark)" } ?? remark
  }
}

extension FeedState {
  /// Whether to ask without validators for once.
  ///
  /// A server, or a cache before it, may go on saying "not modified" for ever. So every eight days
  /// after something new came, one question is put that only a whole body answers.
  package func validatorsAreStale(at now: Date) -> Bool {
    func span(_ time: Date) -> Double {
      (time.timeIntervalSince(lastFresh ?? Date(timeIntervalSince1970: 0)) / (8 * 86_400))
        .rounded(.down)
    }
    return span(now) > span(at)
  }
}
