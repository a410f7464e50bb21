package import Foundation

/// When a source brings its next batch.
///
/// arXiv announces Sunday to Thursday at 20:00 Eastern time, and its RSS turns over at midnight
/// there (arXiv, "Availability of submissions"; rss.arxiv.org, "RSS feeds"), so a batch stands
/// under each weekday from 00:00, but for days after a holiday. Hugging Face fills the list of a
/// weekday during that day in UTC; none of 580 recorded lists is of a weekend.
package struct AnnouncementSchedule: Sendable {
  /// The zone whose days the source counts.
  package let zone: TimeZone
  /// From the start of a day until its batch must have come.
  private let patience: TimeInterval
  /// From the announcement of a batch until its day begins.
  private let lead: TimeInterval
  private let holidays: ArxivHolidays?

  /// What a source brings for one day.
  package struct Batch: Equatable, Sendable {
    package var day: Day
    /// From when it may come.
    package var due: Date
    /// When it must have come.
    package var overdue: Date
  }

  /// `nil` for sources that promise no rhythm: searches, harvests, ordinary feeds.
  package init?(of source: FeedSource) {
    switch source {
    case .arxiv:
      // Standard time is an hour off in summer, which is all that a machine without zones gets.
      zone = TimeZone(identifier: "America/New_York") ?? TimeZone(secondsFromGMT: -18_000) ?? .gmt
      patience = 3600
      lead = 4 * 3600
      holidays = .known
    case .huggingFace:
      zone = .gmt
      patience = 86_400
      lead = 0
      holidays = nil
    case .arxivSearch, .arxivOAI, .url:
      return nil
    }
  }

  /// What a day's batch is called.
  var noun: String { holidays == nil ? "list" : "batch" }

  /// The day whose batch was announced last: on arXiv's Friday evening it is Saturday, which has none.
  func announcedDay(at now: Date) -> Day { Day(now + lead, in: zone) }

  /// Why nothing comes under a day; `nil` when a batch does.
  package func rest(on day: Day) -> Rest? {
    if day.weekday == .saturday || day.weekday == .sunday { return .weekend }
    // Monday's batch is announced on Sunday, and is what was submitted until Friday.
    let evening = day.weekday == .monday ? day - 3 : day - 1
    return holidays?[evening].map { .holiday(day.weekday == .monday ? day - 1 : evening, $0) }
  }

  package enum Rest: Equatable, Sendable {
    case weekend
    /// The day without an announcement, and the name of the holiday.
    case holiday(Day, String)
  }

  /// Whether holidays of this day's year are unknown.
  func isBeyondHolidays(_ day: Day) -> Bool {
    holidays.map { day.civil.year > $0.lastYear } ?? false
  }

  /// The newest batch that must have come by `now`; what arrived since it was due is it.
  package func lastOverdue(at now: Date) -> Batch? {
    batches(Day(now, in: zone), step: -1).first { $0.overdue <= now }
  }

  /// The batch that is due, and may still be late.
  package func underWay(at now: Date) -> Batch? {
    batches(Day(now, in: zone), step: -1).first { $0.due <= now && now < $0.overdue }
  }

  /// When the next batch begins after `now`.
  package func nextDue(after now: Date) -> Date? {
    batches(Day(now, in: zone), step: 1).first { $0.due > now }?.due
  }

  /// How many batches before this one were due after `date`.
  func batches(before batch: Batch, since date: Date) -> Int {
    let days = batch.day.number - Day(date, in: zone).number
    return batches(batch.day - 1, step: -1, days: max(0, days)).count { $0.due > date }
  }

  /// The batches of so many days from a day on, forward or back; a month has some.
  private func batches(_ day: Day, step: Int, days: Int = 31) -> some Sequence<Batch> {
    (0..<days).lazy.map { day + $0 * step }.filter { rest(on: $0) == nil }.map(batch)
  }

  private func batch(of day: Day) -> Batch {
    let due = start(of: day)
    return Batch(day: day, due: due, overdue: due + patience)
  }

  /// 00:00 of a day in the source's zone. New York's clocks change at 02:00: it always exists.
  private func start(of day: Day) -> Date {
    let utc = day.startInUTC
    let close = utc - TimeInterval(zone.secondsFromGMT(for: utc))
    return utc - TimeInterval(zone.secondsFromGMT(for: close))
  }
}
