import Foundation

/// The reader's course: which days count, and what days and weeks are called.
package struct CourseCalendar: Equatable, Sendable {
  package var course: String
  /// A day of week 1, its Monday by custom; `nil` without a course.
  package var starts: Day?
  package var weekdays: Set<Weekday>
  /// Days that do not count; a holiday counts unless it is named here.
  package var skip: Set<Day>
  package var weekStarts: Weekday
  /// The heading of counted days, with `{n}` for the number.
  package var dayLabel: String
  /// With `{course}` and `{w}`.
  package var weekLabel: String

  package init(
    course: String = "", starts: Day? = nil,
    weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
    skip: Set<Day> = [], weekStarts: Weekday = .monday, dayLabel: String = "{n}일차",
    weekLabel: String = "{course} {w}주차"
  ) {
    self.course = course
    self.starts = starts
    self.weekdays = weekdays
    self.skip = skip
    self.weekStarts = weekStarts
    self.dayLabel = dayLabel
    self.weekLabel = weekLabel
  }

  package func week(containing day: Day) -> DiaryWeek {
    DiaryWeek(containing: day, startingOn: weekStarts)
  }
}

extension CourseCalendar {
  /// The course day that `day` is, counted from 1; `nil` for days that do not count.
  package func number(of day: Day) -> Int? {
    guard let starts, day >= starts, counts(day) else { return nil }
    let (weeks, rest) = (day.number - starts.number).quotientAndRemainder(dividingBy: 7)
    let inWholeWeeks = weeks * weekdays.count
    let inRest = (0...rest).count { weekdays.contains((starts + weeks * 7 + $0).weekday) }
    let skipped = skip.count { starts <= $0 && $0 < day && weekdays.contains($0.weekday) }
    return inWholeWeeks + inRest - skipped
  }

  /// The day with that number; `nil` below 1, and beyond 100 years of days.
  package func day(numbered number: Int) -> Day? {
    guard let starts, (1...36_525).contains(number), !weekdays.isEmpty else { return nil }
    var left = number
    var day = starts
    while true {
      if counts(day) { left -= 1 }
      if left == 0 { return day }
      day = day + 1
    }
  }

  /// The course week that `week` is; `nil` before the course.
  package func number(of week: DiaryWeek) -> Int? {
    guard let starts else { return nil }
    let first = self.week(containing: starts)
    return week < first ? nil : (week.first.number - first.first.number) / 7 + 1
  }

  private func counts(_ day: Day) -> Bool {
    weekdays.contains(day.weekday) && !skip.contains(day)
  }
}

extension CourseCalendar {
  /// What stands over a day's page: `11일차`, else `토요일`; the date where there is no course.
  package func heading(of day: Day) -> String {
    if let number = number(of: day) {
      return dayLabel.replacing("{n}", with: String(number))
    }
    return starts == nil ? "\(day) \(day.weekday.korean)" : day.weekday.korean
  }

  /// `부캠 3주차`; the ISO week where the course does not count it.
  package func label(of week: DiaryWeek) -> String {
    guard let number = number(of: week) else { return week.name }
    return weekLabel.replacing("{course}", with: course).replacing("{w}", with: String(number))
      .whiteSpaceFolded
  }

  /// Reads a day as it is typed: `2024-08-19`, `today`, `yesterday`, a weekday (the last one that
  /// was, or today), a heading such as `11일차`; `nil` for other text.
  package func day(named typed: String, today: Day) -> Day? {
    let name = typed.whiteSpaceFolded.precomposedStringWithCanonicalMapping
    if let day = Day(name) { return day }
    switch name.lowercased() {
    case "today", "오늘": return today
    case "yesterday", "어제": return today - 1
    default: break
    }
    if let weekday = Weekday(name: name) {
      return today - (today.weekday.rawValue - weekday.rawValue + 7) % 7
    }
    return Self.number(in: name, template: dayLabel).flatMap(day(numbered:))
  }

  /// Reads a week as it is typed: `2024-W34`, `3주차`, `부캠 3주차`, `this`, `last`, or a day in it.
  package func week(named typed: String, today: Day) -> DiaryWeek? {
    let name = typed.whiteSpaceFolded.precomposedStringWithCanonicalMapping
    if let week = DiaryWeek(name: name, startingOn: weekStarts) { return week }
    let current = week(containing: today)
    switch name.lowercased() {
    case "this", "이번 주", "이번주": return current
    case "last", "지난 주", "지난주": return current.advanced(by: -1)
    default: break
    }
    if let day = Day(name) { return week(containing: day) }
    let whole = weekLabel.replacing("{course}", with: course).whiteSpaceFolded
    let number =
      Self.number(in: name, template: whole.replacing("{w}", with: "{n}"))
      ?? Self.number(in: name, template: "{n}주차")
    guard let number, let starts, (1...5_218).contains(number) else { return nil }
    return week(containing: starts).advanced(by: number - 1)
  }

  /// The number that stands where the template has `{n}`.
  private static func number(in text: String, template: String) -> Int? {
    guard let place = template.range(of: "{n}") else { return nil }
    let (before, after) = (template[..<place.lowerBound], template[place.upperBound...])
    guard text.hasPrefix(before), text.hasSuffix(after),
      text.count > before.count + after.count
    else { return nil }
    let digits = text.dropFirst(before.count).dropLast(after.count)
    return digits.allSatisfy(\.isASCIIDigit) ? Int(digits) : nil
  }
}
