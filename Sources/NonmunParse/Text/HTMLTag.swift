/// A tag, comment or section in HTML, as far as a reader of text cares.
struct HTMLTag {
  /// Behind it; behind the end tag for an element whose text nobody sees.
  let end: Int
  /// Whether the words on both sides are two.
  let breaks: Bool
  /// Whether HTML has such an element.
  let isKnown: Bool
  /// Whether no plain text would have it: an end tag, a line break, a picture.
  let isEvident: Bool

  /// `nil` for a `<` that begins none (`a < b`).
  ///
  /// - Parameter isQuoting: Whether the quotes of a text close; found out with its tags.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ isQuoting: inout Bool) {
    let rest = bytes[start...]
    if rest.starts(with: "<!--".utf8) {
      self.init(end: Self.past("-->", in: rest.dropFirst(4)), breaks: false, isEvident: true)
      return
    }
    let isEnd = rest.dropFirst().first == UInt8(ascii: "/")
    let name = rest.dropFirst(isEnd ? 2 : 1).drop { $0 == UInt8(ascii: "!") }
      .prefix { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    guard let first = name.first, (first | 0x20) &- 0x61 < 26,
      let end = Self.end(bytes[name.endIndex...], &isQuoting)
    else { return nil }
    let element = String(decoding: name, as: UTF8.self).lowercased()
    if Self.isHidden(element), !isEnd {
      self.init(
        end: Self.past("</\(element)", in: bytes[end...]), breaks: true, isEvident: true)
      return
    }
    self.init(
      end: end + 1, breaks: !Self.isInline(element),
      isKnown: Self.inline.contains(element) || Self.others.contains(element),
      isEvident: isEnd || Self.void.contains(element))
  }

  private init(end: Int, breaks: Bool, isKnown: Bool = true, isEvident: Bool) {
    self.end = end
    self.breaks = breaks
    self.isKnown = isKnown
    self.isEvident = isEvident
  }

  /// The first `>` outside the quotes of a value; where one never closes, the first of all, and
  /// nobody looks for the end of a quote in this text again.
  private static func end(
    _ rest: Slice<UnsafeBufferPointer<UInt8>>, _ isQuoting: inout Bool
  ) -> Int? {
    guard isQuoting else { return rest.firstIndex(of: UInt8(ascii: ">")) }
    var quote: UInt8?
    var isValue = false
    for place in rest.indices {
      let byte = rest[place]
      if quote != nil {
        if byte == quote { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return place
      } else if isValue, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      if byte > 0x20 { isValue = byte == UInt8(ascii: "=") }
    }
    isQuoting = false
    return rest.firstIndex(of: UInt8(ascii: ">"))
  }

  /// Whether what stands on both sides of an element's tags is one word.
  static func isInline(_ element: String) -> Bool { inline.contains(element) }

  /// Whether nobody sees the text of an element.
  static func isHidden(_ element: String) -> Bool { element == "script" || element == "style" }

  /// Behind a mark and the `>` that follows it, without regard to case; all that is left where the
  /// mark does not come.
  private static func past(_ mark: String, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let mark = Array(mark.utf8)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if bytes[place] | 0x20 == mark[0] | 0x20,
        bytes[place...].prefix(mark.count).elementsEqual(mark, by: { $0 | 0x20 == $1 | 0x20 })
      {
        let last = bytes[place...].firstIndex(of: UInt8(ascii: ">"))
        return (last ?? bytes.endIndex - 1) + 1
      }
      place += 1
    }
    return bytes.endIndex
  }

  private static let void: Set<String> = ["br", "hr", "img", "input", "wbr"]

  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u", "var", "wbr",
  ]

  private static let others: Set<String> = [
    "address", "area", "article", "aside", "audio", "blockquote", "br", "button", "canvas",
    "caption", "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "iframe", "img", "input", "label", "legend", "li", "main", "map", "math", "menu", "meter",
    "nav",
    "object", "ol", "optgroup", "option", "p", "picture", "pre", "progress", "rp", "rt", "section",
    "select", "source", "summary", "svg", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "time", "tr", "track", "ul", "video",
  ]
}
