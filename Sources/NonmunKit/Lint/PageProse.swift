/// The bytes of a page that are read as prose: without code, and without comments of HTML.
struct PageProse {
  let bytes: [UInt8]
  let lines: PageLines
  /// By byte: none of code or comment.
  private(set) var isProse: [Bool]

  init(_ bytes: [UInt8], code: [Range<Int>]) {
    self.bytes = bytes
    lines = PageLines(bytes)
    isProse = Array(repeating: true, count: bytes.count)
    for range in code { hide(range) }
    hideComments()
    hideCodeSpans()
  }

  private mutating func hide(_ range: Range<Int>) {
    for place in range { isProse[place] = false }
  }

  private mutating func hideComments() {
    var place = 0
    while let start = find("<!--", from: place) {
      let end = find("-->", from: start + 4).map { $0 + 3 } ?? bytes.count
      hide(start..<end)
      place = end
    }
  }

  /// A run of backticks ends at the next run as long, in the same paragraph (CommonMark 0.31,
  /// section 6.1).
  private mutating func hideCodeSpans() {
    var place = 0
    while let start = find("`", from: place) {
      let length = run(at: start)
      place = start + length
      if start > 0, bytes[start - 1] == UInt8(ascii: "\\") { continue }
      var next = place
      while let end = find("`", from: next), !hasBlankLine(in: place..<end) {
        next = end + run(at: end)
        guard next - end == length else { continue }
        hide(start..<next)
        place = next
        break
      }
    }
  }

  private func run(at place: Int) -> Int {
    bytes[place...].prefix { $0 == bytes[place] }.count
  }

  func hasBlankLine(in range: Range<Int>) -> Bool {
    let first = lines.number(at: range.lowerBound)
    let last = lines.number(at: range.upperBound)
    return first < last && lines.lines[first..<last].contains(where: \.isBlank)
  }
}

extension PageProse {
  /// The next place in prose where a text stands.
  func find(_ text: StaticString, from start: Int) -> Int? {
    text.withUTF8Buffer { text in
      var place = start
      while place + text.count <= bytes.count {
        if isProse[place], bytes[place..<place + text.count].elementsEqual(text) { return place }
        place += 1
      }
      return nil
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Line and column of a byte.
  func position(of offset: Int) -> (line: Int, column: Int) {
    guard !lines.lines.isEmpty else { return (1, 1) }
    let line = lines.number(at: offset)
    let start = max(lines.lines[line - 1].content.lowerBound, bytes.byteOrderMark.count)
    let before = bytes[start..<max(start, offset)]
    return (line, 1 + before.count { $0 & 0xC0 != 0x80 })
  }
}
