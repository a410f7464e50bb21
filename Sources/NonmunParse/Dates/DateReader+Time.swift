import NonmunKit

extension DateReader {
  /// What stands behind a day: a time, a zone, both or neither.
  ///
  /// - Returns: `nil` where something stands there that no clock shows.
  mutating func date(on day: Day?) -> FeedDate? {
    guard let day else { return nil }
    skip("Tt,. ")
    skipBracket()
    while attempt({ $0.skipFiller() }) != nil {}
    guard let seconds = isAtDigit || isAtHalf ? time() : 0 else { return nil }
    return FeedDate(day, seconds: seconds, offset: offset() ?? ownOffset)
  }

  /// A weekday, or `at`, which is a zone only behind a time.
  private mutating func skipFiller() -> Void? {
    guard isAtWord, !isAtHalf else { return nil }
    let isZone = isAtZone
    let word = word()
    skip(",. ")
    return isZone && !(word == "at" && isAtDigit) ? nil : ()
  }

  /// `10:14`, `9:5:07.5`, `101455`, `10`, `3:05 PM`, `PM 3`; in seconds since midnight.
  mutating func time() -> Double? {
    let before = half()
    let isCompact = digits == 4 || digits == 6
    guard var hour = number(1...2) else { return nil }
    var (minute, second) = (0, 0.0)
    if isCompact {
      minute = number(2...2) ?? 0
      second = Double(number(2...2) ?? 0)
    } else if skipColon(), isAtDigit {
      minute = number(1...2) ?? 0
      if skipColon(), isAtDigit { second = Double(number(1...2) ?? 0) + fraction() }
    }
    // More than a time has: `1:2:3:4`, `10:145`.
    guard !isAtDigit, next != UInt8(ascii: ":") else { return nil }
    if let half = before ?? half() {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half
    }
    // ISO 8601 ends a day with 24:00, and a leap second is the 61st.
    guard hour < 24 || hour == 24 && minute == 0 && second == 0, minute < 60, second < 61 else {
      return nil
    }
    return Double(hour * 3600 + minute * 60) + second
  }

  private mutating func skipColon() -> Bool {
    attempt { ahead in
      ahead.skip(" ")
      guard ahead.skip(":"), !ahead.isAtWord else { return nil }
      ahead.skip(" ")
      return true
    } ?? false
  }

  private mutating func fraction() -> Double {
    guard attempt({ $0.skip(".,") && $0.isAtDigit ? true : nil }) != nil else { return 0 }
    var (value, unit) = (0.0, 0.1)
    while let digit = number(1...1) {
      value += Double(digit) * unit
      unit /= 10
    }
    return value
  }

  /// The hour that a half of the day begins with, where one is named here.
  private mutating func half() -> Int? {
    attempt { ahead in
      ahead.skip(" ")
      let word = ahead.word()
      // `a.m.`
      let isShort = (word == "a" || word == "p") && ahead.skip(". ") && ahead.word() == "m"
      guard word == "am" || word == "pm" || isShort else { return nil }
      ahead.skip(". ")
      return word.first == "a" ? 0 : 12
    }
  }

  private var isAtHalf: Bool {
    var ahead = self
    return ahead.half() != nil
  }

  private var isAtZone: Bool {
    var ahead = self
    return ahead.offset() != nil
  }

  /// Seconds east of UTC; `nil` for a zone that is missing or has no known name.
  mutating func offset() -> Int? {
    skip(" (")
    guard let next else { return nil }
    if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { return numericOffset() }
    let name = word()
    guard let known = DateWords.zones[name] else {
      // `Etc/GMT`
      return name == "etc" && skip("/") ? offset() : nil
    }
    // `GMT+0900`
    return known == 0 ? attempt { $0.numericOffset() } ?? 0 : known
  }

  /// `+0900`, `+09:00`, `+09`, `+9`.
  private mutating func numericOffset() -> Int? {
    let isWest = next == UInt8(ascii: "-")
    guard isWest || next == UInt8(ascii: "+"), skip("+-") else { return nil }
    let isShort = digits == 1 || digits == 3
    guard let hours = number(isShort ? 1...1 : 2...2) else { return nil }
    skip(":")
    let minutes = number(2...2) ?? 0
    guard hours < 24, minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
