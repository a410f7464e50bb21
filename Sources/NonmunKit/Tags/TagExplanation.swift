/// Why a paper has a tag, or how near it came.
package struct TagExplanation: Sendable {
  package var findings: TagFindings
  /// For each of ``TagFindings/rules``: the words that spoke, and what they count.
  package var spoken: [(rule: WrittenRule, words: [Match.Reason], points: Double)] = []
  package var ignored: [Match.Reason] = []
  package var rejecting: [(rule: WrittenRule, words: [Match.Reason])] = []
  /// Of the rules that do not hold, the one of which most was found.
  package var nearest: NearMiss?

  package struct NearMiss: Sendable {
    package var rule: WrittenRule
    package var found: [Match.Reason]
    package var missing: [Rule]
  }
}

extension Matcher {
  /// - Parameter number: The tag's place in the list that the matcher was made of.
  package func explanation(_ subject: Subject, tag number: Int) -> TagExplanation {
    tags[number].explanation(words(of: subject), number: number)
  }
}

extension CompiledTag {
  fileprivate func explanation(_ all: PaperWords, number: Int) -> TagExplanation {
    var words = all
    let findings = findings(&words, number: number)
    var explanation = TagExplanation(findings: findings)
    explanation.ignored = ignore.flatMap { phrase in
      all.hits(of: phrase).map {
        all.reason($0.start..<$0.end, in: $0.field, rule: "")
      }
    }
    explanation.spoken = findings.rules.map { found in
      let rule = tag.any[found.rule]
      return (
        rule, words.reasons(any[found.rule].node, rule: rule.text),
        found.isInContext ? rule.weight * found.voices.score(titleWeight: tag.titleWeight) : 0
      )
    }
    explanation.rejecting = findings.rejecting.map { place in
      (tag.not[place], words.reasons(not[place].node, rule: tag.not[place].text))
    }
    explanation.nearest = nearest(words, besides: Set(findings.rules.map(\.rule)))
    return explanation
  }

  private func nearest(_ words: PaperWords, besides held: Set<Int>) -> TagExplanation.NearMiss? {
    var nearest: (share: Double, miss: TagExplanation.NearMiss)?
    for place in any.indices where !held.contains(place) {
      let rule = tag.any[place]
      for (parts, rules) in Self.alternatives(any[place].node, rule.rule) {
        let found = parts.indices.filter { words.holds(parts[$0]) }
        let share = Double(found.count) / Double(parts.count)
        guard share > nearest?.share ?? 0 else { continue }
        let miss = TagExplanation.NearMiss(
          rule: rule, found: found.flatMap { words.reasons(parts[$0], rule: rule.text) },
          missing: rules.indices.filter { !found.contains($0) }.map { rules[$0] })
        nearest = (share, miss)
      }
    }
    return nearest?.miss
  }

  /// What must hold together, for each way in which a rule may hold; node and rule have one shape.
  private static func alternatives(_ node: RuleNode, _ rule: Rule) -> [([RuleNode], [Rule])] {
    switch (node, rule) {
    case (.any(let nodes), .any(let rules)):
      zip(nodes, rules).flatMap { alternatives($0, $1) }
    case (.all(let nodes), .all(let rules)): [(nodes, rules)]
    case (.near(let one, let other, _), .near(let first, let second, _)):
      [([one, other, node], [first, second, rule])]
    default: [([node], [rule])]
    }
  }
}
