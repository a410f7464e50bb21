import Foundation

/// What a tag's rules say of a paper, as numbers to learn from.
package struct RuleSigns: Sendable {
  /// In the order of ``count(of:)``.
  var values = SparseVector()
  /// Log-odds before anything is learned: the rules are mostly right.
  var prior = RuleSigns.priorWithoutMatch

  /// Four of five papers that match belong, and one of thirteen that do not: strong enough to hold
  /// with twenty verdicts, weak enough to give way to fifty where the rules are a first try.
  private static let priorOfMatch: Float = 1.5
  private static let priorWithoutMatch: Float = -2.5
  /// Against the words, whose vector has length 1: how fast a sign is learned.
  private static let scale: Float = 0.2

  /// Of a paper in which no rule finds anything.
  package init() {}

  package init(_ findings: TagFindings, of tag: Tag) {
    prior = findings.isMatch ? Self.priorOfMatch : Self.priorWithoutMatch
    var signs = [Float](repeating: 0, count: Self.count(of: tag))
    var (title, abstract) = (0, 0)
    for rule in findings.rules {
      let counts = (rule.voices[.title], rule.voices[.abstract])
      signs[rule.rule * 3] = rule.isInContext ? Self.loudness(counts.0) : 0
      signs[rule.rule * 3 + 1] = rule.isInContext ? Self.loudness(counts.1) : 0
      signs[rule.rule * 3 + 2] = rule.isInContext ? 0 : 1
      if rule.isInContext { (title, abstract) = (title + counts.0, abstract + counts.1) }
    }
    var place = tag.any.count * 3
    for (rules, count) in [
      (findings.rejecting, tag.not.count), (findings.missing, tag.require.count),
      (findings.penalties, tag.penalty.count),
    ] {
      for rule in rules { signs[place + rule] = 1 }
      place += count
    }
    signs[place] = Self.loudness(title)
    signs[place + 1] = Self.loudness(abstract)
    signs[place + 2] = Self.loudness(findings.rules.count(where: \.isInContext))
    signs[place + 3] = Self.loudness(findings.ignored)
    signs[place + 4] = findings.foreignAcronyms.isEmpty ? 0 : 1
    signs[place + 5] = findings.isMatch ? 1 : 0
    for (index, category) in Self.categories.enumerated()
    where findings.categories.contains(where: { Self.is($0, category) }) {
      signs[place + 6 + index] = 1
    }
    for (index, sign) in signs.enumerated() where sign != 0 {
      values.indices.append(Int32(index))
      values.values.append(sign * Self.scale)
    }
  }

  /// Categories and archives of arXiv in which machine learning is the subject, or a tool.
  private static let categories = [
    "cs.LG", "cs.CL", "cs.CV", "cs.AI", "cs.RO", "cs.IR", "cs.SD", "stat", "eess", "math",
    "physics", "cond-mat", "quant-ph", "astro-ph", "q-bio", "q-fin", "econ",
  ]

  /// Whether a category is that one, or of that archive.
  private static func `is`(_ category: String, _ name: String) -> Bool {
    let (category, name) = (category.utf8, name.utf8)
    return category.starts(with: name)
      && (category.count == name.count || category.dropFirst(name.count).first == UInt8(ascii: "."))
  }

  private static func loudness(_ count: Int) -> Float { log(1 + Float(count)) }

  /// How many numbers there are: for each rule of `any` its words in the title, in the abstract, and
  /// that it stands without its context; each rule of `not`, `require` and `penalty`; and of all
  /// together the words in title and abstract, the rules that speak, ignored phrases, an acronym of
  /// something else, the match, and the paper's categories.
  static func count(of tag: Tag) -> Int {
    tag.any.count * 3 + tag.not.count + tag.require.count + tag.penalty.count + 6
      + categories.count
  }
}
