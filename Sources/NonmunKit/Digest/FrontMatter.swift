/// The block between two `---` lines at the start of a week head, as Jekyll reads it.
///
/// Source: Jekyll's `Document::YAML_FRONT_MATTER_REGEXP`, which takes `...` for the last line too.
/// Read by lines, since the reader's bytes stay as they are: only whole lines are added.
package struct FrontMatter: Equatable, Sendable {
  /// Where the closing `---` begins: what is added goes before it.
  package let end: Int
  /// The first byte after the closing line.
  package let bodyStart: Int
  private let values: [String: String]

  /// `nil` when the bytes do not start with front matter, a byte order mark aside.
  package init?(_ bytes: [UInt8]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var values: [String: String] = [:]
    var place = start
    var isFirst = true
    while place < bytes.count {
      let newline = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = String(decoding: bytes[place..<newline], as: UTF8.self).trimmedAtEnd
      if isFirst {
        guard line == "---" else { return nil }
      } else if line == "---" || line == "..." {
        end = place
        bodyStart = min(newline + 1, bytes.count)
        self.values = values
        return
      } else if let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false {
        let key = String(line[..<colon])
        if values[key] == nil { values[key] = Self.plain(line[line.index(after: colon)...]) }
      }
      isFirst = false
      place = newline + 1
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
