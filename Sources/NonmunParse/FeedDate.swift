package import Foundation
package import NonmunKit

/// A date as feeds write it: RFC 3339 or RFC 822, with the slips that real feeds make, or Korean.
package struct FeedDate: Equatable, Sendable {
  package let date: Date
  /// The calendar day that stands there, in the offset that stands there.
  package let day: Day

  /// `nil` for text that is no date, or one that no calendar has.
  package init?(_ text: String) {
    var reader = Reader(text)
    guard let read = reader.internet() ?? reader.mail() else { return nil }
    self = read
  }

  fileprivate init?(
    year: Int, month: Int, day: Int, seconds: Double, offset: Int
  ) {
    // The year 1 or 9999 is what programs write that have no date.
    guard (1900...2200).contains(year), let day = Day(year: year, month: month, day: day) else {
      return nil
    }
    self.day = day
    date = Date(
      timeIntervalSince1970: Double(day.number) * 86_400 + seconds - Double(offset))
  }
}

/// Reads numbers and words out of a date.
private struct Reader {
  private let text: [UInt8]
  private var place = 0
  /// Where no zone stands: Seoul's, for a date in Hangul.
  private let ownOffset: Int

  init(_ text: String) {
    let start = text.utf8.drop { $0 <= 0x20 }.prefix(100)
    guard start.contains(where: { $0 >= 0x80 }) else {
      self.text = Array(start)
      ownOffset = 0
      return
    }
    let plain = Self.korean.reduce(String(decoding: start, as: UTF8.self)) { text, word in
      text.replacing(word.0, with: word.1)
    }
    self.text = Array(plain.utf8)
    ownOffset = 9 * 3600
  }

  /// `2024년 8월 19일 (월) 오후 3시 5분`, in the words of the forms below.
  private static let korean = [
    ("년", "-"), ("월요일", " "), ("월", "-"), ("일요일", " "), ("일", " "), ("오전", " am "),
    ("오후", " pm "), ("시", ":"), ("분", ""), ("초", ""),
  ]

  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    let start = place
    var value = 0
    while place < text.count, place - start < digits.upperBound, text[place] &- 0x30 < 10 {
      value = value * 10 + Int(text[place] - 0x30)
      place += 1
    }
    return digits.contains(place - start) ? value : nil
  }

  private mutating func skip(_ characters: String) -> Bool {
    let start = place
    while place < text.count, characters.utf8.contains(text[place]) { place += 1 }
    return place > start
  }

  private mutating func word() -> String {
    let start = place
    while place < text.count, (text[place] | 0x20) &- 0x61 < 26 { place += 1 }
    return String(decoding: text[start..<place], as: UTF8.self).lowercased()
  }

  /// RFC 3339, section 5.6; the time and the zone may be missing, which then means UTC.
  mutating func internet() -> FeedDate? {
    place = 0
    guard let year = number(4...4), skip("-/. "), let month = number(1...2), skip("-/. "),
      let day = number(1...2)
    else { return nil }
    // A weekday in brackets is not believed, whatever letters it is in.
    guard skip("Tt. "), place < text.count, skipBracket() else {
      return FeedDate(year: year, month: month, day: day, seconds: 0, offset: ownOffset)
    }
    guard let seconds = time() else { return nil }
    return FeedDate(
      year: year, month: month, day: day, seconds: seconds, offset: offset() ?? ownOffset)
  }

  /// - Returns: Whether anything is left.
  private mutating func skipBracket() -> Bool {
    if text[place] == UInt8(ascii: "(") {
      while place < text.count, text[place] != UInt8(ascii: ")") { place += 1 }
      _ = skip(") ")
    }
    return place < text.count
  }

  /// RFC 822, section 5, with years of four digits (RFC 1123); the weekday is not believed.
  mutating func mail() -> FeedDate? {
    place = 0
    var month = Self.month(named: word())
    _ = skip(",. ")
    var day = number(1...2)
    _ = skip(" -,")
    if month == nil { month = Self.month(named: word()) }
    _ = skip(" -,.")
    if day == nil {
      day = number(1...2)
      _ = skip(" ,")
    }
    guard let month, let day, var year = number(2...4) else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    _ = skip(" ,")
    let seconds = time() ?? 0
    return FeedDate(
      year: year, month: month, day: day, seconds: seconds, offset: offset() ?? 0)
  }

  private mutating func time() -> Double? {
    let before = half()
    guard var hour = number(1...2), hour < 24, skip(": "), let minute = number(1...2), minute < 60
    else { return nil }
    var seconds = Double(minute * 60)
    if skip(":") {
      guard let second = number(2...2), second < 61 else { return nil }
      seconds += Double(second) + (skip(".,") ? fraction() : 0)
    }
    if let half = before ?? half() {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half
    }
    return seconds + Double(hour * 3600)
  }

  private mutating func fraction() -> Double {
    var (value, unit) = (0.0, 0.1)
    while place < text.count, text[place] &- 0x30 < 10 {
      value += Double(text[place] - 0x30) * unit
      unit /= 10
      place += 1
    }
    return value
  }

  /// The hour that a half of the day begins with, where one is named here.
  private mutating func half() -> Int? {
    let start = place
    _ = skip(" ")
    let word = word()
    if word == "am" || word == "pm" {
      _ = skip(" ")
      return word == "am" ? 0 : 12
    }
    place = start
    return nil
  }

  /// Seconds east of UTC; `nil` for a zone that is missing or has no known name.
  private mutating func offset() -> Int? {
    _ = skip(" ")
    guard place < text.count else { return nil }
    if text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-") {
      let sign = text[place] == UInt8(ascii: "-") ? -1 : 1
      place += 1
      guard let hours = number(2...2) else { return nil }
      _ = skip(":")
      let minutes = number(2...2) ?? 0
      return hours < 24 && minutes < 60 ? sign * (hours * 3600 + minutes * 60) : nil
    }
    return Self.zones[word()].map { $0 * 3600 }
  }

  private static func month(named word: String) -> Int? {
    months.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// RFC 822, section 5.1, and the zone of our readers.
  private static let zones = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "cest": 2, "jst": 9, "kst": 9,
  ]
}
