import Foundation
import NonmunKit
import Testing

@Suite struct DayTests {
  @Test(arguments: ["1970-01-01", "2024-02-29", "2024-08-19", "1999-12-31", "9999-12-31"])
  func everyDayReadsBackAsWritten(_ text: String) {
    #expect(Day(text)?.description == text)
  }

  @Test(arguments: ["2023-02-29", "2024-13-01", "2024-8-19", "2024-08-32", "24-08-19", "", "오늘"])
  func noCalendarHasThese(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    ("2024-08-19", Weekday.monday), ("1970-01-01", .thursday), ("1969-12-28", .sunday),
  ])
  func weekdays(_ text: String, _ weekday: Weekday) {
    #expect(Day(text)?.weekday == weekday)
  }

  @Test(arguments: ["sat", "Saturday", "토", "토요일"])
  func weekdayNames(_ name: String) {
    #expect(Weekday(name: name) == .saturday)
  }

  @Test func theReadersDayDependsOnTheirZone() throws {
    let evening = Date(timeIntervalSince1970: 1_724_081_400)  // 2024-08-19T15:30:00Z
    let seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
    #expect(Day(evening, in: seoul).description == "2024-08-20")
    #expect(Day(evening, in: .gmt).description == "2024-08-19")
    #expect(Day(.distantFuture, in: seoul) > Day(evening, in: seoul))
    #expect(Day(Date(timeIntervalSince1970: 1e300), in: seoul).description == "9999-12-31")
  }
}
