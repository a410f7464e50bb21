/// Makes markup readable that a strict parser refuses, a piece at a time: what comes out is well-formed
/// as far as a reader could tell what was meant.
///
/// A `<` or `&` that begins nothing is text, elements that nobody closed end with what stands around
/// them or with the next entry, end tags of nothing are left out, and so are control characters,
/// comments and document types. An entry that the document does not end, is not ended here.
struct XMLRepair {
  /// What begins a token whose end comes with a later piece.
  private var rest: [UInt8] = []
  /// How much of it was searched for its end.
  private var searched = 0
  /// The names of the elements that are open.
  private var open: [[UInt8]] = []
  private var hasRoot = false
  private var hasDoctype = false
  private var repaired: [UInt8] = []

  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var repair = XMLRepair()
    return bytes.withUnsafeBufferPointer { repair.repaired($0, isLast: true) }
  }

  mutating func repaired(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool = false) -> [UInt8] {
    rest += piece
    repaired.removeAll(keepingCapacity: true)
    var place = 0
    while place < rest.count, let length = token(at: place, isLast) {
      place += length
      searched = 0
    }
    rest.removeFirst(place)
    return repaired
  }

  /// Repairs what stands at a place.
  ///
  /// - Returns: How many bytes it was; `nil` when its end is still to come.
  private mutating func token(at place: Int, _ isLast: Bool) -> Int? {
    guard rest[place] == UInt8(ascii: "<") else { return text(at: place, isLast) }
    let start = rest[place...].prefix(Self.longestOpening)
    guard start.count == Self.longestOpening || isLast else { return nil }
    for (opening, closing) in Self.leftOut where start.starts(with: opening) {
      return past(closing, from: place, opening.count, isLast)
    }
    if start.elementsEqual(Self.cdata, by: { $0 == $1 || $0 | 0x20 == $1 | 0x20 && $0 > 0x40 }) {
      return section(at: place, isLast)
    }
    if !hasRoot, !hasDoctype, start.starts(with: "<!".utf8) { return doctype(at: place, isLast) }
    switch XMLTag.read(rest[place...], isLast: isLast) {
    case .unfinished: return nil
    case .none:
      if isLast, let length = cutEnd(at: place) { return length }
      if !open.isEmpty { repaired += "&lt;".utf8 }
      return 1
    case .tag(let tag, let length):
      if tag.isEnd { end(tag.name) } else { self.start(tag) }
      return length
    }
  }

  private static let leftOut = [("<!--", "-->"), ("<?", "?>")].map {
    (Array($0.0.utf8), Array($0.1.utf8))
  }
  private static let cdata = Array("<![CDATA[".utf8)
  private static let longestOpening = 9
}

/// Elements.
extension XMLRepair {
  private mutating func start(_ tag: XMLTag) {
    // Behind the root nothing is of the document.
    guard !hasRoot || !open.isEmpty else { return }
    hasRoot = true
    if tag.isEntry, let unclosed = open.lastIndex(where: { $0.matches(tag.name) }) {
      close(downTo: unclosed)
    }
    repaired += tag.written
    if !tag.isEmpty { open.append(tag.name) }
  }

  private mutating func end(_ name: [UInt8]) {
    guard let index = open.lastIndex(where: { $0.matches(name) }) else { return }
    close(downTo: index)
  }

  /// An end tag in the middle of which the document ends: all of its element is there.
  private mutating func cutEnd(at place: Int) -> Int? {
    let tag = rest[place...]
    guard let last = open.last, tag.starts(with: "</".utf8), last.starts(with: tag.dropFirst(2))
    else { return nil }
    close(downTo: open.count - 1)
    return tag.count
  }

  private mutating func close(downTo index: Int) {
    while open.count > index, let name = open.popLast() { repaired += "</".utf8 + name + ">".utf8 }
  }
}

/// What is no element.
extension XMLRepair {
  /// The length of what ends with a mark, and is left out.
  private mutating func past(
    _ mark: [UInt8], from place: Int, _ opening: Int, _ isLast: Bool
  ) -> Int? {
    var end = max(place + opening, searched - mark.count)
    while end + mark.count <= rest.count {
      if rest[end] == mark[0], rest[end...].starts(with: mark) { return end + mark.count - place }
      end += 1
    }
    searched = rest.count
    return isLast ? rest.count - place : nil
  }

  /// CDATA, as the text that it is.
  private mutating func section(at place: Int, _ isLast: Bool) -> Int? {
    let mark = Array("]]>".utf8)
    guard let length = past(mark, from: place, Self.cdata.count, isLast) else { return nil }
    let isWhole = rest[place..<place + length].suffix(mark.count).elementsEqual(mark)
    // One that is cut off stays open, as what stands around it does.
    guard isWhole, !open.isEmpty else { return length }
    for byte in rest[(place + Self.cdata.count)..<(place + length - mark.count)] {
      switch byte {
      case UInt8(ascii: "<"): repaired += "&lt;".utf8
      case UInt8(ascii: "&"): repaired += "&amp;".utf8
      case UInt8(ascii: ">"): repaired += "&gt;".utf8
      default: add(byte)
      }
    }
    return length
  }

  /// The length of the document type, with what it declares; it is looked for once.
  private mutating func doctype(at place: Int, _ isLast: Bool) -> Int? {
    hasDoctype = true
    var depth = 0
    for end in place..<rest.count {
      switch rest[end] {
      case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"):
        depth -= 1
        if depth <= 0 { return end + 1 - place }
      default: break
      }
    }
    hasDoctype = isLast || rest.count - place > XMLTag.longest
    return hasDoctype ? 1 : nil
  }

  /// Text up to the next `<`.
  private mutating func text(at start: Int, _ isLast: Bool) -> Int? {
    var place = start
    while place < rest.count, rest[place] != UInt8(ascii: "<") {
      let byte = rest[place]
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "]") {
        // A reference or `]]>` may go on in the next piece.
        guard isLast || rest.count - place > XMLReference.longest else { break }
        let (text, length) =
          byte == UInt8(ascii: "&")
          ? XMLReference.repaired(rest[place...])
          : rest[place...].starts(with: "]]>".utf8) ? (Array("]]&gt;".utf8), 3) : ([byte], 1)
        if !open.isEmpty { repaired += text }
        place += length
      } else {
        if !open.isEmpty { add(byte) }
        place += 1
      }
    }
    return place > start ? place - start : nil
  }

  private mutating func add(_ byte: UInt8) {
    if byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { repaired.append(byte) }
  }
}

extension [UInt8] {
  /// Whether two names are one, capitals aside.
  fileprivate func matches(_ other: [UInt8]) -> Bool {
    count == other.count && elementsEqual(other) { $0 == $1 || $0 | 0x20 == $1 | 0x20 }
  }
}
