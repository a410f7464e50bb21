import Foundation

/// What a heading says of its day: `11일차`, `토요일`, `8/19 (월) 11일차`, `Mon, Aug 19`.
package struct DayMark: Equatable, Sendable {
  package var year: Int?
  package var month: Int?
  package var dayOfMonth: Int?
  /// The course day.
  package var number: Int?
  package var weekday: Weekday?
  /// Whether the heading says nothing else.
  package private(set) var isWhole = false
  /// Whether month and day may as well be the number of a chapter, or a fraction: `8.19`, `1/2`.
  package private(set) var isDoubtful = false

  /// `nil` where the heading names no day, or several.
  ///
  /// What stands before the day (`📅`, `부캠`) and behind it (`: GNN`) may be anything; behind words
  /// only a full date or a number is looked for, and any date in brackets: `광복절 (8/15)`.
  package init?(_ heading: String, calendar: CourseCalendar) {
    let text = heading.precomposedStringWithCanonicalMapping.whiteSpaceFolded
    for course in calendar.courses {
      if let number = course.number(inHeading: text) {
        self.number = number
        isWhole = true
        return
      }
    }
    let start = text[...].withoutSeparators
    if read(start) { return }
    // `2. 8/20 (화)`, of days that are numbered as chapters are.
    if let ordinal = start.prefixMatch(of: #/\d{1,2}[.)] ?/#) {
      self = DayMark()
      if read(start[ordinal.range.upperBound...].withoutSeparators) { return }
    }
    for (skipped, rest) in start.tails.dropFirst().prefix(Self.longestLead).enumerated() {
      self = DayMark()
      guard read(rest) else { continue }
      if isWhole, month != nil, rest.isBehindBracket {
        isWhole = false
        return
      }
      let isDate = isWhole && month != nil && weekday != nil
      isWhole = false
      if number != nil || year != nil || isDate || start.isWeekLabel(words: skipped + 1) { return }
    }
    return nil
  }

  private init() {}

  /// How many words may stand before the day.
  private static let longestLead = 3

  /// Reads one piece after the other.
  ///
  /// - Returns: Whether one day is named.
  private mutating func read(_ text: Substring) -> Bool {
    var rest = text
    var pieces = 0
    while let (piece, after) = DayPiece.read(rest, isFirst: pieces == 0) {
      guard take(piece) else { return false }
      pieces += 1
      rest = after.withoutSeparators
      let gap = after[..<rest.startIndex]
      if month != nil, gap.contains(where: { "~∼〜–→".contains($0) }),
        let end = DayPiece.endOfSpan(rest)
      {
        guard isDayBefore(end.day) else { return false }
        rest = end.rest.withoutSeparators
      }
    }
    isWhole = rest.isEmpty
    if year != nil || number != nil || weekday != nil || isWhole { isDoubtful = false }
    return pieces > 0 && !(isDoubtful && !isWhole)
      && (number != nil || month != nil || weekday != nil)
  }

  /// Whether another day is the next or the one after: `8/17 ~ 18` is a weekend, told by its first
  /// day, and `8/19 ~ 23` is a week.
  private func isDayBefore(_ end: (month: Int?, day: Int)) -> Bool {
    guard let month, let dayOfMonth, let first = Day(year: 2024, month: month, day: dayOfMonth),
      let last = Day(year: 2024, month: end.month ?? month, day: end.day)
    else { return false }
    return (1...2).contains(last.number - first.number)
  }

  private mutating func take(_ piece: DayPiece) -> Bool {
    switch piece {
    case .date(let year, let month, let day, let isDoubtful):
      // The second day of two: `8/17(토), 8/18(일)`.
      if self.month != nil, isDayBefore((month, day)) { return true }
      guard self.month == nil || self.month == month && dayOfMonth == day else { return false }
      self.year = self.year ?? year
      self.month = month
      dayOfMonth = day
      self.isDoubtful = isDoubtful
    case .number(let number):
      // As with dates, two or three days told together are the first of them.
      if let first = self.number, (1...2).contains(number - first) { return true }
      guard self.number == nil || self.number == number else { return false }
      self.number = number
    case .weekday(let weekday):
      if let first = self.weekday, (1...2).contains(weekday.rawValue - first.rawValue) {
        return true
      }
      guard self.weekday == nil || self.weekday == weekday else { return false }
      self.weekday = weekday
    case .week: break
    }
    return true
  }
}

extension DayMark {
  /// The date, where the heading has one.
  ///
  /// - Parameter anchor: A day nearby, for the year that a heading leaves out.
  package func date(near anchor: Day?) -> Day? {
    guard let month, let dayOfMonth else { return nil }
    if let year { return Day(year: year, month: month, day: dayOfMonth) }
    guard let anchor else { return nil }
    let years = anchor.civil.year - 1...anchor.civil.year + 1
    return years.compactMap { Day(year: $0, month: month, day: dayOfMonth) }
      .min { abs($0.number - anchor.number) < abs($1.number - anchor.number) }
  }

  /// What it says otherwise than the calendar does of `day`; `nil` where they agree.
  package func disagreement(with day: Day, calendar: CourseCalendar) -> String? {
    var wrong: [String] = []
    if let number, calendar.hasCourse, calendar.number(of: day) != number {
      let days = calendar.days(numbered: number).map(\.description)
      let other = days.isEmpty ? "no day" : days.joined(separator: " or ")
      wrong.append(
        "\(day) is \(calendar.heading(of: day)) by the calendar, and \(number) is \(other)")
    }
    if let weekday, weekday != day.weekday { wrong.append("\(day) is a \(day.weekday)") }
    if let month, let dayOfMonth, (month, dayOfMonth) != (day.civil.month, day.civil.day) {
      wrong.append("its date is not \(day)")
    }
    return wrong.isEmpty ? nil : wrong.joined(separator: "; ")
  }
}

extension Substring {
  /// From the first letter or digit on.
  var withoutSeparators: Substring { drop { !$0.isLetter && !$0.isNumber } }

  /// The text without its first word, without its first two, and so on; the whole text first.
  fileprivate var tails: [Substring] {
    var tails = [self]
    while let gap = tails[tails.count - 1].firstIndex(where: { " ([".contains($0) }) {
      tails.append(self[gap...].withoutSeparators)
    }
    return tails.filter { !$0.isEmpty }
  }

  fileprivate var isBehindBracket: Bool {
    startIndex > base.startIndex && "([（".contains(base[base.index(before: startIndex)])
  }

  /// Whether the words before the day end in a week: `3주차 월요일`, `부캠 3주차 월`.
  fileprivate func isWeekLabel(words: Int) -> Bool {
    let lead = split(whereSeparator: { " ([".contains($0) }).prefix(words).last ?? ""
    return lead.wholeMatch(of: #/\D*\d{1,2}주차\W*/#) != nil
  }
}
