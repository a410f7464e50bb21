import NonmunKit

extension DateReader {
  /// What stands first tells the form.
  mutating func date() -> FeedDate? {
    switch digits {
    case 0:
      let first = word()
      skip(",. ")
      // `Fri, 2006/09/15 08:19:53 EDT`, as Perforce writes it.
      let isYear = digits == 4 && afterDigits.map { "-/.".utf8.contains($0) } ?? false
      return isYear ? yearFirst() : mail(first)
    case 1, 2: return attempt { $0.numeric() } ?? mail("")
    case 4: return yearFirst()
    default: return compact()
    }
  }

  /// RFC 3339, section 5.6, and the forms of ISO 8601 with hyphens; month, day, time and zone may
  /// be missing, and a month may have a name.
  private mutating func yearFirst() -> FeedDate? {
    guard let year = number(4...4) else { return nil }
    guard !isAtEnd else { return FeedDate(Day(year: year, month: 1, day: 1)) }
    if next == UInt8(ascii: ".") { ownOffset = Self.seoul }  // `2024. 8. 19.` is Korean.
    guard skip("-/. ") else { return nil }
    if digits == 3, afterDigits != UInt8(ascii: "-") {
      return number(3...3).flatMap { date(on: Self.day(year, ordinal: $0)) }
    }
    if digits == 0, let day = attempt({ $0.weekDate(year) }) { return date(on: day) }
    // Google once wrote a month of three digits.
    guard let month = isAtDigit ? number(1...3) : DateWords.month(word()) else { return nil }
    guard skip("-/. "), isAtDigit else {
      return isAtEnd ? FeedDate(Day(year: year, month: month, day: 1), offset: ownOffset) : nil
    }
    guard let day = number(1...2), !isAtDigit else { return nil }
    return date(on: Day(year: year, month: month, day: day))
  }

  /// `2004-W53-6`: week 1 has the year's first Thursday.
  private mutating func weekDate(_ year: Int) -> Day? {
    guard word() == "w", let week = number(2...2), (1...53).contains(week),
      let inFirst = Day(year: year, month: 1, day: 4)
    else { return nil }
    let weekday = skip("-") ? number(1...1) ?? 0 : 1
    let monday = inFirst + -((inFirst.number + 3) % 7 + 7) % 7
    return (1...7).contains(weekday) ? monday + ((week - 1) * 7 + weekday - 1) : nil
  }

  private static func day(_ year: Int, ordinal: Int) -> Day? {
    let day = Day(year: year, month: 1, day: 1).map { $0 + (ordinal - 1) }
    return day?.civil.year == year ? day : nil
  }

  /// Three short numbers: which is the year, the signs between them tell.
  private mutating func numeric() -> FeedDate? {
    guard let first = number(1...2), let sign = next, skip("./-") else { return nil }
    skip(" ")
    guard let second = number(1...2), next == sign, skip("./-") else { return nil }
    skip(" ")
    let isLong = digits == 4
    guard let third = number(isLong ? 4...4 : 1...2), !isAtDigit else { return nil }
    let year = isLong ? third : 2000 + first
    switch (sign, isLong) {
    case (UInt8(ascii: "."), false): ownOffset = Self.seoul  // `24. 8. 19.`
    case (UInt8(ascii: "-"), false): break
    case (UInt8(ascii: "/"), true):
      // Americans put the month first; a date is read that only they or only the others write.
      guard first > 12 || second > 12 || first == second else { return nil }
      let (day, month) = first > 12 ? (first, second) : (second, first)
      return date(on: Day(year: year, month: month, day: day))
    case (_, true): return date(on: Day(year: year, month: second, day: first))
    default: return nil
    }
    return date(on: Day(year: year, month: second, day: third))
  }

  /// One run of digits: `20040105T101455Z`, `2004005`, `040105`, or seconds since 1970.
  private mutating func compact() -> FeedDate? {
    let count = digits
    switch count {
    case 9, 10, 13:
      let value = Double(number(9...13) ?? 0)
      let (days, seconds) = (count == 13 ? value / 1000 : value).dividedByDay
      return FeedDate(Day(number: days), seconds: seconds)
    case 6, 8, 12, 14:
      guard let year = number(count == 6 ? 2...2 : 4...4), let month = number(2...2),
        let day = number(2...2)
      else { return nil }
      return date(on: Day(year: count == 6 ? 2000 + year : year, month: month, day: day))
    case 7:
      guard let year = number(4...4), let ordinal = number(3...3) else { return nil }
      return date(on: Self.day(year, ordinal: ordinal))
    default: return nil
    }
  }

  /// RFC 822, section 5, with years of four digits (RFC 1123), and what C's `asctime` writes. The
  /// weekday is not believed.
  ///
  /// - Parameter first: The word it began with.
  private mutating func mail(_ first: String) -> FeedDate? {
    // In some languages a weekday looks like a month (`mar.`): a later word is believed more.
    var month = DateWords.month(first)
    takeMonth(&month)
    guard let day = number(1...2), !isAtDigit else { return nil }
    takeMonth(&month)
    guard let month else { return nil }
    var (clock, zone): (Double?, Int?)
    if afterDigits == UInt8(ascii: ":") {
      guard let time = time() else { return nil }
      clock = time
      zone = offset()
      skip(" ,")
    }
    guard let year = year(), let calendarDay = Day(year: year, month: month, day: day) else {
      return nil
    }
    guard let clock else { return date(on: calendarDay) }
    return FeedDate(calendarDay, seconds: clock, offset: zone ?? ownOffset)
  }

  /// Reads all words up to the next number.
  private mutating func takeMonth(_ month: inout Int?) {
    skip(" ,.-/")
    while isAtWord {
      month = DateWords.month(word()) ?? month
      skip(" ,.-/")
    }
  }

  /// Of two digits: the century turns at 70; of three: what years since 1900 have after 1999.
  private mutating func year() -> Int? {
    let count = digits
    guard (2...4).contains(count), let year = number(2...4) else { return nil }
    return switch count {
    case 2: year + (year < 70 ? 2000 : 1900)
    case 3: year + 1900
    default: year
    }
  }
}

extension Double {
  fileprivate var dividedByDay: (days: Int, seconds: Double) {
    let days = (self / 86_400).rounded(.down)
    return (Int(days), self - days * 86_400)
  }
}
