/// One course of the reader's: which days count, and what its days and weeks are called.
package struct Course: Equatable, Sendable {
  package let name: String
  /// A day of week 1, its Monday by custom; `nil` without a course.
  package let starts: Day?
  /// The last day; `nil` where it goes on until the next course starts.
  package let ends: Day?
  package let weekdays: Set<Weekday>
  /// Weeks of these that hold no day of the course are not counted either.
  package let breaks: [ClosedRange<Day>]
  /// The heading of counted days, with `{n}` for the number.
  package let dayLabel: String
  /// With `{course}` and `{w}`.
  package let weekLabel: String
  /// Days that do not count, those of the breaks among them.
  private let daysOff: Set<Day>

  /// - Parameter skip: Days that do not count; a holiday counts unless it is named here.
  package init(
    name: String = "", starts: Day? = nil, ends: Day? = nil,
    weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
    skip: Set<Day> = [], breaks: [ClosedRange<Day>] = [], dayLabel: String = "{n}일차",
    weekLabel: String = "{course} {w}주차"
  ) {
    self.name = name
    self.starts = starts
    self.ends = ends
    self.weekdays = weekdays
    self.breaks = breaks
    self.dayLabel = dayLabel
    self.weekLabel = weekLabel
    daysOff = breaks.reduce(into: skip) { days, pause in
      for number in pause.lowerBound.number...pause.upperBound.number {
        days.insert(Day(number: number))
      }
    }
  }
}

extension Course {
  /// The course day that `day` is, counted from 1; `nil` for days that do not count.
  package func number(of day: Day) -> Int? {
    guard let starts, day >= starts, day <= ends ?? day, counts(day) else { return nil }
    let (weeks, rest) = (day.number - starts.number).quotientAndRemainder(dividingBy: 7)
    let inWholeWeeks = weeks * weekdays.count
    let inRest = (0...rest).count { weekdays.contains((starts + weeks * 7 + $0).weekday) }
    let off = daysOff.count { starts <= $0 && $0 < day && weekdays.contains($0.weekday) }
    return inWholeWeeks + inRest - off
  }

  /// The day with that number; `nil` below 1, beyond 100 years of days, and after the end.
  package func day(numbered number: Int) -> Day? {
    guard let starts, (1...36_525).contains(number), !weekdays.isEmpty else { return nil }
    var left = number
    var day = starts
    while true {
      if counts(day) { left -= 1 }
      if left == 0 { return day <= ends ?? day ? day : nil }
      day = day + 1
    }
  }

  /// The course week that `week` is; `nil` before the course, after it, and in a break.
  package func number(of week: DiaryWeek) -> Int? {
    guard let starts else { return nil }
    let first = DiaryWeek(containing: starts, startingOn: week.first.weekday)
    guard week >= first, week.first <= ends ?? week.first, !isBreak(week) else { return nil }
    let passed = (week.first.number - first.first.number) / 7
    return passed + 1 - (0..<passed).count { isBreak(first.advanced(by: $0)) }
  }

  /// The week with that number; `nil` below 1 and beyond 100 years.
  func week(numbered number: Int, startingOn start: Weekday) -> DiaryWeek? {
    guard let starts, (1...5_218).contains(number) else { return nil }
    var week = DiaryWeek(containing: starts, startingOn: start)
    var left = number
    while true {
      if !isBreak(week) { left -= 1 }
      if left == 0 { return week }
      week = week.advanced(by: 1)
    }
  }

  func heading(numbered number: Int) -> String {
    dayLabel.replacing("{n}", with: String(number))
  }

  func label(of week: DiaryWeek) -> String? {
    number(of: week).map {
      weekLabel.replacing("{course}", with: name).replacing("{w}", with: String($0))
        .whiteSpaceFolded
    }
  }

  /// Reads what ``heading(numbered:)`` writes.
  func number(inHeading text: String) -> Int? { text.number(inTemplate: dayLabel, mark: "{n}") }

  /// Reads what ``label(of:)`` writes.
  func number(inLabel text: String) -> Int? {
    text.number(
      inTemplate: weekLabel.replacing("{course}", with: name).whiteSpaceFolded, mark: "{w}")
  }

  private func counts(_ day: Day) -> Bool {
    weekdays.contains(day.weekday) && !daysOff.contains(day)
  }

  private func isBreak(_ week: DiaryWeek) -> Bool {
    guard breaks.contains(where: { $0.overlaps(week.first...week.last) }) else { return false }
    return !week.days.contains { day in
      weekdays.contains(day.weekday) && !breaks.contains { $0.contains(day) }
    }
  }
}

extension String {
  /// The number that stands where the template has `mark`.
  func number(inTemplate template: String, mark: String) -> Int? {
    guard let place = template.firstRange(of: mark) else { return nil }
    let (before, after) = (template[..<place.lowerBound], template[place.upperBound...])
    guard hasPrefix(before), hasSuffix(after), count > before.count + after.count else {
      return nil
    }
    let digits = dropFirst(before.count).dropLast(after.count)
    return digits.allSatisfy(\.isASCIIDigit) ? Int(digits) : nil
  }
}
