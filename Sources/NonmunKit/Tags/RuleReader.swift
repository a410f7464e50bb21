/// One rule of a search, asked of a text by reading it: the truth that an index of words serves, and
/// what no index can tell.
package struct RuleReader: Sendable {
  private let table: PhraseTable
  private let node: RuleNode
  private let terms: [(number: Int, term: SearchTerm)]

  package init(_ rule: Rule) {
    var table = PhraseTable()
    node = RuleNode(rule, &table)
    self.table = table
    terms = (0..<table.count).compactMap { number in
      table.text(of: number).map {
        (number, SearchTerm($0, isPrefix: table.isPrefix(number)))
      }
    }
  }

  package func holds(_ subject: Matcher.Subject) -> Bool {
    var hits = table.patternHits(in: subject)
    for field in Rule.Field.searched { add(in: subject.text(of: field), field, to: &hits) }
    return PaperWords(subject, hits: hits).holds(node)
  }

  private func add(in string: String, _ field: Rule.Field, to hits: inout [PhraseHit]) {
    guard !string.isEmpty else { return }
    let text = TokenText(string)
    var bytes: [Range<Int>]?
    for (number, term) in terms {
      for place in term.places(in: text) {
        let ranges = bytes ?? text.byteRanges(in: string)
        bytes = ranges
        hits.append(
          PhraseHit(
            phrase: number, field: field, start: ranges[place.lowerBound].lowerBound,
            end: ranges[place.upperBound - 1].upperBound))
      }
    }
  }
}

extension Rule {
  /// Whether it asks for more than words: for what is near what, or by a regular expression.
  package var needsReading: Bool {
    switch self {
    case .term: false
    case .near, .pattern: true
    case .all(let parts), .any(let parts): parts.contains(where: \.needsReading)
    case .not(let part): part.needsReading
    }
  }

  /// What an index of words can tell of it: holds wherever it does, and elsewhere; `nil` where that
  /// is everywhere.
  package var relaxed: Rule? {
    switch self {
    case .term: self
    case .pattern: nil
    case .near(let one, let other, _): Rule.all([one, other]).relaxed
    case .not(let part): part.needsReading ? nil : self
    case .all(let parts):
      parts.compactMap(\.relaxed).isEmpty ? nil : .all(parts.compactMap(\.relaxed))
    case .any(let parts):
      parts.contains { $0.relaxed == nil } ? nil : .any(parts.compactMap(\.relaxed))
    }
  }
}
