package import Foundation

/// When a source brings its next batch.
///
/// arXiv announces Sunday to Thursday at 20:00 Eastern time, and its RSS turns over at midnight
/// there (arXiv, "Availability of submissions"; rss.arxiv.org, "RSS feeds"), so a batch stands
/// under each weekday from 00:00. Hugging Face fills the list of a weekday during that day in UTC;
/// none of 580 recorded lists is of a weekend.
package struct AnnouncementSchedule: Sendable {
  /// The zone whose days the source counts.
  package let zone: TimeZone
  /// From the start of a day until its batch must have come.
  private let patience: TimeInterval

  /// `nil` for sources that promise no rhythm: searches, harvests, ordinary feeds.
  package init?(of source: FeedSource) {
    switch source {
    case .arxiv:
      zone = TimeZone(identifier: "America/New_York") ?? .gmt
      patience = 3600
    case .huggingFace:
      zone = .gmt
      patience = 86_400
    case .arxivSearch, .arxivOAI, .url:
      return nil
    }
  }

  package func isRestDay(_ day: Day) -> Bool {
    day.weekday == .saturday || day.weekday == .sunday
  }

  /// The start of the newest batch that must have come by `now`; what arrived since then is it.
  package func lastOverdue(at now: Date) -> Date? {
    let today = Day(now, in: zone)
    return (0..<7).lazy.map { today - $0 }
      .filter { !isRestDay($0) }
      .map(start)
      .first { $0 + patience <= now }
  }

  /// When the next batch begins after `now`.
  package func nextDue(after now: Date) -> Date? {
    let today = Day(now, in: zone)
    return (0..<7).lazy.map { today + $0 }
      .filter { !isRestDay($0) }
      .map(start)
      .first { $0 > now }
  }

  /// 00:00 of a day in the source's zone; New York's clocks change at 02:00, so it always exists.
  private func start(of day: Day) -> Date {
    let utc = day.startInUTC
    return utc - TimeInterval(zone.secondsFromGMT(for: utc + 6 * 3600))
  }
}
