import NonmunKit

/// What a reader sees of HTML: no markup, entities undone, white space folded.
enum HTMLText {
  static func plain(_ html: String) -> String {
    var html = Mojibake.undone(html)
    guard html.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return html.whiteSpaceFolded
    }
    return html.withUTF8 { bytes in
      var seen: [UInt8] = []
      seen.reserveCapacity(bytes.count)
      var (place, isQuoting) = (0, true)
      // Behind the last one no tag ends: nobody looks for its end again and again.
      let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
      while place < bytes.count {
        let byte = bytes[place]
        if byte == UInt8(ascii: "<"), place < lastEnd,
          let tag = HTMLTag(bytes, at: place, &isQuoting)
        {
          if tag.breaks { seen.append(UInt8(ascii: " ")) }
          place = tag.end
        } else if byte == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, at: place) {
          seen += String(scalar).utf8
          place = end
        } else {
          seen.append(byte)
          place += 1
        }
      }
      return seen.withUnsafeBufferPointer(WhiteSpace.folded)
    }
  }

  /// Text that is called plain, and is HTML all the same where it looks like it: many feeds escape
  /// their titles twice, while `Use of <canvas>` means what it says.
  static func guessed(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    return isPlain || looksLikeHTML(text) ? plain(text) : Mojibake.undone(text).whiteSpaceFolded
  }

  /// Whether an element ends or breaks a line there, or a character has HTML's name; and no tag or
  /// name is any that HTML does not have.
  private static func looksLikeHTML(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var (place, isHTML, isQuoting) = (0, false, true)
      let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
      while place < bytes.count {
        if bytes[place] == UInt8(ascii: "<"), place < lastEnd,
          let tag = HTMLTag(bytes, at: place, &isQuoting)
        {
          guard tag.isKnown else { return false }
          isHTML = isHTML || tag.isEvident
          place = tag.end
        } else if bytes[place] == UInt8(ascii: "&"),
          let (_, end) = reference(bytes, at: place)
        {
          isHTML = true
          place = end
        } else {
          place += 1
        }
      }
      return isHTML
    }
  }

  /// The longest of HTML's names, `thetasym` and its like, with room.
  private static let longestName = 12

  /// The character that a reference at a place stands for; `nil` for an `&` that begins none.
  private static func reference(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    let rest = bytes[(place + 1)...].prefix(longestName)
    let word = rest.prefix { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    if word.endIndex == bytes.endIndex || !";=".utf8.contains(bytes[word.endIndex]),
      let scalar = HTMLEntity.scalar(unended: String(decoding: word, as: UTF8.self))
    {
      return (scalar, word.endIndex)
    }
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: rest[..<end], as: UTF8.self)
    guard name.hasPrefix("#") else {
      return HTMLEntity.scalar(named: name).map { ($0, end + 1) }
    }
    let digits = name.dropFirst()
    let value =
      digits.first.map { $0 == "x" || $0 == "X" } ?? false
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return value.flatMap(Unicode.Scalar.init).map { (Mojibake.meant(by: $0), end + 1) }
  }
}
