package import Foundation

/// What became of a feed in one run. Silence is none of them.
package enum Verdict: String, Sendable, CaseIterable {
  /// Items never seen before arrived.
  case fresh
  /// Nothing new, and by the source's own calendar nothing is due yet.
  case waiting
  /// Nothing new, and none was to come.
  case quiet
  /// Something was due and did not come.
  case stalled
  /// No usable answer.
  case failed
}

extension Verdict {
  /// Judges a feed that answered, by items not seen before and never by the dates inside it.
  ///
  /// - Parameters:
  ///   - newItems: How many items this feed had never shown before.
  ///   - lastFresh: When this feed last brought something new; `nil` when it never did.
  ///   - days: The days asked for, where the reader named them.
  package init(
    of source: FeedSource, newItems: Int, lastFresh: Date?, days: ClosedRange<Day>?, now: Date
  ) {
    guard newItems == 0 else {
      self = .fresh
      return
    }
    guard let schedule = AnnouncementSchedule(of: source) else {
      self = .quiet
      return
    }
    let today = Day(now, in: schedule.zone)
    let asksThePast = source == .huggingFace && (days.map { $0.upperBound < today } ?? false)
    if asksThePast || schedule.isRestDay(today) {
      self = .quiet
    } else if let due = schedule.lastOverdue(at: now), lastFresh.map({ $0 < due }) ?? true {
      self = .stalled
    } else {
      self = .waiting
    }
  }
}
