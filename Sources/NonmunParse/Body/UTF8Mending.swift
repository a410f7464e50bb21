/// Finds the bytes that are not UTF-8 in what is called so, and gives them a meaning.
///
/// A byte alone is a letter of windows-1252, which pages without any word of their encoding are
/// written in; a character that was cut off, as titles are that some program cut to a length, is
/// U+FFFD. All else stays as it is.
struct UTF8Mending {
  /// The beginning of a character whose rest comes with the next piece.
  private var rest: [UInt8] = []

  /// Whether a piece holds nothing else; its last character may be cut off.
  static func isValid(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < piece.count {
      guard piece[place] >= 0x80 else {
        place += 1
        continue
      }
      let (length, isWhole) = character(in: piece[place...])
      guard isWhole || place + length == piece.count && length > 0 else { return false }
      place += length
    }
    return true
  }

  mutating func mend(
    _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout [UInt8]
  ) {
    let bytes = rest + piece
    rest = []
    text.reserveCapacity(text.count + bytes.count)
    var place = 0
    while place < bytes.count {
      guard bytes[place] >= 0x80 else {
        text.append(bytes[place])
        place += 1
        continue
      }
      let (length, isWhole) = Self.character(in: bytes[place...])
      if isWhole {
        text += bytes[place..<place + length]
      } else if length > 0, place + length == bytes.count, !isLast {
        rest = Array(bytes[place...])
      } else {
        text += (length > 1 ? "\u{FFFD}" : Self.latin(bytes[place])).utf8
      }
      place += max(1, length)
    }
  }

  /// How many bytes belong to the character at the start, and whether it is all there; 0 for a byte
  /// that begins none. Source: The Unicode Standard, table 3-7.
  private static func character(
    in bytes: some RandomAccessCollection<UInt8>
  ) -> (length: Int, isWhole: Bool) {
    guard let first = bytes.first else { return (0, false) }
    let (width, second): (Int, ClosedRange<UInt8>)
    switch first {
    case 0xC2...0xDF: (width, second) = (2, 0x80...0xBF)
    case 0xE0: (width, second) = (3, 0xA0...0xBF)
    case 0xED: (width, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (width, second) = (3, 0x80...0xBF)
    case 0xF0: (width, second) = (4, 0x90...0xBF)
    case 0xF4: (width, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: (width, second) = (4, 0x80...0xBF)
    default: return (0, false)
    }
    var length = 1
    for byte in bytes.dropFirst().prefix(width - 1) {
      guard (length == 1 ? second : 0x80...0xBF).contains(byte) else { break }
      length += 1
    }
    return (length, length == width)
  }

  private static func latin(_ byte: UInt8) -> String {
    guard byte < 0xA0 else { return String(Unicode.Scalar(byte)) }
    return windows[Int(byte) - 0x80]
  }

  /// 0x80 to 0x9F of windows-1252; five of them mean nothing.
  private static let windows = """
    €\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ
    """.map(String.init)
}
