/// What a rule of `tags.yml` asks of a paper.
package indirect enum Rule: Equatable, Sendable {
  case term(Term)
  case all([Rule])
  case any([Rule])
  case not(Rule)

  /// Words in order, in one of some fields.
  package struct Term: Hashable, Sendable {
    package var fields: [Field]
    /// As typed, without quotes.
    package var text: String
    /// The last word may go on: `recurren*`.
    package var isPrefix: Bool

    package init(_ text: String, in fields: [Field] = Field.spoken, isPrefix: Bool = false) {
      self.text = text
      self.fields = fields
      self.isPrefix = isPrefix
    }
  }

  package enum Field: String, CaseIterable, Sendable {
    case title, abstract, author, category, source

    /// Where a word without a field is looked for.
    package static let spoken: [Field] = [.title, .abstract]
    /// Where a search looks for it.
    package static let searched = spoken + [.author]

    /// Reads `title` and the rest, and arXiv's `ti` `abs` `au` `cat` `all`.
    package static func named(_ name: some StringProtocol) -> [Field]? {
      switch name.lowercased() {
      case "ti": [.title]
      case "abs": [.abstract]
      case "au": [.author]
      case "cat": [.category]
      case "all": searched
      case let name: Field(rawValue: name).map { [$0] }
      }
    }
  }

  /// Whether it can hold without anything being found, as `NOT x` does.
  var isOnlyAbsence: Bool {
    switch self {
    case .term: false
    case .not: true
    case .all(let parts): parts.allSatisfy(\.isOnlyAbsence)
    case .any(let parts): parts.contains(where: \.isOnlyAbsence)
    }
  }
}

/// A rule that cannot be read.
package struct RuleError: Error, Equatable, CustomStringConvertible {
  /// 1-based, in Unicode scalars of the rule.
  package var column: Int
  package var reason: String

  package var description: String { "column \(column): \(reason)" }
}
