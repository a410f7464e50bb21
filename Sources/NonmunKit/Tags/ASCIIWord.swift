/// A word of ASCII letters and digits, folded as ``TokenText`` folds it.
struct ASCIIWord {
  private var capitals = 0
  private var small = 0
  private var length = 0
  private var endsInSmallS = false

  /// Takes the next letter, and gives its small form.
  @inline(__always)
  mutating func read(_ byte: UInt8) -> UInt8 {
    length &+= 1
    endsInSmallS = byte == UInt8(ascii: "s")
    if byte &- 0x41 < 26 {
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
  var isPluralAcronym: Bool { isAcronym && isPlural }
  var hasCapitals: Bool { isAcronym || capitals > 1 }
}

extension ASCIIWord {
  @inline(__always)
  static func isPart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Where the apostrophe before a lone `s` stands, as in `Adam's`.
  static func apostrophe(before place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text[place] | 0x20 == 0x73, place + 1 == text.count || !isPart(text[place + 1]) else {
      return nil
    }
    if place > 0, text[place - 1] == UInt8(ascii: "'") { return place - 1 }
    let isCurved =
      place > 2 && text[place - 3] == 0xE2 && text[place - 2] == 0x80 && text[place - 1] == 0x99
    return isCurved ? place - 3 : nil
  }

  /// Whether the `s` of `Adam's` stands here, which is no word.
  ///
  /// - Parameter end: Where a word ends of which the text does not tell.
  static func isPossessive(
    _ text: UnsafeBufferPointer<UInt8>, at place: Int, behind end: Int
  ) -> Bool {
    // In `s's's` only every other one is.
    var count = 0
    var place = place
    while let apostrophe = apostrophe(before: place, in: text) {
      guard apostrophe != end else { return count % 2 == 0 }
      guard apostrophe > 0, isPart(text[apostrophe - 1]) else { break }
      count += 1
      place = apostrophe - 1
      while place > 0, place > end, isPart(text[place - 1]) { place -= 1 }
    }
    return count % 2 == 1
  }
}
