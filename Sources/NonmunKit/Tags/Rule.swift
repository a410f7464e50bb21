/// What is asked of a paper: by a rule of `tags.yml`, and by `nonmun search`.
package indirect enum Rule: Equatable, Sendable {
  case term(Term)
  /// A regular expression, in one of some fields.
  case pattern(RulePattern, in: [Field])
  /// Two terms, or several of which one is enough, with at most so many words between them, in
  /// either order and in one field.
  case near(Rule, Rule, within: Int)
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

    /// Whether it holds names, which are compared whole, and not words.
    package var isNamed: Bool { self == .category || self == .source }

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
    case .term, .pattern, .near: false
    case .not: true
    case .all(let parts): parts.allSatisfy(\.isOnlyAbsence)
    case .any(let parts): parts.contains(where: \.isOnlyAbsence)
    }
  }

  /// Whether it is words and phrases only, side by side, of title and abstract.
  package var isWords: Bool {
    switch self {
    case .term(let term): term.fields == Field.spoken
    case .all(let parts): parts.allSatisfy(\.isWords)
    case .pattern, .near, .any, .not: false
    }
  }

  var asksSources: Bool {
    switch self {
    case .term(let term): term.fields.contains(.source)
    case .pattern(_, let fields): fields.contains(.source)
    case .near: false
    case .not(let part): part.asksSources
    case .all(let parts), .any(let parts): parts.contains(where: \.asksSources)
    }
  }

  /// Whether ``near(_:_:within:)`` may join it to another: what stands at a place.
  var standsSomewhere: Bool {
    switch self {
    case .term(let term): !term.fields.contains(where: \.isNamed)
    case .near: true
    case .any(let parts): parts.allSatisfy(\.standsSomewhere)
    case .pattern, .all, .not: false
    }
  }
}
