package import Foundation

/// What is known of a feed that answered, when its verdict is due.
///
/// Dates inside the feed are not: arXiv's run a day behind their content at times.
package struct FeedEvidence: Sendable {
  package var source: FeedSource
  /// Items that this feed had never shown before.
  package var arrived: Int
  /// Items that the answers held.
  package var seen: Int
  /// The server said "not modified".
  package var isUnmodified = false
  /// The days asked for, where the reader named them.
  package var days: ClosedRange<Day>?
  /// When this feed last brought something new; `nil` when it never did.
  package var lastFresh: Date?
  /// The newest day whose list held something.
  package var lastFilled: Day?
  /// Its last answer left it stalled.
  package var wasStalled = false

  package init(of source: FeedSource, arrived: Int, seen: Int, lastFresh: Date?) {
    self.source = source
    self.arrived = arrived
    self.seen = seen
    self.lastFresh = lastFresh
  }
}

extension FeedEvidence {
  func holds(_ batch: AnnouncementSchedule.Batch) -> Bool {
    if let lastFilled { return lastFilled >= batch.day }
    return lastFresh.map { $0 >= batch.due } ?? false
  }

  /// Whether a batch that is missing has failed to come, and was not merely missed by the reader.
  ///
  /// arXiv's RSS forgets a batch at the next midnight: who did not ask on Friday sees an empty
  /// feed on Saturday that is as it should be. A list can be asked for later.
  ///
  /// - Parameter isRestDay: Whether today, in the source's zone, has no batch.
  func isStalled(
    without batch: AnnouncementSchedule.Batch, on today: Day, isRestDay: Bool
  ) -> Bool {
    wasStalled || batch.day == today || (!isRestDay && (source == .huggingFace || seen > 0))
  }

  /// Whether only lists of days that are over were asked for.
  func asksThePast(on today: Day) -> Bool {
    source == .huggingFace && (days.map { $0.upperBound < today } ?? false)
  }
}
