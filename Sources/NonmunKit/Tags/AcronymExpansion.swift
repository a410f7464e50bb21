/// The words that a paper spells an acronym out with: `Data Protection Officer (DPO)`, or
/// `DPO (Data Protection Officer)`.
struct AcronymExpansion {
  /// In bytes of the field's UTF-8.
  let range: Range<Int>

  /// - Parameter letters: The acronym in small letters.
  /// - Parameter place: Where it stands.
  init?(of letters: [UInt8], at place: Range<Int>, in text: UnsafeBufferPointer<UInt8>) {
    func isSpace(_ place: Int) -> Bool { text[place] == 0x20 || text[place] == 0x0A }
    var before = place.lowerBound - 1
    while before > 0, isSpace(before) { before -= 1 }
    if before > 0, text[before] == UInt8(ascii: "(") {
      let words = Self.words(in: text, from: max(0, before - Self.longest), to: before)
      guard let count = Self.spelling(letters.reversed(), by: words.reversed()) else { return nil }
      range = words[words.count - count].lowerBound..<before
      return
    }
    var after = place.upperBound
    while after < text.count, isSpace(after) { after += 1 }
    guard after < text.count, text[after] == UInt8(ascii: "(") else { return nil }
    let end = min(text.count, after + Self.longest)
    let close = text[after..<end].firstIndex(of: UInt8(ascii: ")")) ?? end
    let words = Self.words(in: text, from: after + 1, to: close)
    guard let count = Self.spelling(letters, by: words) else { return nil }
    range = after..<words[count - 1].upperBound
  }

  /// Whether a phrase, such as the rule's own `direct preference optimization`, spells it.
  static func isSpelt(_ letters: [UInt8], by phrase: String) -> Bool {
    var phrase = phrase
    return phrase.withUTF8 { text in
      let words = words(in: text, from: 0, to: text.count)
      return words.count > 1 && spelling(letters, by: words) == words.count
    }
  }

  private struct Word {
    var initial: UInt8
    var isSmall: Bool
    var lowerBound: Int
    var upperBound: Int
  }

  /// How many bytes a spelling may take.
  private static let longest = 160

  /// - Returns: How many words, small ones such as `of` passed over, have the letters as initials.
  private static func spelling(
    _ letters: some Sequence<UInt8>, by words: some Sequence<Word>
  ) -> Int? {
    var left = Array(letters)[...]
    var count = 0
    for word in words {
      guard let letter = left.first else { break }
      count += 1
      if word.initial == letter {
        left = left.dropFirst()
      } else if !word.isSmall || left.count == Array(letters).count {
        return nil
      }
    }
    return left.isEmpty ? count : nil
  }

  private static func words(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> [Word] {
    var words: [Word] = []
    var place = start
    while place < end {
      guard isLetter(text[place]) else {
        place += 1
        continue
      }
      let first = place
      while place < end, isLetter(text[place]) { place += 1 }
      let word = String(decoding: text[first..<place], as: UTF8.self).lowercased()
      words.append(
        Word(
          initial: text[first] | 0x20, isSmall: small.contains(word), lowerBound: first,
          upperBound: place))
    }
    return words
  }

  private static let small: Set<String> = [
    "a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
  }
}
