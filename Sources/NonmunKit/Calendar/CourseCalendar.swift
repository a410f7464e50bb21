import Foundation

/// The reader's courses, and on which weekday a week of the diary starts.
package struct CourseCalendar: Equatable, Sendable {
  /// In the order of their days; never empty.
  package let courses: [Course]
  package let weekStarts: Weekday

  package init(_ courses: [Course], weekStarts: Weekday = .monday) {
    let sorted = courses.sorted {
      ($0.starts?.number ?? Int.min) < ($1.starts?.number ?? Int.min)
    }
    self.courses = sorted.isEmpty ? [Course()] : sorted
    self.weekStarts = weekStarts
  }

  /// A calendar of one course, or of none.
  package init(
    course: String = "", starts: Day? = nil, skip: Set<Day> = [], weekStarts: Weekday = .monday
  ) {
    self.init([Course(name: course, starts: starts, skip: skip)], weekStarts: weekStarts)
  }

  package func week(containing day: Day) -> DiaryWeek {
    DiaryWeek(containing: day, startingOn: weekStarts)
  }

  /// Whether days are numbered at all.
  package var hasCourse: Bool { courses.contains { $0.starts != nil } }
}

extension CourseCalendar {
  /// The courses that run in `days`, the latest first.
  ///
  /// One without an end ends where the next one starts.
  private func running(in days: ClosedRange<Day>) -> [Course] {
    courses.indices.reversed().filter { index in
      guard let starts = courses[index].starts, starts <= days.upperBound else { return false }
      if let ends = courses[index].ends { return days.lowerBound <= ends }
      guard index + 1 < courses.count, let next = courses[index + 1].starts else { return true }
      return days.lowerBound < next
    }.map { courses[$0] }
  }

  /// The course day that `day` is, counted from 1; `nil` for days that do not count.
  package func number(of day: Day) -> Int? {
    running(in: day...day).lazy.compactMap { $0.number(of: day) }.first
  }

  /// The days with that number, one for each course that has it.
  package func days(numbered number: Int) -> [Day] {
    courses.compactMap { $0.day(numbered: number) }.filter { self.number(of: $0) == number }
  }

  /// The weeks with that number, one for each course that has it.
  package func weeks(numbered number: Int) -> [DiaryWeek] {
    courses.compactMap { $0.week(numbered: number, startingOn: weekStarts) }
  }

  /// What stands over a day's page: `11일차`, else `토요일`; the date where there is no course.
  package func heading(of day: Day) -> String {
    for course in running(in: day...day) {
      if let number = course.number(of: day) { return course.heading(numbered: number) }
    }
    return hasCourse ? day.weekday.korean : "\(day) \(day.weekday.korean)"
  }

  /// `부캠 3주차`; the ISO week where no course counts it.
  package func label(of week: DiaryWeek) -> String {
    running(in: week.first...week.last).lazy.compactMap { $0.label(of: week) }.first ?? week.name
  }

  /// Reads a day as it is typed: `2024-08-19`, `today`, `yesterday`, a weekday (the last one that
  /// was, or today), a heading such as `11일차`; `nil` for other text.
  ///
  /// A number that several courses have is of the one that runs today, or ran last.
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
    return inOrder(on: today).lazy.compactMap { course in
      course.number(inHeading: name).flatMap(course.day(numbered:))
    }.first
  }

  /// Reads a week as it is typed: `2024-W34`, `3주차`, `부캠 3주차`, `this`, `last`, or a day in it.
  package func week(named typed: String, today: Day) -> DiaryWeek? {
    let name = typed.whiteSpaceFolded.precomposedStringWithCanonicalMapping
    if let week = DiaryWeek(name: name, startingOn: weekStarts) { return week }
    let current = week(containing: today)
    switch name.lowercased() {
    case "this", "이번 주", "이번주": return current
    case "last", "지난 주", "지난주": return current.advanced(by: -1)
    case "next", "다음 주", "다음주": return current.advanced(by: 1)
    default: break
    }
    if let day = Day(name) { return week(containing: day) }
    let courses = inOrder(on: today)
    let plain = name.number(inTemplate: "{w}주차", mark: "{w}")
    return courses.lazy.compactMap { course in
      (course.number(inLabel: name) ?? plain).flatMap {
        course.week(numbered: $0, startingOn: weekStarts)
      }
    }.first
  }

  /// The courses, as a number that several of them have is looked for.
  private func inOrder(on today: Day) -> [Course] {
    let running = running(in: today...today)
    let others = courses.filter { !running.contains($0) }
    let past = others.filter { $0.starts ?? today <= today }.reversed()
    return running + past + others.filter { $0.starts ?? today > today }
  }
}
