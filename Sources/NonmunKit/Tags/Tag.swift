/// An interest of the reader's: what it is called, and the rules that find it.
package struct Tag: Equatable, Sendable {
  package var name: String
  /// In Korean, for headings.
  package var label: String
  /// Other names of the same thing, in both languages.
  package var aliases: [String]
  /// One of these must hold.
  package var any: [WrittenRule]
  /// One of these rejects the paper.
  package var not: [WrittenRule]
  /// Each of these must hold as well: conditions of category, source, field.
  package var require: [WrittenRule]
  /// Phrases whose words count for nothing where they stand: `diffusion MRI`.
  package var ignore: [String]

  package init(
    name: String, label: String? = nil, aliases: [String] = [], any: [WrittenRule],
    not: [WrittenRule] = [], require: [WrittenRule] = [], ignore: [String] = []
  ) {
    self.name = name
    self.label = label ?? name
    self.aliases = aliases
    self.any = any
    self.not = not
    self.require = require
    self.ignore = ignore
  }

  /// Whether the reader may mean this tag.
  package func answers(to name: String) -> Bool {
    let name = name.lowercased()
    return ([self.name, label] + aliases).contains { $0.lowercased() == name }
  }
}

/// A rule with the text it was written as, which explains a match to its reader.
package struct WrittenRule: Equatable, Sendable {
  package let text: String
  package let rule: Rule

  package init(_ text: String) throws(RuleError) {
    self.text = text
    rule = try Rule(parsing: text)
  }
}

/// A tag found in a paper, and what spoke for it.
package struct Match: Equatable, Sendable {
  package var tag: String
  package var score: Double
  package var because: [Reason]

  package init(tag: String, score: Double, because: [Reason]) {
    self.tag = tag
    self.score = score
    self.because = because
  }

  /// Words that a rule found.
  package struct Reason: Hashable, Codable, Sendable {
    /// `title`, `abstract`, `authors` or `categories`; a list reads as joined by `, `.
    package var field: String
    package var text: String
    /// In Unicode scalars from the start of the field.
    package var start: Int
    package var length: Int
    /// As written in `tags.yml`.
    package var rule: String

    package init(field: String, text: String, start: Int, length: Int, rule: String) {
      self.field = field
      self.text = text
      self.start = start
      self.length = length
      self.rule = rule
    }
  }
}
