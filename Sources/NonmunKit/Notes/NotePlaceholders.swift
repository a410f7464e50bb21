/// The `[]` of a text that wait for a link.
///
/// Not those in code, behind a backslash or `!`, or before a destination: `[](https://…)` is a link.
struct NotePlaceholders {
  private(set) var ranges: [Range<Int>] = []

  init(in text: [UInt8]) {
    var at = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\\"), UInt8(ascii: "!"):
        at += Self.isPlaceholder(text, at + 1) || text[at] == UInt8(ascii: "\\") ? 2 : 1
      case UInt8(ascii: "`"), UInt8(ascii: "~"):
        at = Self.endOfCode(text, from: at)
      case UInt8(ascii: "[") where Self.isPlaceholder(text, at):
        if !Self.isDestination(text[(at + 2)...]) { ranges.append(at..<at + 2) }
        at += 2
      default:
        at += 1
      }
    }
  }

  private static func isPlaceholder(_ text: [UInt8], _ at: Int) -> Bool {
    text[min(at, text.count)...].starts(with: "[]".utf8)
  }

  /// CommonMark 0.31, section 6.3: an address without spaces or in `<>`, and perhaps a title.
  private static func isDestination(_ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: "(") else { return false }
    let destination =
      #/\(\s*(<[^<>\n]*>|[^\s<(][^\s()]*(\([^\s()]*\)[^\s()]*)*)?(\s+("[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/#
      .matchingSemantics(.unicodeScalar)
    return String(decoding: rest, as: UTF8.self).prefixMatch(of: destination) != nil
  }

  /// Behind the code that starts here; behind the marks themselves where none does.
  private static func endOfCode(_ text: [UInt8], from start: Int) -> Int {
    let mark = text[start]
    let length = text[start...].prefix { $0 == mark }.count
    let lineStart = text[..<start].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
    let isFence =
      length >= 3 && start - lineStart < 4 && text[lineStart..<start].allSatisfy { $0 == .space }
    if isFence { return endOfFence(text, from: start + length, mark: mark, length: length) }
    guard mark == UInt8(ascii: "`") else { return start + length }
    var at = start + length
    while at < text.count {
      guard text[at] == mark else {
        // A code span ends with its paragraph.
        if text[at...].starts(with: "\n\n".utf8) || text[at...].starts(with: "\n\r\n".utf8) {
          break
        }
        at += 1
        continue
      }
      let run = text[at...].prefix { $0 == mark }.count
      at += run
      if run == length { return at }
    }
    return start + length
  }

  /// A fence that nothing closes goes to the end.
  private static func endOfFence(
    _ text: [UInt8], from start: Int, mark: UInt8, length: Int
  ) -> Int {
    var at = start
    while let lineFeed = text[at...].firstIndex(of: .lineFeed) {
      at = lineFeed + 1
      let marks = text[at...].drop { $0 == .space }.prefix { $0 == mark }
      if marks.count >= length { return marks.endIndex }
    }
    return text.count
  }
}
