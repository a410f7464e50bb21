import NonmunKit
import NonmunWorkspace
import Testing

@Suite struct CalendarSettingsTests {
  private static func calendar(_ text: String) throws -> CourseCalendar {
    try Settings(parsing: text, path: "nonmun.yml").calendar
  }

  @Test func oneCourseNeedsNoList() throws {
    let calendar = try Self.calendar(
      "calendar: {course: a, starts: 2024-08-05, skip: [2024-08-06..2024-08-07], week_starts: sun}")
    #expect(calendar.weekStarts == .sunday)
    #expect(calendar.heading(of: try #require(Day("2024-08-08"))) == "2일차")
  }

  @Test func severalAreAList() throws {
    let calendar = try Self.calendar(
      """
      calendar:
        - {starts: 2025-01-06, day: "세미나 {n}"}
        - {course: a, starts: 2024-08-05, ends: 2024-12-20, week_starts: sat,
           breaks: [2024-09-14..2024-09-18]}
      """)
    #expect(calendar.weekStarts == .saturday)
    #expect(calendar.heading(of: try #require(Day("2024-09-19"))) == "31일차")
    #expect(calendar.heading(of: try #require(Day("2025-01-07"))) == "세미나 2")
  }

  @Test(arguments: [
    ("[{course: a}]", "1:12: each of several courses needs `starts`"),
    ("{starts: 2024-08-05, ends: 2024-08-04}", "the course ends before it starts"),
    ("{breaks: [2024-08-05..2024-08-04]}", "is no span of days"),
    ("{breaks: [2024-08-05..2034-08-04]}", "is no span of days"),
    ("{skip: [soon]}", "is not a date"),
    (
      "[{starts: 2024-08-05, week_starts: sat}, {starts: 2025-01-06, week_starts: sun}]",
      "a week starts on one day"
    ),
    ("3", "here stands text"),
  ])
  func slipsAreNamed(_ yaml: String, _ words: String) throws {
    let error = #expect(throws: FileError.self) { try Self.calendar("calendar: " + yaml) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "no error")")
  }
}
