import NonmunKit
import Testing

@Suite struct CourseTests {
  private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private static func calendar() throws -> CourseCalendar {
    CourseCalendar(
      [
        Course(
          name: "부캠", starts: try day("2024-08-05"), ends: try day("2024-12-20"),
          skip: [try day("2024-08-15")],
          breaks: [try day("2024-09-14")...(try day("2024-09-20"))]),
        Course(
          name: "랩", starts: try day("2025-01-06"), weekdays: [.tuesday, .thursday],
          dayLabel: "세미나 {n}", weekLabel: "{course}-{w}"),
      ], weekStarts: .saturday)
  }

  @Test(arguments: [
    ("2024-08-14", "8일차"), ("2024-08-15", "목요일"), ("2024-08-16", "9일차"),
    ("2024-09-13", "29일차"), ("2024-09-16", "월요일"), ("2024-09-23", "30일차"),
    ("2024-12-20", "94일차"), ("2024-12-23", "월요일"), ("2025-01-06", "월요일"),
    ("2025-01-07", "세미나 1"), ("2025-01-09", "세미나 2"), ("2025-01-10", "금요일"),
  ])
  func headings(_ day: String, _ heading: String) throws {
    #expect(try Self.calendar().heading(of: Self.day(day)) == heading)
  }

  /// A week of the break has no number, and those after it go on counting.
  @Test(arguments: [
    ("2024-09-09", "부캠 6주차"), ("2024-09-16", "2024-W38"), ("2024-09-23", "부캠 7주차"),
    ("2024-12-30", "2025-W01"), ("2025-01-06", "랩-1"), ("2025-01-14", "랩-2"),
  ])
  func weeks(_ day: String, _ label: String) throws {
    let calendar = try Self.calendar()
    #expect(calendar.label(of: calendar.week(containing: try Self.day(day))) == label)
  }

  @Test(arguments: [
    ("세미나 2", "2025-01-09"), ("30일차", "2024-09-23"), ("95일차", nil), ("세미나 0", nil),
  ])
  func typedDays(_ typed: String, _ day: String?) throws {
    let today = try Self.day("2024-10-01")
    #expect(try Self.calendar().day(named: typed, today: today)?.description == day)
  }

  @Test(arguments: [
    ("부캠 7주차", "2024-10-01", "2024-W39"), ("7주차", "2024-10-01", "2024-W39"),
    ("랩-2", "2024-10-01", "2025-W03"), ("2주차", "2024-10-01", "2024-W33"),
    ("2주차", "2025-02-01", "2025-W03"), ("next", "2024-10-01", "2024-W41"),
  ])
  func typedWeeks(_ typed: String, _ today: String, _ name: String) throws {
    #expect(try Self.calendar().week(named: typed, today: Self.day(today))?.name == name)
  }

  /// Two courses at the same time: each day is of the one that counts it.
  @Test func coursesMayOverlap() throws {
    let calendar = CourseCalendar([
      Course(
        starts: try Self.day("2024-08-05"), ends: try Self.day("2024-12-20"),
        weekdays: [.monday, .wednesday]),
      Course(
        starts: try Self.day("2024-08-06"), ends: try Self.day("2024-12-20"),
        weekdays: [.tuesday], dayLabel: "실습 {n}"),
    ])
    let headings = try (5...8).map { calendar.heading(of: try Self.day("2024-08-0\($0)")) }
    #expect(headings == ["1일차", "실습 1", "2일차", "목요일"])
  }
}
