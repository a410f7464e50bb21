/// One rule, asked of a paper by reading it: what no index of words can tell.
package struct RuleReader: Sendable {
  private let table: PhraseTable
  private let node: RuleNode

  package init(_ rule: Rule) {
    var table = PhraseTable()
    node = RuleNode(rule, &table)
    self.table = table
  }

  package func holds(_ subject: Matcher.Subject) -> Bool {
    PaperWords(subject, hits: table.hits(in: subject)).holds(node)
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
