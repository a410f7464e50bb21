import NonmunKit

/// The text of one block, as runs of one style each; nested and crossing elements become the style
/// of what stands in them.
struct MarkdownRuns {
  struct Style: Equatable {
    /// `*` or `**`; what is emphasised inside of emphasis is not told apart.
    var emphasis: String?
    /// The number of the link.
    var link: Int?
    /// The number of the element of code.
    var code: Int?

    /// What a space between two runs is part of.
    func common(_ other: Style) -> Style {
      Style(
        emphasis: emphasis == other.emphasis ? emphasis : nil,
        link: link == other.link ? link : nil, code: code == other.code ? code : nil)
    }
  }

  enum Content: Equatable {
    case text(String)
    case image(alternative: String, address: String)
    case lineBreak
  }

  struct Run: Equatable {
    var content: Content
    var style: Style
  }

  private(set) var runs: [Run] = []
  /// Waits for what it separates.
  private(set) var gap = Gap.none

  enum Gap { case none, space, lineBreak }

  var isEmpty: Bool { runs.isEmpty }

  /// White space is folded, also over the borders of runs.
  mutating func add(text: String, _ style: Style) {
    let folded = text.whiteSpaceFolded
    let first = text.unicodeScalars.first
    if let first, first.properties.isWhitespace { separate(by: .space) }
    guard !folded.isEmpty else { return }
    fillGap(before: style)
    append(folded, style)
    if let last = text.unicodeScalars.last, last.properties.isWhitespace { separate(by: .space) }
  }

  mutating func add(image address: String, alternative: String, _ style: Style) {
    fillGap(before: style)
    runs.append(Run(content: .image(alternative: alternative, address: address), style: style))
  }

  /// Nothing is separated from nothing.
  mutating func separate(by wanted: Gap) {
    if !runs.isEmpty, gap != .lineBreak { gap = wanted }
  }

  private mutating func fillGap(before style: Style) {
    guard let last = runs.last else { return }
    let common = last.style.common(style)
    switch gap {
    case .none: break
    case .space: append(" ", common)
    case .lineBreak: runs.append(Run(content: .lineBreak, style: common))
    }
    gap = .none
  }

  private mutating func append(_ text: String, _ style: Style) {
    guard let last = runs.indices.last, runs[last].style == style,
      case .text(var joined) = runs[last].content
    else {
      runs.append(Run(content: .text(text), style: style))
      return
    }
    // Held once only, so that a long paragraph is not copied for each of its pieces.
    runs[last].content = .lineBreak
    joined += text
    runs[last].content = .text(joined)
  }
}
