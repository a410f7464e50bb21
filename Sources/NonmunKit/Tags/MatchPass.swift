/// Matches one paper after another, and keeps from each to the next what it needs for it.
package struct MatchPass {
  private let matcher: Matcher
  private var scan: TextScan

  package init(_ matcher: Matcher) {
    self.matcher = matcher
    scan = matcher.table.scan
  }

  /// The tags of a paper, in the order of `tags.yml`.
  ///
  /// - Parameter isExplained: Whether a match tells what spoke for it.
  package mutating func matches(
    _ subject: Matcher.Subject, isExplained: Bool = true
  ) -> [Match] {
    examined(subject).compactMap { number, words in
      var words = words
      let tag = matcher.tags[number]
      let findings = tag.findings(&words, number: number)
      guard findings.isMatch else { return nil }
      return Match(
        tag: tag.tag.name, score: findings.score,
        because: isExplained ? tag.reasons(findings, words) : [])
    }
  }

  /// What the rules of each tag find that find anything, in the order of `tags.yml`.
  package mutating func findings(_ subject: Matcher.Subject) -> [TagFindings] {
    examined(subject).map { number, words in
      var words = words
      return matcher.tags[number].findings(&words, number: number)
    }
  }

  mutating func words(of subject: Matcher.Subject) -> PaperWords {
    PaperWords(subject, hits: matcher.table.hits(in: subject, by: &scan))
  }

  /// The tags that a paper's words may bring.
  private mutating func examined(_ subject: Matcher.Subject) -> [(Int, PaperWords)] {
    let hits = matcher.table.hits(in: subject, by: &scan)
    guard !hits.isEmpty || !matcher.unprompted.isEmpty else { return [] }
    var numbers = matcher.unprompted
    for hit in hits {
      for number in matcher.brought[hit.phrase] where !numbers.contains(number) {
        numbers.append(number)
      }
    }
    guard !numbers.isEmpty else { return [] }
    let words = PaperWords(subject, hits: hits)
    return numbers.sorted().map { ($0, words) }
  }
}

extension Matcher {
  /// Of one paper; ``MatchPass`` is for many.
  package func matches(_ subject: Subject) -> [Match] {
    var pass = MatchPass(self)
    return pass.matches(subject)
  }

  package func findings(_ subject: Subject) -> [TagFindings] {
    var pass = MatchPass(self)
    return pass.findings(subject)
  }

  func words(of subject: Subject) -> PaperWords {
    var pass = MatchPass(self)
    return pass.words(of: subject)
  }
}
