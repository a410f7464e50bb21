extension StringProtocol {
  /// Runs of white space as one space, none at the ends.
  ///
  /// arXiv and Hugging Face break long titles and abstracts over lines. One pass over the bytes:
  /// all text of all feeds goes through here.
  package var whiteSpaceFolded: String {
    var text = String(self)
    return text.withUTF8(WhiteSpace.isFolded) ? text : text.withUTF8(WhiteSpace.folded)
  }
}

package enum WhiteSpace {
  /// The text of some bytes, with runs of white space as one space and none at the ends.
  package static func folded(_ source: UnsafeBufferPointer<UInt8>) -> String {
    // Nearly always white space at the ends is all that there is to do.
    var (start, end) = (0, source.count)
    while start < end, source[start] == 0x20 || source[start] &- 0x09 < 5 { start += 1 }
    while start < end, source[end - 1] == 0x20 || source[end - 1] &- 0x09 < 5 { end -= 1 }
    let inner = UnsafeBufferPointer(rebasing: source[start..<end])
    return isFolded(inner) ? String(decoding: inner, as: UTF8.self) : foldedByBytes(inner)
  }

  private static func foldedByBytes(_ source: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: source.count) { folded in
      var count = 0
      var place = 0
      while place < source.count {
        // Nearly every byte is a letter of ASCII, and is told at once.
        while place < source.count, source[place] > 0x20, source[place] < 0xC2 {
          folded[count] = source[place]
          count += 1
          place += 1
        }
        guard place < source.count else { break }
        var width = widthOfSpace(in: source, at: place)
        if width == 0 {
          folded[count] = source[place]
          count += 1
          place += 1
          continue
        }
        while width > 0 {
          place += width
          width = place < source.count ? widthOfSpace(in: source, at: place) : 0
        }
        if count > 0, place < source.count {
          folded[count] = UInt8(ascii: " ")
          count += 1
        }
      }
      return count
    }
  }

  /// Whether folding would change nothing, as with nearly every name and one-line title; `false`
  /// also where a character of several bytes, or a control character, would have to be looked at.
  fileprivate static func isFolded(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    // Eight bytes at once, and no way out early.
    if let start = UnsafeRawPointer(source.baseAddress), source.count >= Word.width {
      var found: UInt64 = 0
      // Where spaces stand in the word before: at its end, one more would follow one.
      var spacesBefore = Word.highBits
      while place + Word.width <= source.count {
        let bytes = start.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        let spaces = Word.bytes(in: bytes, equalTo: 0x20)
        found |= spaces & (spaces << 8 | spacesBefore >> 56)
        found |= Word.bytes(in: bytes, below: 0x20)
        if bytes & Word.highBits != 0 {
          found |= Word.bytes(in: bytes, equalTo: 0xC2) | Word.bytes(in: bytes, equalTo: 0xE1)
          found |= Word.bytes(in: bytes, equalTo: 0xE2) | Word.bytes(in: bytes, equalTo: 0xE3)
        }
        spacesBefore = spaces
        place += Word.width
      }
      if found != 0 { return false }
    }
    var before = place == 0 ? UInt8(ascii: " ") : source[place - 1]
    for byte in source[place...] {
      switch byte {
      case 0x00..<0x20, 0xC2, 0xE1...0xE3: return false
      case 0x20 where before == 0x20: return false
      default: before = byte
      }
    }
    return source.isEmpty || before != UInt8(ascii: " ")
  }

  /// How many bytes the white space at a place takes; 0 when none stands there.
  ///
  /// Source: Unicode Character Database, property White_Space.
  private static func widthOfSpace(
    in source: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Int {
    switch source[place] {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2 where place + 1 < source.count:
      return source[place + 1] == 0x85 || source[place + 1] == 0xA0 ? 2 : 0
    case 0xE1 where place + 2 < source.count:
      return source[place + 1] == 0x9A && source[place + 2] == 0x80 ? 3 : 0
    case 0xE2 where place + 2 < source.count:
      let last = source[place + 2]
      if source[place + 1] == 0x80 {
        return (0x80...0x8A).contains(last) || [0xA8, 0xA9, 0xAF].contains(last) ? 3 : 0
      }
      return source[place + 1] == 0x81 && last == 0x9F ? 3 : 0
    case 0xE3 where place + 2 < source.count:
      return source[place + 1] == 0x80 && source[place + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }
}

/// Looks at the eight bytes of a word together; the answers have the high bit of each byte set that
/// is meant, and no other. Source: Henry S. Warren, Hacker's Delight, section 6-1.
private enum Word {
  static let width = 8
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  static func bytes(in word: UInt64, equalTo byte: UInt64) -> UInt64 {
    let zeros = word ^ (ones &* byte)
    return ~(((zeros & ~highBits) &+ ~highBits) | zeros | ~highBits)
  }

  /// - Parameter bound: At most 0x80.
  @inline(__always)
  static func bytes(in word: UInt64, below bound: UInt64) -> UInt64 {
    ~(((word & ~highBits) &+ ones &* (0x80 - bound)) | word) & highBits
  }
}
