/// What a digest can be written as.
package enum DigestFormat: String, CaseIterable, Sendable {
  /// The diary, byte for byte.
  case markdown
  /// A post of a Jekyll blog: the same with whole front matter.
  case jekyll
  /// The same for Hugo.
  case hugo
  /// One page that needs no network.
  case html
  /// One object with all that is known of the week.
  case json
  /// A feed of the day pages, for others to follow.
  case atom
  /// The noted papers, for a bibliography.
  case bibtex

  /// Whether it has a place of its own in the folder for posts.
  package var isPost: Bool { self == .jekyll || self == .hugo }
}
