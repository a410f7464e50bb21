package import Foundation

/// A moment as the reader's clock shows it, to the minute.
package struct LocalTime: Equatable, Sendable {
  package let day: Day
  private let clock: String

  package init(_ date: Date, in zone: TimeZone) {
    day = Day(date, in: zone)
    let local = date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))
    let minutes = Int(max(0, min(1439, (local - Double(day.number) * 86_400) / 60)))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    clock = "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// As short as it is clear today: `14:00`, within a week `Wed 14:00`, else `Wed 25 Nov 14:00`.
  package func words(on today: Day) -> String {
    if day == today { return clock }
    return abs(day.number - today.number) < 7
      ? "\(day.weekday.english) \(clock)" : "\(day.words(on: today)) \(clock)"
  }
}

extension LocalTime: CustomStringConvertible {
  /// `2024-08-23 21:00`.
  package var description: String { "\(day) \(clock)" }
}

extension Day {
  /// `Wed 25 Nov`, and the year where it is not today's.
  package func words(on today: Day) -> String {
    let (year, month, day) = civil
    let words = "\(weekday.english) \(day) \(Self.months[month - 1])"
    return year == today.civil.year ? words : "\(words) \(year)"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Weekday {
  /// `Mon` … `Sun`.
  fileprivate var english: String { abbreviation.prefix(1).uppercased() + abbreviation.dropFirst() }
}
