import Foundation

/// What a post says of its week outside the headings of days: its front matter, title and name.
struct PostClues: Equatable {
  /// By a label such as `부캠 3주차`, or `2024-W34`.
  let week: DiaryWeek?
  /// When it was written: on its last day, or some days later.
  let day: Day?

  init(_ bytes: [UInt8], outline: PageOutline, name: String, calendar: CourseCalendar) {
    let matter = FrontMatter(bytes)
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    let dates = [matter?["date"], matter?["created"], stem].compactMap { $0.flatMap(Self.date) }
    let titles = [matter?["title"], outline.headings.first?.text, stem].compactMap(\.self)
    day = dates.first
    week = titles.lazy.compactMap { Self.week($0, calendar: calendar, near: dates.first) }.first
  }

  /// The date that a text starts with: `2024-08-24-week3`, `2024. 8. 24. 22:00`.
  private static func date(_ text: String) -> Day? {
    guard case (.date(let year?, let month, let day, _), _)? = DayPiece.date(startOf: text) else {
      return nil
    }
    return Day(year: year, month: month, day: day)
  }

  private static func week(
    _ text: String, calendar: CourseCalendar, near day: Day?
  ) -> DiaryWeek? {
    let text = text.precomposedStringWithCanonicalMapping
    if let iso = text.firstMatch(of: #/(?:19|20)\d\d-[Ww]\d\d/#),
      let week = DiaryWeek(name: String(iso.0), startingOn: calendar.weekStarts)
    {
      return week
    }
    if let found = text.firstMatch(of: #/(?<month>\d{1,2})월 ?(?:제 ?)?(?<n>[1-5])(?: ?주|째 ?주)/#) {
      guard let day, let month = Int(found.month), let number = Int(found.n) else { return nil }
      return week(number, of: month, near: day, calendar: calendar)
    }
    let label = #/(?<n>\d{1,2})[ _-]?주[ _-]?차|(?i:week)[ _#-]{0,2}(?<m>\d{1,2})/#
    guard let found = text.firstMatch(of: label),
      let number = (found.n ?? found.m).flatMap({ Int($0) })
    else { return nil }
    let weeks = calendar.weeks(numbered: number)
    guard let day else { return weeks.last }
    func distance(_ week: DiaryWeek) -> Int { abs(week.last.number - day.number) }
    // A course of another year has the same numbers.
    return weeks.filter { distance($0) < 60 }.min { distance($0) < distance($1) }
  }

  /// `8월 4주차` holds the fourth Thursday of August, as ISO 8601 counts the weeks of a year.
  private static func week(
    _ number: Int, of month: Int, near day: Day, calendar: CourseCalendar
  ) -> DiaryWeek? {
    let years = day.civil.year - 1...day.civil.year + 1
    let starts = years.compactMap { Day(year: $0, month: month, day: 1) }
    let first = starts.min { abs($0.number - day.number) < abs($1.number - day.number) }
    return first.map { first in
      let days = (Weekday.thursday.rawValue - first.weekday.rawValue + 7) % 7
      return calendar.week(containing: first + days + 7 * (number - 1))
    }
  }
}
