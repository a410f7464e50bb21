/// A word of ASCII letters and digits, folded as ``TokenText`` folds it.
struct ASCIIWord {
  private var capitals = 0
  private var small = 0
  private var length = 0
  private var endsInSmallS = false
  private var endsInCapital = false
  /// Whether the last letter but one is a capital.
  private var isBehindCapital = false

  /// Takes the next letter, and gives its small form.
  @inline(__always)
  mutating func read(_ byte: UInt8) -> UInt8 {
    length &+= 1
    isBehindCapital = endsInCapital
    endsInCapital = byte &- 0x41 < 26
    endsInSmallS = byte == UInt8(ascii: "s")
    if endsInCapital {
      capitals &+= 1
      return byte | 0x20
    }
    small &+= byte &- 0x61 < 26 ? 1 : 0
    return byte
  }

  /// The `s` of a plural is no part of an acronym.
  private var isPlural: Bool { length > 2 && endsInSmallS && small == 1 }
  private var isAcronym: Bool {
    length > 1 && length <= TokenText.longestAcronym && capitals > 0 && small == (isPlural ? 1 : 0)
  }
  /// `DPOs`, `ReLUs`.
  var isPluralAcronym: Bool {
    (isAcronym && isPlural) || (capitals > 1 && endsInSmallS && isBehindCapital)
  }
  var hasCapitals: Bool { isAcronym || capitals > 1 }
}

extension ASCIIWord {
  @inline(__always)
  static func isPart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  static func uppercased(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte & ~0x20 : byte }

  /// Which of the first eight letters are capitals, a bit each.
  static func capitals(_ letters: some Sequence<UInt8>) -> UInt8 {
    letters.prefix(8).enumerated().reduce(0) {
      $1.element &- 0x41 < 26 ? $0 | 1 << UInt8($1.offset) : $0
    }
  }

  /// Whether what stands here is no word, but ends the one before: the `s` of `Adam's`, the `d` of
  /// `we'd`.
  ///
  /// - Parameter place: Where letters begin.
  static func isTail(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place > 1, text[place - 1] == UInt8(ascii: "'") || text[place - 1] == 0x99,
      isTail(text[place...].prefix(3).prefix(while: isPart))
    else { return false }
    if text[place - 1] == UInt8(ascii: "'") { return isLetter(text, before: place - 1) }
    let isCurved = place > 3 && text[place - 3] == 0xE2 && text[place - 2] == 0x80
    return isCurved && isLetter(text, before: place - 3)
  }

  /// Source: Quirk and others, A Comprehensive Grammar of the English Language, 3.23 and 3.32.
  private static func isTail(_ letters: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let letters = letters.map { $0 | 0x20 }
    return switch letters.count {
    case 1: "sdtm".utf8.contains(letters[0])
    case 2: ["ll", "re", "ve"].contains { $0.utf8.elementsEqual(letters) }
    default: false
    }
  }

  private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, before place: Int) -> Bool {
    guard text[place - 1] >= 0x80 else { return isPart(text[place - 1]) }
    var start = place - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return TextPiece(of: text, at: start, inside: .none).script != .none
  }
}
