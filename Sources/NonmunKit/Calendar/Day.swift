package import Foundation

/// A calendar day without a time zone: the day of a list, of a page, of an announcement.
package struct Day: Hashable, Comparable, Codable, Sendable {
  /// Days since 1970-01-01, which is 0.
  package let number: Int

  package init(number: Int) { self.number = number }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day {
  /// `nil` for a date that no calendar has, such as 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    // Days from civil; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: era * 146_097 + dayOfEra - 719_468)
    guard civil == (year, month, day) else { return nil }
  }

  /// Reads `2024-08-19`, and nothing else.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// The day that `date` falls on in `zone`.
  package init(_ date: Date, in zone: TimeZone) {
    let seconds = date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))
    // Clamped: a feed may claim any date, and Int traps on a value out of range.
    let days = min(max((seconds / 86_400).rounded(.down), -719_162), 2_932_896)
    self.init(number: Int(days))
  }

  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  package var weekday: Weekday {
    // 1970-01-01 was a Thursday, the fourth of Monday … Sunday.
    Weekday.allCases[((number + 3) % 7 + 7) % 7]
  }

  /// 00:00 UTC of this day.
  package var startInUTC: Date { Date(timeIntervalSince1970: Double(number) * 86_400) }

  package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
}

extension Day: CustomStringConvertible {
  /// `2024-08-19`.
  package var description: String {
    let (year, month, day) = civil
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// Monday to Sunday, in the order of ISO 8601.
package enum Weekday: Int, CaseIterable, Sendable {
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

  /// `mon` … `sun`, as `nonmun.yml` writes them.
  package var abbreviation: String {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][rawValue - 1]
  }

  /// `월요일` … `일요일`.
  package var korean: String {
    ["월", "화", "수", "목", "금", "토", "일"][rawValue - 1] + "요일"
  }

  /// Reads `sat`, `Saturday`, `토`, `토요일`.
  package init?(name: String) {
    let name = name.lowercased()
    guard
      let found = Self.allCases.first(where: {
        name == $0.abbreviation || name == "\($0)" || name == $0.korean
          || name == String($0.korean.prefix(1))
      })
    else { return nil }
    self = found
  }
}
