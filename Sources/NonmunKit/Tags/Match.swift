/// A tag found in a paper, and what spoke for it.
package struct Match: Equatable, Sendable {
  package var tag: String
  package var score: Double
  package var because: [Reason]
  /// How probably the reader wants it; `nil` where the tag has learned nothing.
  package var probability: Double?
  /// Whether the reader said that it is not for them.
  package var isDismissed = false

  package init(tag: String, score: Double, because: [Reason]) {
    self.tag = tag
    self.score = score
    self.because = because
  }

  /// What a certain paper ranks as, among tags whose rules alone rank.
  package static let certainty = 10.0

  /// What a list is sorted by: ten times what the tag has learned of the paper, else the score of
  /// its rules; 0 for what the reader dismissed.
  package var rank: Double {
    isDismissed ? 0 : probability.map { $0 * Self.certainty } ?? score
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
