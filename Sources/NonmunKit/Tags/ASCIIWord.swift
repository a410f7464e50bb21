/// A word of ASCII letters and digits, folded as ``TokenText`` folds it.
struct ASCIIWord {
  private var capitals = 0
  private var small = 0
  private var length = 0
  private var endsInSmallS = false

  /// Takes the next letter, and gives its small form.
  mutating func lowercased(_ byte: UInt8) -> UInt8 {
    length += 1
    endsInSmallS = byte == UInt8(ascii: "s")
    if byte &- 0x41 < 26 {
      capitals += 1
      return byte | 0x20
    }
    small += byte &- 0x61 < 26 ? 1 : 0
    return byte
  }

  /// The `s` of a plural is no part of an acronym.
  private var isPlural: Bool { length > 2 && endsInSmallS && small == 1 }
  private var isAcronym: Bool {
    length > 1 && length <= TokenText.longestAcronym && capitals > 0 && small == (isPlural ? 1 : 0)
  }
  var hasCapitals: Bool { isAcronym || capitals > 1 }

  /// - Parameter plain: Its lower-case bytes.
  func stem(_ plain: Range<Int>, _ bytes: inout [UInt8]) -> Range<Int> {
    isAcronym && isPlural ? plain.dropLast() : EnglishStem.stem(of: plain, in: &bytes)
  }

  /// Whether it is the `s` of `Adam's`, which is no word.
  static func isPossessive(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    let start = word.lowerBound
    guard word.count == 1, text[start] | 0x20 == 0x73, start > 1,
      text[start - 1] == UInt8(ascii: "'"), ByteKind.isWord(text[start - 2])
    else { return false }
    var before = start - 2
    while before > 0, ByteKind.isWord(text[before - 1]) { before -= 1 }
    return !isPossessive(text, before..<start - 1)
  }
}
