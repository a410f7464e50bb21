/// Seven days that make one post, named after the ISO week of their Monday.
///
/// A week may start on any weekday: with `week_starts: sat`, Saturday 2024-08-17 to Friday
/// 2024-08-23 is `2024-W34`.
package struct DiaryWeek: Hashable, Comparable, Sendable {
  package let first: Day

  /// The week that holds `day`.
  package init(containing day: Day, startingOn start: Weekday) {
    first = day - (day.weekday.rawValue - start.rawValue + 7) % 7
  }

  /// Reads `2024-W34`; `nil` for other text and for weeks that the year does not have.
  package init?(name: String, startingOn start: Weekday) {
    let parts = name.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 3, parts[1].first == "W",
      let year = Int(parts[0]), let week = Int(parts[1].dropFirst()), week > 0,
      let january4 = Day(year: year, month: 1, day: 4)
    else { return nil }
    // ISO 8601: 4 January is always in week 1.
    let monday = january4 - (january4.weekday.rawValue - 1) + (week - 1) * 7
    self.init(containing: monday, startingOn: start)
    guard self.name == name.uppercased() else { return nil }
  }

  package var last: Day { first + 6 }
  package var days: [Day] { (0..<7).map { first + $0 } }

  package var monday: Day { first + (8 - first.weekday.rawValue) % 7 }

  /// `2024-W34`.
  package var name: String {
    // ISO 8601: a week belongs to the year of its Thursday.
    let thursday = monday + 3
    let year = thursday.civil.year
    guard let newYear = Day(year: year, month: 1, day: 1) else { return "" }
    let week = (thursday.number - newYear.number) / 7 + 1
    return "\(year)-W" + (week < 10 ? "0\(week)" : "\(week)")
  }

  package func advanced(by weeks: Int) -> DiaryWeek {
    DiaryWeek(containing: first + weeks * 7, startingOn: first.weekday)
  }

  package static func < (left: DiaryWeek, right: DiaryWeek) -> Bool { left.first < right.first }
}
