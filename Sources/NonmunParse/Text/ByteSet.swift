/// Some characters of ASCII: whether a byte is one of them is two operations.
struct ByteSet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ characters: StaticString) {
    characters.withUTF8Buffer { bytes in
      for byte in bytes {
        if byte < 64 { low |= 1 << byte } else if byte < 128 { high |= 1 << (byte - 64) }
      }
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> byte & 1 == 1 : byte < 128 && high >> (byte - 64) & 1 == 1
  }

  /// Whether none of them stands in a text.
  func isMissing(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var found = false
      for byte in bytes { found = found || contains(byte) }
      return !found
    }
  }
}
