import NonmunKit
import Testing

@Suite struct CourseCalendarTests {
  private let course = CourseCalendar(
    course: "부캠", starts: Day("2024-08-05"), weekStarts: .saturday)

  @Test(arguments: [
    ("2024-08-05", "1일차"), ("2024-08-15", "9일차"), ("2024-08-19", "11일차"),
    ("2024-08-23", "15일차"), ("2024-08-17", "토요일"), ("2024-08-18", "일요일"),
    ("2024-08-02", "금요일"), ("2025-02-07", "135일차"),
  ])
  func headings(_ day: String, _ heading: String) throws {
    #expect(course.heading(of: try #require(Day(day))) == heading)
  }

  @Test func aSkippedDayDoesNotCount() throws {
    let course = CourseCalendar(
      course: "부캠", starts: Day("2024-08-05"),
      skip: [try #require(Day("2024-08-15")), try #require(Day("2024-08-17"))])
    #expect(course.heading(of: try #require(Day("2024-08-15"))) == "목요일")
    #expect(course.heading(of: try #require(Day("2024-08-19"))) == "10일차")
    #expect(course.days(numbered: 10) == [try #require(Day("2024-08-19"))])
  }

  @Test(arguments: 1...40)
  func everyNumberIsOfOneDay(_ number: Int) throws {
    let day = try #require(course.days(numbered: number).first)
    #expect(course.number(of: day) == number)
  }

  @Test(arguments: [
    ("2024-08-17", "2024-W34", "부캠 3주차"), ("2024-08-19", "2024-W34", "부캠 3주차"),
    ("2024-08-23", "2024-W34", "부캠 3주차"), ("2024-08-24", "2024-W35", "부캠 4주차"),
    ("2024-12-28", "2025-W01", "부캠 22주차"), ("2024-08-02", "2024-W31", "2024-W31"),
  ])
  func weeks(_ day: String, _ name: String, _ label: String) throws {
    let week = course.week(containing: try #require(Day(day)))
    #expect(week.name == name)
    #expect(course.label(of: week) == label)
    #expect(DiaryWeek(name: name, startingOn: .saturday) == week)
  }

  @Test func theWeekendBeforeBelongsToTheWeek() {
    let week = DiaryWeek(name: "2024-W34", startingOn: .saturday)
    #expect(week?.first == Day("2024-08-17"))
    #expect(week?.monday == Day("2024-08-19"))
    #expect(week?.last == Day("2024-08-23"))
    #expect(DiaryWeek(name: "2024-W34", startingOn: .monday)?.first == Day("2024-08-19"))
    #expect(DiaryWeek(name: "2024-W34", startingOn: .sunday)?.first == Day("2024-08-18"))
  }

  @Test(arguments: [
    ("2024-08-01", "2024-08-01"), ("today", "2024-08-20"), ("어제", "2024-08-19"),
    ("토요일", "2024-08-17"), ("tue", "2024-08-20"), ("Wednesday", "2024-08-14"),
    ("11일차", "2024-08-19"), ("0일차", nil), ("일차", nil), ("soon", nil), ("2024-02-30", nil),
  ])
  func typedDays(_ typed: String, _ day: String?) throws {
    let today = try #require(Day("2024-08-20"))
    #expect(course.day(named: typed, today: today)?.description == day)
  }

  @Test(arguments: [
    ("2024-W34", "2024-W34"), ("2024-w33", "2024-W33"), ("this", "2024-W34"),
    ("last", "2024-W33"), ("3주차", "2024-W34"), ("부캠 3주차", "2024-W34"),
    ("2024-08-24", "2024-W35"), ("2024-W60", nil), ("2024-W00", nil), ("0주차", nil), ("", nil),
  ])
  func typedWeeks(_ typed: String, _ name: String?) throws {
    let today = try #require(Day("2024-08-20"))
    #expect(course.week(named: typed, today: today)?.name == name)
  }

  @Test func withoutACourseADayIsItsDate() throws {
    let day = try #require(Day("2024-08-19"))
    #expect(CourseCalendar().heading(of: day) == "2024-08-19 월요일")
    #expect(CourseCalendar().label(of: CourseCalendar().week(containing: day)) == "2024-W34")
  }
}
