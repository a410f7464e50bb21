/// The block between two `---` lines at the start of a week head, as Jekyll reads it.
///
/// Source: Jekyll's `Document::YAML_FRONT_MATTER_REGEXP`, which takes `...` for the last line too.
/// Read by lines, since the reader's bytes stay as they are: only whole lines are added.
package struct FrontMatter: Equatable, Sendable {
  /// Where the closing `---` begins: what is added goes before it.
  package let end: Int
  /// The first byte after the closing line.
  package let bodyStart: Int
  /// The first byte after the opening line.
  package let start: Int
  private let values: [String: String]

  /// `nil` when the bytes do not start with front matter, a byte order mark aside.
  package init?(_ bytes: [UInt8]) {
    self.init(bytes, fences: ["---", "..."], separator: ":")
  }

  /// The same in TOML, between two `+++` lines, as Hugo reads it.
  package static func toml(_ bytes: [UInt8]) -> FrontMatter? {
    FrontMatter(bytes, fences: ["+++"], separator: "=")
  }

  private init?(_ bytes: [UInt8], fences: [String], separator: Character) {
    var values: [String: String] = [:]
    var place = bytes.byteOrderMark.count
    var start: Int?
    var isInTable = false
    while place < bytes.count {
      // As CommonMark has it, a lone carriage return ends a line, too.
      let end =
        bytes[place...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? bytes.count
      let isPair = bytes[end...].starts(with: [.carriageReturn, .lineFeed])
      let next = min(end + (isPair ? 2 : 1), bytes.count)
      let line = String(decoding: bytes[place..<end], as: UTF8.self).trimmedAtEnd
      if let start {
        if fences.contains(line) {
          self.end = place
          bodyStart = next
          self.start = start
          self.values = values
          return
        }
        isInTable = isInTable || separator == "=" && line.hasPrefix("[")
        if !isInTable, let mark = line.firstIndex(of: separator), line.first?.isWhitespace == false
        {
          let key = separator == "=" ? line[..<mark].whiteSpaceFolded : String(line[..<mark])
          if values[key] == nil { values[key] = Self.plain(line[line.index(after: mark)...]) }
        }
      } else {
        guard line == fences[0] else { return nil }
        start = next
      }
      place = next
    }
    return nil
  }

  /// The value of a key that stands on one line, without its quotes; empty where it goes on below.
  package subscript(key: String) -> String? { values[key] }

  private static func plain(_ text: Substring) -> String {
    let text = text.whiteSpaceFolded
    for quote in ["\"", "'"] where text.count > 1 && text.hasPrefix(quote) {
      guard let end = text.dropFirst().firstIndex(of: Character(quote)) else { continue }
      return String(text[text.index(after: text.startIndex)..<end])
    }
    return text
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
