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
