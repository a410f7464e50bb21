import NonmunKit

/// What a reader sees of HTML: no markup, entities undone, white space folded.
enum HTMLText {
  static func plain(_ html: String) -> String {
    guard html.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return html.whiteSpaceFolded
    }
    var text: [UInt8] = []
    var rest = Array(html.utf8)[...]
    // Behind the last one no tag ends: nobody looks for its end again and again.
    let lastEnd = rest.lastIndex(of: UInt8(ascii: ">")) ?? -1
    while let byte = rest.first {
      if byte == UInt8(ascii: "<"), rest.startIndex < lastEnd, let (length, breaks) = tag(rest) {
        if breaks { text.append(UInt8(ascii: " ")) }
        rest = rest.dropFirst(length)
      } else if byte == UInt8(ascii: "&"), let (scalar, length) = reference(rest) {
        text += String(scalar).utf8
        rest = rest.dropFirst(length)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: text, as: UTF8.self).whiteSpaceFolded
  }

  /// Elements inside a line: what stands on both sides of their tags is one word.
  private static let inline: Set<String> = [
    "a", "abbr", "b", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub",
    "sup", "tt", "u", "wbr",
  ]

  /// The length of a tag or comment at the start; `nil` for a `<` that begins none (`a < b`).
  private static func tag(_ bytes: ArraySlice<UInt8>) -> (length: Int, breaks: Bool)? {
    let start = bytes.startIndex
    if bytes.starts(with: "<!--".utf8) {
      var place = start + 4
      while place + 2 < bytes.endIndex {
        if bytes[place] == 0x2D, bytes[place + 1] == 0x2D, bytes[place + 2] == 0x3E {
          return (place + 3 - start, false)
        }
        place += 1
      }
      return (bytes.count, false)
    }
    let name = bytes.dropFirst().drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!") }
      .prefix { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    guard let first = name.first, (first | 0x20) &- 0x61 < 26,
      let end = bytes[name.endIndex...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let element = String(decoding: name, as: UTF8.self).lowercased()
    if element == "script" || element == "style", bytes[start + 1] != UInt8(ascii: "/") {
      return (hidden(element, in: bytes[end...]) - start, true)
    }
    return (end + 1 - start, !inline.contains(element))
  }

  /// Past the end tag of an element whose text nobody sees.
  private static func hidden(_ element: String, in bytes: ArraySlice<UInt8>) -> Int {
    let close = Array("</\(element)".utf8)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if bytes[place] == close[0],
        bytes[place...].prefix(close.count).elementsEqual(close, by: { $0 | 0x20 == $1 | 0x20 })
      {
        return (bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex - 1) + 1
      }
      place += 1
    }
    return bytes.endIndex
  }

  private static func reference(
    _ bytes: ArraySlice<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    let rest = bytes.dropFirst().prefix(12)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: rest[..<end], as: UTF8.self)
    let length = end + 1 - bytes.startIndex
    guard name.hasPrefix("#") else {
      return HTMLEntity.scalar(named: name).map { ($0, length) }
    }
    let digits = name.dropFirst()
    let value =
      digits.first.map { $0 == "x" || $0 == "X" } ?? false
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return value.flatMap(Unicode.Scalar.init).map { ($0, length) }
  }
}
