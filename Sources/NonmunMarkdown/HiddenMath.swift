import NonmunKit

/// A page whose formulas are words that Markdown has nothing to say to.
struct HiddenMath {
  /// The page, with a word in place of each formula.
  let bytes: [UInt8]
  private let formulas: [(source: String, isDisplayed: Bool)]
  private let sign: Character

  init(_ page: [UInt8]) throws(PageTooLarge) {
    let lines = PageLines(page)
    try PageTooLarge.check(page, lines)
    guard page.contains(UInt8(ascii: "$")), let sign = Self.freeSign(in: page) else {
      (bytes, formulas, sign) = (page, [], "\u{E000}")
      return
    }
    self.sign = sign
    var isCode = [Bool](repeating: false, count: lines.lines.count)
    for node in MarkdownDocument(parsing: page[...]).nodes where node.kind.isVerbatim {
      for line in max(node.firstLine, 1)..<max(node.lastLine, node.firstLine, 1) + 1
      where line <= isCode.count {
        isCode[line - 1] = true
      }
    }
    let places = MathPlaces(
      in: page[...], lines: lines.lines.map(\.content), isCode: isCode
    ).places
    var bytes: [UInt8] = []
    var formulas: [(String, Bool)] = []
    var start = 0
    for place in places {
      bytes += page[start..<place.range.lowerBound]
      bytes += "\(sign)\(formulas.count)\(sign)".utf8
      formulas.append((String(decoding: page[place.range], as: UTF8.self), place.isDisplayed))
      start = place.range.upperBound
    }
    self.bytes = bytes + page[start...]
    self.formulas = formulas
  }

  /// A character of the private use area that the page does not use.
  private static func freeSign(in page: [UInt8]) -> Character? {
    let used = Set(String(decoding: page, as: UTF8.self).unicodeScalars.map(\.value))
    return (0xE000...0xF8FF).first { !used.contains($0) }
      .flatMap(Unicode.Scalar.init).map(Character.init)
  }
}

extension HiddenMath {
  enum Piece: Equatable {
    case text(String)
    case formula(source: String, isDisplayed: Bool)
  }

  /// Text and formulas in their order; `nil` where there is no formula.
  func pieces(of text: String) -> [Piece]? {
    guard !formulas.isEmpty, text.contains(sign) else { return nil }
    var pieces: [Piece] = []
    // Every other part stands between two signs.
    let parts = text.split(separator: sign, omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      if place.isMultiple(of: 2) {
        if !part.isEmpty { pieces.append(.text(String(part))) }
      } else if let number = Int(part), formulas.indices.contains(number) {
        let formula = formulas[number]
        pieces.append(.formula(source: formula.source, isDisplayed: formula.isDisplayed))
      }
    }
    return pieces
  }

  /// The text as the page has it; `nil` where it is the same.
  func restored(_ text: String) -> String? {
    pieces(of: text)?.map { piece in
      switch piece {
      case .text(let text): text
      case .formula(let source, _): source
      }
    }.joined()
  }
}

extension MarkdownNode.Kind {
  fileprivate var isVerbatim: Bool {
    switch self {
    case .code, .html: true
    default: false
    }
  }
}
