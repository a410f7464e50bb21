import Foundation
import NonmunKit
import Testing

@Suite struct ArxivHolidaysTests {
  private static let lines: [Substring] = {
    let file = URL(filePath: #filePath).appending(
      path: "../../../Sources/NonmunKit/Feeds/arxiv-holidays.txt")
    let text = (try? String(contentsOf: file.standardized, encoding: .utf8)) ?? ""  // Fails below.
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
  }()

  /// Each line is a weekday and a name, later than the one before.
  @Test func everyLineIsADayAndItsName() throws {
    let days = try Self.lines.map { line in
      let day = try #require(Day(line.prefix(10)), "\(line)")
      #expect(day.weekday != .saturday && day.weekday != .sunday, "\(line)")
      #expect(line.dropFirst(10).first == " " && line.count > 12, "\(line)")
      return day
    }
    #expect(days == days.sorted() && Set(days).count == days.count)
    #expect(Set(days.map(\.civil.year)) == [2024, 2025, 2026, 2027])
  }

  /// The program holds what the file says.
  @Test func theDayAfterEachIsARestDay() throws {
    let schedule = try #require(AnnouncementSchedule(of: .arxiv("cs.LG")))
    for line in Self.lines {
      let day = try #require(Day(line.prefix(10)))
      let next = day.weekday == .friday ? day + 3 : day + 1
      guard case .holiday(_, let name) = schedule.rest(on: next) else {
        Issue.record("\(next) has a batch")
        continue
      }
      #expect(name == line.dropFirst(11))
    }
  }
}
