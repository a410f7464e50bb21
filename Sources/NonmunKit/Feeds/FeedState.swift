package import Foundation

/// What is remembered of a feed between runs.
package struct FeedState: Equatable, Sendable {
  /// Of the last run.
  package var report: FeedReport
  package var at: Date
  /// Since which run the verdict has been the same; `nil` when that was not kept.
  package var since: Date?
  /// When it last brought something new.
  package var lastFresh: Date?
  /// The newest day whose list was asked and answered.
  package var lastList: Day?
  /// The newest day whose list held something.
  package var lastFilled: Day?

  package init(report: FeedReport, at: Date, lastFresh: Date?, lastList: Day?) {
    self.report = report
    self.at = at
    self.lastFresh = lastFresh
    self.lastList = lastList
  }

  /// The same, without times to come: a clock that was ahead wrote them, and has jumped back. They
  /// would hide for as long what does not come, and keep lists from being asked for.
  package func before(_ now: Date) -> FeedState {
    let today = Day(now, in: .gmt)
    var state = self
    state.since = since.map { min($0, now) }
    state.lastFresh = lastFresh.map { min($0, now) }
    state.lastList = lastList.map { min($0, today) }
    state.lastFilled = lastFilled.map { min($0, today) }
    return state
  }
}

/// One run of a feed, as its history has it.
package struct PastRun: Equatable, Sendable {
  package var report: FeedReport
  package var at: Date

  package init(report: FeedReport, at: Date) {
    self.report = report
    self.at = at
  }
}
