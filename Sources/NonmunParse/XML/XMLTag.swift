/// A tag as careless programs write it: attributes without quotes, twice, or with `<` inside.
struct XMLTag {
  enum Reading {
    case tag(XMLTag, length: Int)
    /// A `<` that begins no tag.
    case none
    /// The end is still to come.
    case unfinished
  }

  var name: [UInt8]
  /// Whether it is an end tag.
  var isEnd: Bool
  /// Whether the element ends with it.
  var isEmpty = false
  private var attributes: [(name: [UInt8], value: ArraySlice<UInt8>)] = []

  /// What is longer is no tag.
  static let longest = 1 << 18

  /// - Parameter bytes: Begin with `<`.
  static func read(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> Reading {
    let isEnd = bytes.dropFirst().first == UInt8(ascii: "/")
    let start = bytes.startIndex + (isEnd ? 2 : 1)
    guard start < bytes.endIndex else { return isLast ? .none : .unfinished }
    let name = bytes[start...].prefix(while: isName)
    guard let first = name.first, isNameStart(first) else { return .none }
    guard let end = end(of: bytes, from: name.endIndex) else {
      return isLast || bytes.count > longest ? .none : .unfinished
    }
    guard bytes[end] == UInt8(ascii: ">") else { return .none }
    var tag = XMLTag(name: Array(name), isEnd: isEnd)
    tag.read(bytes[name.endIndex..<end])
    return .tag(tag, length: end + 1 - bytes.startIndex)
  }

  /// The place of the first `>` or `<` outside of quotes.
  private static func end(of bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    var quote: UInt8?
    var place = start
    while place < bytes.endIndex, place - start <= longest {
      let byte = bytes[place]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
        return place
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), place > start,
        bytes[place - 1] == UInt8(ascii: "=") || bytes[place - 1] <= 0x20
      {
        quote = byte
      }
      place += 1
    }
    return nil
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    if rest.last == UInt8(ascii: "/") {
      isEmpty = true
      rest = rest.dropLast()
    }
    while attributes.count <= XMLReading.mostAttributes {
      rest = rest.drop { !Self.isNameStart($0) }
      let name = rest.prefix(while: Self.isName)
      guard !name.isEmpty else { return }
      rest = rest[name.endIndex...].drop { $0 <= 0x20 }
      var value = name
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst().drop { $0 <= 0x20 }
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          value = rest.dropFirst().prefix { $0 != quote }
          rest = rest[value.endIndex...].dropFirst()
        } else {
          value = rest.prefix { $0 > 0x20 }
          rest = rest[value.endIndex...]
        }
      }
      if !attributes.contains(where: { $0.name.elementsEqual(name) }) {
        attributes.append((Array(name), value))
      }
    }
  }

  /// Whether a feed's entry begins: no entry holds another.
  var isEntry: Bool {
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name[...]
    return [Array("item".utf8), Array("entry".utf8), Array("record".utf8)].contains {
      $0.elementsEqual(local)
    }
  }

  /// Well-formed.
  var written: [UInt8] {
    var text = Array("<".utf8) + name
    for (name, value) in attributes {
      text += " ".utf8 + name + "=\"".utf8
      var rest = value
      while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "&"):
          let (reference, length) = XMLReference.repaired(rest)
          text += reference
          rest = rest.dropFirst(length)
          continue
        case UInt8(ascii: "<"): text += "&lt;".utf8
        case UInt8(ascii: "\""): text += "&quot;".utf8
        case 0x00..<0x20: text.append(0x20)
        default: text.append(byte)
        }
        rest = rest.dropFirst()
      }
      text += "\"".utf8
    }
    return text + (isEmpty ? "/>" : ">").utf8
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }
}
