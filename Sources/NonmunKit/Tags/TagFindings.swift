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
  /// The paper's.
  package var categories: [String] = []
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
///
/// Five numbers by themselves: a list of them would be memory to ask for, for each rule of each paper.
package struct Voices: Equatable, Sendable {
  private var title = 0
  private var abstract = 0
  private var author = 0
  private var category = 0
  private var source = 0

  package init() {}

  package subscript(field: Rule.Field) -> Int {
    get {
      switch field {
      case .title: title
      case .abstract: abstract
      case .author: author
      case .category: category
      case .source: source
      }
    }
    set {
      switch field {
      case .title: title = newValue
      case .abstract: abstract = newValue
      case .author: author = newValue
      case .category: category = newValue
      case .source: source = newValue
      }
    }
  }

  var total: Int { title + abstract + author + category + source }

  private func with(_ other: Voices, _ count: (Int, Int) -> Int) -> Voices {
    var both = Voices()
    both.title = count(title, other.title)
    both.abstract = count(abstract, other.abstract)
    both.author = count(author, other.author)
    both.category = count(category, other.category)
    both.source = count(source, other.source)
    return both
  }

  static func + (one: Voices, other: Voices) -> Voices { one.with(other, +) }

  /// Of two things that must both be said: where both are, the rarer; else the one that is.
  func meeting(_ other: Voices) -> Voices {
    with(other) { $0 == 0 || $1 == 0 ? max($0, $1) : min($0, $1) }
  }

  /// The first time counts whole, each of the next four a quarter: what a paper goes on about
  /// weighs more than what it names once.
  func score(titleWeight: Double) -> Double {
    func loudness(_ count: Int) -> Double { count > 0 ? 1 + Double(min(count - 1, 4)) / 4 : 0 }
    return loudness(title) * titleWeight + loudness(abstract) + loudness(author)
      + loudness(category) + loudness(source)
  }
}
