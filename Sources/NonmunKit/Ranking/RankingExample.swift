/// A paper that one tag's ranking learns from.
package struct RankingExample: Sendable {
  /// Tells papers apart: its number in the library, or its line in a file.
  package var paper: Int64
  package var title: String
  package var abstract: String
  package var text: RankingText
  /// `nil` for a ranking by words alone.
  package var signs: RuleSigns?
  package var isWanted: Bool
  package var kind: Kind

  package enum Kind: Sendable {
    /// The reader noted, queued or dismissed it.
    case mark
    /// The reader opened it, and did no more.
    case opened
    /// Nobody judged it, and no rule of any tag finds it: a paper of the library at large.
    case light
  }

  package init(
    paper: Int64, title: String, abstract: String, signs: RuleSigns?, isWanted: Bool, kind: Kind
  ) {
    self.paper = paper
    self.title = title
    self.abstract = abstract
    text = RankingText(title: title, abstract: abstract)
    self.signs = signs
    self.isWanted = isWanted
    self.kind = kind
  }

  var weight: Float { kind == .opened ? 0.3 : 1 }
}

extension RankingExample {
  /// How many papers at large a tag learns from.
  package static let lightCount = 300

  /// Orders papers as if drawn by lot, each time the same.
  package static func lot(_ paper: Int64) -> UInt64 {
    let mixed = UInt64(bitPattern: paper) &* 0x9E37_79B9_7F4A_7C15
    return (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
  }
}
