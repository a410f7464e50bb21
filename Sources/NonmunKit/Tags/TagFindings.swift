/// What one tag's rules find in one paper, whether or not that is enough: the ground of a match, of
/// an explanation, and of what is learned.
package struct TagFindings: Equatable, Sendable {
  /// The tag's place in the list that the matcher was made of.
  package var tag: Int
  /// Those of `any` that hold, in their order.
  package var rules: [RuleFindings] = []
  /// How many words and phrases `ignore` blanked.
  package var ignored = 0
  /// The places in `not`, `require` and `penalty` of the rules that reject the paper, are missing,
  /// and take from its score.
  package var rejecting: [Int] = []
  package var missing: [Int] = []
  package var penalties: [Int] = []
  /// Acronyms of the tag that the paper spells out as something else.
  package var foreignAcronyms: [String] = []
  package var score = 0.0
  package var isMatch = false
}

/// How often a rule of `any` speaks.
package struct RuleFindings: Equatable, Sendable {
  /// Its place in ``Tag/any``.
  package var rule: Int
  package var voices: Voices
  /// Whether what its context asks for is there; without it the rule counts for nothing.
  package var isInContext: Bool
}

/// How often something is said in each field.
package struct Voices: Equatable, Sendable {
  package private(set) var counts = [0, 0, 0, 0, 0]

  package init() {}

  package subscript(field: Rule.Field) -> Int {
    get { counts[field.place] }
    set { counts[field.place] = newValue }
  }

  var total: Int { counts.reduce(0, +) }

  static func + (one: Voices, other: Voices) -> Voices {
    var sum = one
    for place in sum.counts.indices { sum.counts[place] += other.counts[place] }
    return sum
  }

  /// Of two things that must both be said: where both are, the rarer; else the one that is.
  func meeting(_ other: Voices) -> Voices {
    var both = self
    for place in both.counts.indices {
      let (one, other) = (counts[place], other.counts[place])
      both.counts[place] = one == 0 || other == 0 ? max(one, other) : min(one, other)
    }
    return both
  }

  /// The first time counts whole, each of the next four a quarter: what a paper goes on about
  /// weighs more than what it names once.
  func score(titleWeight: Double) -> Double {
    Rule.Field.allCases.reduce(0) { score, field in
      guard self[field] > 0 else { return score }
      let loudness = 1 + Double(min(self[field] - 1, 4)) / 4
      return score + loudness * (field == .title ? titleWeight : 1)
    }
  }
}
