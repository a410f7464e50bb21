import NonmunKit

/// Reads numbers and words out of a date, front to back.
struct DateReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0
  /// Where no zone stands, in seconds east of UTC.
  var ownOffset: Int

  static let seoul = 9 * 3600

  init(_ text: UnsafeBufferPointer<UInt8>, ownOffset: Int = 0) {
    self.text = text
    self.ownOffset = ownOffset
  }

  var next: UInt8? { place < text.count ? text[place] : nil }
  var isAtEnd: Bool { place >= text.count }
  var isAtDigit: Bool { next.map(Self.isDigit) ?? false }
  var isAtWord: Bool { next.map(Self.isLetter) ?? false }

  /// How many digits stand here.
  var digits: Int { text[place...].prefix(while: Self.isDigit).count }

  /// What follows the digits that stand here.
  var afterDigits: UInt8? { text[place...].drop(while: Self.isDigit).first }

  /// As many digits as allowed; `nil` where there are fewer, and nothing is read then.
  mutating func number(_ allowed: ClosedRange<Int>) -> Int? {
    let end = min(place + allowed.upperBound, text.count)
    var (value, here) = (0, place)
    while here < end, Self.isDigit(text[here]) {
      value = value * 10 + Int(text[here] - 0x30)
      here += 1
    }
    guard here - place >= allowed.lowerBound else { return nil }
    place = here
    return value
  }

  /// - Returns: Whether there was any of the characters.
  @discardableResult
  mutating func skip(_ characters: StaticString) -> Bool {
    let start = place
    characters.withUTF8Buffer { characters in
      while let next, characters.contains(next) { place += 1 }
    }
    return place > start
  }

  /// In lower case; empty where no letter stands. What is not ASCII counts as letters.
  mutating func word() -> String {
    let word = text[place...].prefix(while: Self.isLetter)
    place += word.count
    return String(decoding: word, as: UTF8.self).lowercased()
  }

  /// Reads, or stays where it is where the reading comes to nothing.
  mutating func attempt<Value>(_ read: (inout DateReader) -> Value?) -> Value? {
    var ahead = self
    guard let value = read(&ahead) else { return nil }
    self = ahead
    return value
  }

  /// A weekday in brackets is not believed, whatever letters it is in.
  mutating func skipBracket() {
    guard next == UInt8(ascii: "(") else { return }
    place = (text[place...].firstIndex(of: UInt8(ascii: ")")) ?? text.endIndex - 1) + 1
    skip(" ,")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }
}
