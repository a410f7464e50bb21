package import Foundation

/// A date in a field of HTTP.
///
/// Source: RFC 9110, section 5.6.7: one form to write, two older ones to read as well. In all of
/// them the day is the first number and the year the last.
package struct HTTPDate: Equatable, Sendable {
  package let date: Date

  package init?(_ text: String) {
    let parts = text.split { " ,-\t".contains($0) }.map(String.init)
    let numbers = parts.compactMap { Int($0) }
    guard let name = parts.dropFirst().first(where: { Int($0) == nil }),
      let month = Self.months.firstIndex(of: name.lowercased()), numbers.count == 2,
      let day = Day(year: Self.fullYear(numbers[1]), month: month + 1, day: numbers[0]),
      let clock = parts.first(where: { $0.contains(":") })
    else { return nil }
    let times = clock.split(separator: ":").compactMap { Int($0) }
    guard times.count == 3, (0..<24).contains(times[0]), (0..<60).contains(times[1]),
      (0...60).contains(times[2])
    else { return nil }
    date = day.startInUTC + Double(times[0] * 3600 + times[1] * 60 + times[2])
  }

  /// Two digits are the older form's; nothing here speaks of the years before 1970.
  private static func fullYear(_ number: Int) -> Int {
    number < 70 ? 2000 + number : number < 100 ? 1900 + number : number
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
