/// A span of submission times, to the minute and in GMT, both ends included.
///
/// Source: arXiv API User's Manual, section 3.1.1.1: `submittedDate` takes
/// `[YYYYMMDDTTTT TO YYYYMMDDTTTT]` in GMT.
struct SubmissionSpan: Hashable, Codable {
  /// Minutes since 1970.
  let first: Int
  let last: Int

  init(_ minutes: ClosedRange<Int>) { (first, last) = (minutes.lowerBound, minutes.upperBound) }

  /// From the first minute of the first day to the last one of the last.
  init(_ days: ClosedRange<Day>) {
    first = days.lowerBound.number * Self.minutesOfDay
    last = (days.upperBound.number + 1) * Self.minutesOfDay - 1
  }

  /// `nil` for a single minute, and for two.
  ///
  /// The older half ends with the minute that this one begins with: whether the seconds of that
  /// minute belong to a range that ends with it is nowhere told.
  var newerHalf: SubmissionSpan? {
    let middle = first + (last - first + 1) / 2
    return middle > first && middle < last ? SubmissionSpan(middle...last) : nil
  }

  private static let minutesOfDay = 1440
}

extension SubmissionSpan: CustomStringConvertible {
  /// `[202408170000 TO 202408232359]`.
  var description: String { "[\(Self.text(first)) TO \(Self.text(last))]" }

  private static func text(_ minute: Int) -> String {
    let day = Day(number: minute / minutesOfDay)
    let rest = minute % minutesOfDay
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)".replacing("-", with: "") + two(rest / 60) + two(rest % 60)
  }
}
