import NonmunKit

/// The lines of one block, written from its runs.
struct MarkdownLines {
  private(set) var lines = [""]
  private let runs: [MarkdownRuns.Run]
  /// By number of the link.
  private let addresses: [Int: String]
  private let isHeading: Bool
  /// Whether what was written last ends emphasis.
  private var isBehindEmphasis = false
  private var isBehindCode = false

  init(_ runs: MarkdownRuns, addresses: [Int: String], isHeading: Bool) {
    self.runs = runs.runs
    self.addresses = addresses
    self.isHeading = isHeading
    write(self.runs.indices, in: MarkdownRuns.Style(), end: nil)
  }

  /// At most two levels deep: of link and emphasis the longer one stands outside.
  ///
  /// - Parameters:
  ///   - outer: What is open already.
  ///   - end: The mark that follows; `nil` at the end of the block.
  private mutating func write(
    _ range: Range<Int>, in outer: MarkdownRuns.Style, end: Unicode.Scalar?
  ) {
    var place = range.lowerBound
    while place < range.upperBound {
      let style = runs[place].style
      let link = outer.link == nil ? style.link : nil
      let emphasis = outer.emphasis == nil ? style.emphasis : nil
      let linkEnd = link.map { link in extent(place, range) { $0.link == link } } ?? place
      let emphasisEnd =
        emphasis.map { emphasis in extent(place, range) { $0.emphasis == emphasis } } ?? place
      if let link, linkEnd >= emphasisEnd {
        var inner = outer
        inner.link = link
        openLink()
        write(place..<linkEnd, in: inner, end: "]")
        put("](\((addresses[link] ?? "").escapedForMarkdownDestination))")
        place = linkEnd
      } else if let emphasis {
        let follows =
          emphasisEnd == range.upperBound
          ? end : firstScalar(emphasisEnd, isLinked: outer.link != nil)
        write(place..<emphasisEnd, emphasis, in: outer, before: follows)
        place = emphasisEnd
      } else {
        write(runs[place])
        place += 1
      }
    }
  }

  /// - Parameter follows: What stands behind; `nil` where a line ends.
  private mutating func write(
    _ range: Range<Int>, _ emphasis: String, in outer: MarkdownRuns.Style,
    before follows: Unicode.Scalar?
  ) {
    var inner = outer
    inner.emphasis = emphasis
    // CommonMark 0.31, section 6.2: a mark between a letter and punctuation belongs to the letter,
    // so that `**(가)**는` is none. Where it would not be read as emphasis, it is left out.
    let first = firstScalar(range.lowerBound, isLinked: outer.link != nil)
    let last = lastScalar(range.upperBound - 1, isLinked: outer.link != nil)
    let opens = !first.mayBePunctuation || lines.last?.unicodeScalars.last.isBorder ?? true
    let closes = !last.mayBePunctuation || follows.isBorder
    guard opens, closes, !isBehindEmphasis else {
      write(range, in: inner, end: follows)
      return
    }
    put(emphasis)
    write(range, in: inner, end: "*")
    put(emphasis)
    isBehindEmphasis = true
  }

  private mutating func openLink() {
    // It would make an image of the link.
    if let line = lines.last, line.hasSuffix("!") {
      lines[lines.count - 1] = line.dropLast() + "\\!"
    }
    put("[")
  }

  private func extent(
    _ place: Int, _ range: Range<Int>, _ belongs: (MarkdownRuns.Style) -> Bool
  ) -> Int {
    runs[place..<range.upperBound].firstIndex { !belongs($0.style) } ?? range.upperBound
  }

  /// What will be written first of a run; `nil` for a line break.
  private func firstScalar(_ place: Int, isLinked: Bool) -> Unicode.Scalar? {
    if runs[place].style.link != nil, !isLinked { return "[" }
    switch runs[place].content {
    case .text(let text): return runs[place].style.code != nil ? "`" : text.unicodeScalars.first
    case .image: return "!"
    case .lineBreak: return nil
    }
  }

  private func lastScalar(_ place: Int, isLinked: Bool) -> Unicode.Scalar? {
    if runs[place].style.link != nil, !isLinked { return ")" }
    switch runs[place].content {
    case .text(let text): return runs[place].style.code != nil ? "`" : text.unicodeScalars.last
    case .image: return ")"
    case .lineBreak: return nil
    }
  }

  private mutating func write(_ run: MarkdownRuns.Run) {
    switch run.content {
    case .text(let text) where run.style.code != nil:
      // Marks that touch would be longer ones.
      put((isBehindCode ? " " : "") + text.markdownCode)
      isBehindCode = true
    case .text(let text):
      let startsLine = !isHeading && lines.last?.isEmpty ?? true
      put(text.escapedForMarkdownText(startsLine: startsLine))
    case .image(let alternative, let address):
      let text = alternative.escapedForMarkdownLinkText
      put("![\(text)](\(address.escapedForMarkdownDestination))")
    case .lineBreak:
      put("  ")
      lines.append("")
    }
  }

  private mutating func put(_ text: String) {
    lines[lines.count - 1] += text
    isBehindEmphasis = false
    isBehindCode = false
  }
}

extension String {
  /// A code span: between more backticks than stand anywhere in it.
  fileprivate var markdownCode: String {
    let text = withoutControls.whiteSpaceFolded
    let marks = String(repeating: "`", count: text.longestRun(of: "`") + 1)
    let needsSpace = text.hasPrefix("`") || text.hasSuffix("`")
    return needsSpace ? "\(marks) \(text) \(marks)" : marks + text + marks
  }

  /// The longest row of one ASCII character.
  func longestRun(of character: Unicode.Scalar) -> Int {
    var longest = 0
    var length = 0
    for scalar in unicodeScalars {
      length = scalar == character ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }
}

extension Unicode.Scalar? {
  /// White space or punctuation by every version of CommonMark: symbols count since 0.31 only.
  fileprivate var isBorder: Bool {
    guard let self else { return true }
    return self.properties.isWhitespace || self.isASCIIPunctuation || self.isPunctuation
  }

  /// By any version.
  fileprivate var mayBePunctuation: Bool {
    guard let self else { return true }
    return self.isASCIIPunctuation || self.isPunctuation || self.isSymbol
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIPunctuation: Bool { isASCII && (isPunctuation || isSymbol) }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  fileprivate var isSymbol: Bool {
    switch properties.generalCategory {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: true
    default: false
    }
  }
}
