import NonmunKit

/// Why a paper has a tag or not, for `tags explain --json`.
struct ExplanationLine: Encodable {
  struct SpokenRule: Encodable {
    var rule: String
    /// 0 where its context is missing.
    var points: Double?
    var because: [Match.Reason]
  }

  struct Penalty: Encodable {
    var rule: String
    var points: Double
  }

  struct NearMiss: Encodable {
    var rule: String
    var because: [Match.Reason]
    var missing: [String]
  }

  var id, tag: String
  var matches: Bool
  var score, threshold: Double
  var rules, rejected: [SpokenRule]
  var penalties: [Penalty]
  /// Rules of `require` that do not hold.
  var required: [String]
  var ignored: [Match.Reason]
  var foreignAcronyms: [String]
  /// Of a miss: the rule of which most was found.
  var nearest: NearMiss?
  var learned: LearnedLine?

  init(_ explanation: TagExplanation, of tag: Tag, _ id: ItemID, learned: LearnedLine?) {
    let findings = explanation.findings
    self.id = id.description
    self.tag = tag.name
    matches = findings.isMatch
    score = findings.score
    threshold = tag.threshold
    rules = explanation.spoken.map {
      SpokenRule(rule: $0.rule.text, points: $0.points, because: $0.words)
    }
    rejected = explanation.rejecting.map { SpokenRule(rule: $0.rule.text, because: $0.words) }
    penalties = findings.penalties.map {
      Penalty(rule: tag.penalty[$0].text, points: -tag.penalty[$0].weight)
    }
    required = findings.missing.map { tag.require[$0].text }
    ignored = explanation.ignored
    foreignAcronyms = findings.foreignAcronyms
    if !matches, let near = explanation.nearest {
      nearest = NearMiss(
        rule: near.rule.text, because: near.found, missing: near.missing.map(\.description))
    }
    self.learned = learned
  }
}
