import Foundation

/// A piece of JSON, and the slips of those who wrote it by hand.
enum JSONText {
  /// A value of any kind; `nil` for what cannot be read even when mended.
  static func value(_ bytes: [UInt8]) -> Any? {
    func read(_ bytes: [UInt8]) -> Any? {
      // Why it cannot be read helps nobody: how many cannot is told.
      try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }
    return read(bytes) ?? read(mended(bytes))
  }

  /// Behind the quote that ends a text; `nil` where it does not end.
  ///
  /// - Parameter start: Of its first quote.
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") { return place + 1 }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// Half a pair of UTF-16 is �, a control character in a text is escaped, a backslash that escapes
  /// nothing stands for itself, and what is no number (`NaN`, `-Infinity`) is null.
  static func mended(_ bytes: [UInt8]) -> [UInt8] {
    var mended: [UInt8] = []
    mended.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") {
        let end = end(in: bytes, from: place) ?? bytes.count
        mend(bytes[place..<end], into: &mended)
        place = end
      } else if "NI-".utf8.contains(bytes[place]),
        let word = noNumbers.first(where: { bytes[place...].starts(with: $0.utf8) })
      {
        mended += "null".utf8
        place += word.utf8.count
      } else {
        mended.append(bytes[place])
        place += 1
      }
    }
    return mended
  }

  private static let noNumbers = ["NaN", "Infinity", "-Infinity"]

  private static func mend(_ text: ArraySlice<UInt8>, into mended: inout [UInt8]) {
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      if byte < 0x20 {
        mended += (byte < 0x10 ? "\\u000" : "\\u00").utf8
        mended += String(byte, radix: 16).utf8
        place += 1
      } else if byte != UInt8(ascii: "\\") {
        mended.append(byte)
        place += 1
      } else if let half = unit(text[place...]) {
        let other = unit(text[(place + 6)...])
        let isPair = 0xD800...0xDBFF ~= half && other.map { 0xDC00...0xDFFF ~= $0 } == true
        let length = isPair ? 12 : 6
        let isHalf = !isPair && 0xD800...0xDFFF ~= half
        mended += isHalf ? Array("\\uFFFD".utf8) : Array(text[place..<place + length])
        place += length
      } else {
        let isEscape = text.dropFirst(place + 1 - text.startIndex).first
          .map("\"\\/bfnrt".utf8.contains)
        mended += isEscape == true ? Array(text[place..<place + 2]) : [byte, byte]
        place += isEscape == true ? 2 : 1
      }
    }
  }

  /// The unit of UTF-16 that `\uD83D` stands for.
  private static func unit(_ text: ArraySlice<UInt8>) -> UInt16? {
    let escape = text.prefix(6)
    guard escape.count == 6, escape.starts(with: "\\u".utf8) else { return nil }
    return UInt16(String(decoding: escape.dropFirst(2), as: UTF8.self), radix: 16)
  }
}
