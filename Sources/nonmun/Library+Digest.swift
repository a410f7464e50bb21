import Foundation
import NonmunKit
import NonmunStore

extension Library {
  /// The text of ``DigestAddition/matches``.
  func unnotedMatches(on days: ClosedRange<Day>, tags: [NonmunKit.Tag]) throws -> String {
    var filter = PaperFilter()
    filter.days = days
    filter.order = .score
    filter.isUnnoted = true
    filter.isWhole = false
    return DigestAddition.matches(
      try tags.map { tag in
        filter.tag = tag.name
        return (label: tag.label, papers: try papers(filter))
      })
  }

  /// The text of ``DigestAddition/numbers``.
  func numbers(on days: ClosedRange<Day>, tags: [NonmunKit.Tag]) throws -> String {
    let length = days.upperBound.number - days.lowerBound.number + 1
    let counts = try paperCounts(days, spanInDays: length)
    func count(_ tag: String?) -> Int { counts.first { $0.tag == tag }?.papers ?? 0 }
    let notes = try notes(days: days).map(\.note)
    return DigestAddition.numbers(
      papers: count(nil), byTag: tags.map { ($0.label, count($0.name)) }, notes: notes.count,
      noted: Set(notes.flatMap(\.items)).count)
  }

  /// News that came on some days where the reader is, the oldest first.
  func news(on days: ClosedRange<Day>, in zone: TimeZone) throws -> [NotedNews] {
    func start(of day: Day) -> Date {
      day.startInUTC - TimeInterval(zone.secondsFromGMT(for: day.startInUTC))
    }
    return try news(since: start(of: days.lowerBound), until: start(of: days.upperBound + 1))
      .reversed()
  }

  /// Day by day; week by week where that would be too many columns for a page.
  func trends(
    _ days: ClosedRange<Day>, tags: [NonmunKit.Tag], calendar: CourseCalendar
  ) throws -> Trends {
    let length = days.upperBound.number - days.lowerBound.number + 1
    guard length > 14 else {
      let spans = (0..<length).map { Trends.Span(days.lowerBound + $0) }
      return Trends(try paperCounts(days, spanInDays: 1), spans: spans, tags: tags)
    }
    let first = calendar.week(containing: days.lowerBound)
    return try trends(
      from: first, to: calendar.week(containing: days.upperBound), tags: tags, calendar: calendar)
  }

  func trends(
    from first: DiaryWeek, to last: DiaryWeek, tags: [NonmunKit.Tag], calendar: CourseCalendar
  ) throws -> Trends {
    let count = (last.first.number - first.first.number) / 7 + 1
    let weeks = (0..<count).map { first.advanced(by: $0) }
    return Trends(
      try paperCounts(first.first...last.last, spanInDays: 7),
      spans: weeks.map { Trends.Span($0, in: calendar) }, tags: tags)
  }
}

/// How many papers of a tag a week or day brought, for `trends --json`.
struct TrendLine: Encodable {
  var tag, label: String
  /// One of them.
  var week, day: String?
  var from, to: String
  var papers: Int
  /// Of any tag or none.
  var all: Int

  static func all(_ trends: Trends) -> [TrendLine] {
    trends.rows.flatMap { row in
      trends.spans.indices.map { place in
        let span = trends.spans[place]
        return TrendLine(
          tag: row.tag, label: row.label, week: trends.isOfDays ? nil : span.name,
          day: trends.isOfDays ? span.name : nil, from: "\(span.days.lowerBound)",
          to: "\(span.days.upperBound)", papers: row.counts[place], all: trends.totals[place])
      }
    }
  }
}
