/// What a digest can be written as.
package enum DigestFormat: String, CaseIterable, Sendable {
  /// The diary, byte for byte.
  case markdown
  /// A post of a Jekyll blog: the same with whole front matter.
  case jekyll
}
