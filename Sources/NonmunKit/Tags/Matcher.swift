/// All tags, compiled once, to be asked of many papers.
package struct Matcher: Sendable {
  private(set) var table = PhraseTable()
  private(set) var tags: [CompiledTag] = []
  /// By phrase: the tags that it may bring.
  private(set) var brought: [[Int]] = []
  /// Tags that may match where no phrase is found, by category or source alone.
  private var unprompted: [Int] = []

  package init(_ tags: [Tag]) {
    for tag in tags { self.tags.append(CompiledTag(tag, &table)) }
    brought = Array(repeating: [], count: table.count)
    for (number, tag) in self.tags.enumerated() {
      if let triggers = tag.triggers {
        for phrase in triggers { brought[phrase].append(number) }
      } else {
        unprompted.append(number)
      }
    }
  }

  /// The tags of a paper, in the order of `tags.yml`.
  package func matches(_ subject: Subject) -> [Match] {
    examined(subject).compactMap { number, words in
      var words = words
      let findings = tags[number].findings(&words, number: number)
      guard findings.isMatch else { return nil }
      return Match(
        tag: tags[number].tag.name, score: findings.score,
        because: tags[number].reasons(findings, words))
    }
  }

  /// What the rules of each tag find that find anything, in the order of `tags.yml`.
  package func findings(_ subject: Subject) -> [TagFindings] {
    examined(subject).map { number, words in
      var words = words
      return tags[number].findings(&words, number: number)
    }
  }

  /// Whether any rule asks which feeds showed a paper.
  package var asksSources: Bool { tags.contains(where: \.asksSources) }

  func words(of subject: Subject) -> PaperWords {
    PaperWords(subject, hits: table.hits(in: subject))
  }

  /// The tags that a paper's words may bring.
  private func examined(_ subject: Subject) -> [(Int, PaperWords)] {
    let hits = table.hits(in: subject)
    guard !hits.isEmpty || !unprompted.isEmpty else { return [] }
    let numbers = Set(unprompted + hits.flatMap { brought[$0.phrase] }).sorted()
    guard !numbers.isEmpty else { return [] }
    let words = PaperWords(subject, hits: hits)
    return numbers.map { ($0, words) }
  }
}
