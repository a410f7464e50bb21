/// The lines of a page as places in its bytes; what CommonMark calls a line.
///
/// A line ends with LF, CRLF or a lone CR (CommonMark 0.31, section 2.1).
package struct PageLines: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    /// Without the line ending.
    package var content: Range<Int>
    /// With the line ending.
    package var whole: Range<Int>
    /// Nothing but spaces and tabs, and a byte order mark before them.
    package var isBlank: Bool

    package var ending: Range<Int> { content.upperBound..<whole.upperBound }
  }

  /// In page order; empty for an empty page.
  package private(set) var lines: [Line] = []

  package init(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != .lineFeed, bytes[end] != .carriageReturn { end += 1 }
      var next = min(end + 1, bytes.count)
      if next < bytes.count, bytes[end] == .carriageReturn, bytes[next] == .lineFeed { next += 1 }
      let text = start == 0 ? bytes.byteOrderMark.count..<end : start..<end
      let isBlank = bytes[text].allSatisfy { $0 == .space || $0 == .tab }
      lines.append(Line(content: start..<end, whole: start..<next, isBlank: isBlank))
      start = next
    }
  }

  /// The line that holds a byte, 1-based; the last one for the end of the page.
  package func number(at offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].whole.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return max(1, min(low + 1, lines.count))
  }

  /// The number of the last line of `numbers` that is not blank.
  package func lastWritten(in numbers: some BidirectionalCollection<Int>) -> Int? {
    numbers.last { !lines[$0 - 1].isBlank }
  }
}

extension UInt8 {
  package static let tab = UInt8(ascii: "\t")
  package static let lineFeed = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")
  package static let space = UInt8(ascii: " ")
}

extension [UInt8] {
  /// Where a UTF-8 byte order mark stands: empty where none does.
  package var byteOrderMark: Range<Int> {
    0..<(starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }
}
