/// An interest of the reader's: what it is called, and the rules that find it.
package struct Tag: Equatable, Sendable {
  package var name: String
  /// In Korean, for headings.
  package var label: String
  /// Other names of the same thing, in both languages.
  package var aliases: [String]
  /// What speaks for a paper; together they must reach ``threshold``.
  package var any: [WrittenRule]
  /// One of these rejects the paper.
  package var not: [WrittenRule] = []
  /// Each of these must hold as well: conditions of category, source, field.
  package var require: [WrittenRule] = []
  /// What each takes from the score, by its weight.
  package var penalty: [WrittenRule] = []
  /// Phrases whose words count for nothing where they stand: `diffusion MRI`; a `*` at the end
  /// lets the last word go on.
  package var ignore: [String] = []
  /// The score from which on a paper is shown.
  package var threshold = 1.0
  /// How many times what stands elsewhere a word in the title counts.
  package var titleWeight = 3.0

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
  /// What one voice of it counts; a weak sign has less than 1.
  package var weight = 1.0
  /// What must hold beside it for it to count: the context of a weak word.
  package var context: Rule?

  package init(_ text: String) throws(RuleError) {
    self.text = text
    rule = try Rule(parsing: text)
  }
}
