import Foundation

/// A piece of a heading that names a day, or narrows it down.
enum DayPiece: Equatable {
  case date(year: Int?, month: Int, day: Int, isDoubtful: Bool)
  case number(Int)
  case weekday(Weekday)
  /// Says nothing of the day: `3주차`.
  case week

  /// Reads the piece that `text` starts with; it ends where a word ends.
  ///
  /// - Parameter isFirst: One letter (`월`) is a weekday behind a date, in brackets, and alone.
  static func read(_ text: Substring, isFirst: Bool) -> (DayPiece, rest: Substring)? {
    let readers = [
      fullDate, monthAndDay, englishDate, number, { weekday($0, isFirst: isFirst) },
    ]
    for read in readers {
      guard let (piece, rest) = read(text) else { continue }
      // `8.19.월`: the full stop ends a date as well as a space does.
      let isStopped = text[..<rest.startIndex].last == "."
      if let next = rest.first, next.isLetter && !isStopped || next.isNumber { continue }
      return (piece, rest)
    }
    return nil
  }

  private typealias Reading = (DayPiece, rest: Substring)

  /// `2024-08-19`, `2024. 8. 19.`, `2024년 8월 19일`, `24.08.19`, `20240819`, `240819`.
  private static func fullDate(_ text: Substring) -> Reading? {
    let spaced =
      #/(?<year>(?:20|19|'|’)?\d\d) ?[-.\/년_] ?(?<month>\d{1,2}) ?[-.\/월_] ?(?<day>\d{1,2})(?: ?일(?!요일))?/#
    let packed = #/(?<year>(?:20)?\d\d)(?<month>0[1-9]|1[0-2])(?<day>[0-2]\d|3[01])/#
    let found =
      text.prefixMatch(of: spaced).map { ($0.year, $0.month, $0.day, $0.range) }
      ?? text.prefixMatch(of: packed).map { ($0.year, $0.month, $0.day, $0.range) }
    guard let found, let short = Int(found.0.filter(\.isNumber)), let month = Int(found.1),
      let day = Int(found.2)
    else { return nil }
    let year = short < 100 ? 2000 + short : short
    guard Day(year: year, month: month, day: day) != nil else { return nil }
    return (
      .date(year: year, month: month, day: day, isDoubtful: false), text[found.3.upperBound...]
    )
  }

  /// `8월 19일`, `8/19`, `08.19`.
  private static func monthAndDay(_ text: Substring) -> Reading? {
    if let found = text.prefixMatch(of: #/(\d{1,2}) ?월 ?(\d{1,2}) ?일(?!요일)/#) {
      return date(found.1, found.2, isDoubtful: false, text[found.range.upperBound...])
    }
    guard let found = text.prefixMatch(of: #/(\d{1,2}) ?[\/.-] ?(\d{1,2})\.?/#) else { return nil }
    // `1/2` is a half; few fractions have two digits below.
    let isPadded = found.1.first == "0" || found.2.count == 2 && found.0.contains("/")
    return date(found.1, found.2, isDoubtful: !isPadded, text[found.range.upperBound...])
  }

  /// `Aug 19`, `August 19th, 2024`, `19 Aug 2024`.
  private static func englishDate(_ text: Substring) -> Reading? {
    let monthFirst =
      #/(?<month>[A-Za-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>20\d\d))?/#
    let dayFirst =
      #/(?<day>\d{1,2})(?:st|nd|rd|th)? (?<month>[A-Za-z]{3,9})\.?(?:,? (?<year>20\d\d))?/#
    let found =
      text.prefixMatch(of: monthFirst).map { ($0.month, $0.day, $0.year, $0.range) }
      ?? text.prefixMatch(of: dayFirst).map { ($0.month, $0.day, $0.year, $0.range) }
    guard let found, let month = month(named: found.0), let day = Int(found.1),
      Day(year: 2024, month: month, day: day) != nil
    else { return nil }
    let year = found.2.flatMap { Int($0) }
    return (
      .date(year: year, month: month, day: day, isDoubtful: false), text[found.3.upperBound...]
    )
  }

  /// `11일차`, `11일째`, `Day 11`, `D+11`; and `3주차`, `Week 3`, which name no day, no more than the
  /// `17일` of `17일 (토)` does without its month.
  private static func number(_ text: Substring) -> Reading? {
    let number =
      #/(?:제 ?)?(?<n>\d{1,4})(?: ?[,~∼·&\/-] ?(?<last>\d{1,4}))? ?일 ?[차째]|(?i:day) ?[-#_]? ?(?<m>\d{1,4})|(?i:d) ?\+ ?(?<o>\d{1,4})/#
    if let found = text.prefixMatch(of: number),
      let number = (found.n ?? found.m ?? found.o).flatMap({ Int($0) }),
      found.last.flatMap({ Int($0) }).map({ (1...2).contains($0 - number) }) ?? true
    {
      return (.number(number), text[found.range.upperBound...])
    }
    let dayOfMonth =
      #/\d{1,2}일(?= ?[\(\[]?[월화수목금토일](?:요일|[\)\]]|$))|\d{1,2}(?= ?[\(\[][월화수목금토일](?:요일)?[\)\]])/#
    let week = #/\d{1,2} ?주 ?차|(?i:week) ?[-#]? ?\d{1,2}/#
    return (text.prefixMatch(of: dayOfMonth) ?? text.prefixMatch(of: week)).map {
      (.week, text[$0.range.upperBound...])
    }
  }

  /// `월요일`, `Monday`, `Mon.`, `월`; `토~일` and `토, 일` are a weekend, told by its first day.
  private static func weekday(_ text: Substring, isFirst: Bool) -> Reading? {
    let letters = #/(?<first>[월화수목금토]) ?[,\/~∼·&+-] ?(?<last>[화수목금토일])(?!요일)/#
    if let found = text.prefixMatch(of: letters),
      let first = Weekday(name: String(found.first)), let last = Weekday(name: String(found.last)),
      (1...2).contains(last.rawValue - first.rawValue)
    {
      return (.weekday(first), text[found.range.upperBound...])
    }
    let word = text.prefix { $0.isLetter }
    guard word.count > 1 || !isFirst || word.endIndex == text.endIndex || isBracketed(word),
      let weekday = Weekday(name: String(word)) ?? Weekday(longName: word)
    else { return nil }
    return (.weekday(weekday), text[word.endIndex...])
  }

  private static func isBracketed(_ word: Substring) -> Bool {
    let heading = word.base
    guard word.startIndex > heading.startIndex, word.endIndex < heading.endIndex else {
      return false
    }
    return "([<（【".contains(heading[heading.index(before: word.startIndex)])
      && ")]>）】".contains(heading[word.endIndex])
  }

  private static func date(
    _ month: Substring, _ day: Substring, isDoubtful: Bool, _ rest: Substring
  ) -> Reading? {
    // 2024 has a 29 February.
    guard let month = Int(month), let day = Int(day),
      Day(year: 2024, month: month, day: day) != nil
    else { return nil }
    return (.date(year: nil, month: month, day: day, isDoubtful: isDoubtful), rest)
  }

  private static func month(named name: Substring) -> Int? {
    let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    let name = name.lowercased()
    return months.firstIndex {
      $0 == name || $0.prefix(3) == name || name == "sept" && $0.hasPrefix("sept")
    }
    .map { $0 + 1 }
  }
}

extension Weekday {
  /// Reads the abbreviations that are longer than three letters: `Tues`, `Thurs`. A weekend starts
  /// on its Saturday.
  fileprivate init?(longName word: Substring) {
    switch word.lowercased() {
    case "tues": self = .tuesday
    case "weds": self = .wednesday
    case "thur", "thurs": self = .thursday
    case "주말", "weekend": self = .saturday
    case let word where word.count == 2 && word.hasSuffix("욜"):
      self.init(name: String(word.prefix(1)))
    default: return nil
    }
  }
}

extension DayPiece {
  /// What stands behind `8/17 ~`: `8/18`, `18일`, `18`.
  static func endOfSpan(
    _ text: Substring
  ) -> (day: (month: Int?, day: Int), rest: Substring)? {
    if case (.date(_, let month, let day, _), let rest)? = read(text, isFirst: false) {
      return ((month, day), rest)
    }
    guard let found = text.prefixMatch(of: #/(\d{1,2})(?: ?일|\)|$)/#), let day = Int(found.1),
      text[found.range.upperBound...].first?.isLetter != true
    else { return nil }
    return ((nil, day), text[found.range.upperBound...])
  }

  /// The full date that a text starts with, whatever follows.
  static func date(startOf text: String) -> (DayPiece, rest: Substring)? { fullDate(text[...]) }
}
