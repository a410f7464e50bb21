/// The HTML that a feed gives for an item, as it came: untrusted, and broken as it may be.
///
/// Kept as it is, so that turning it into something else costs only where somebody asks.
package struct HTMLFragment: Equatable, Sendable {
  package let html: String
  /// What a relative address starts from, the outermost first.
  package let bases: [String]

  /// `nil` for text without any tag: the plain text is all there is.
  package init?(_ html: String, bases: [String]) {
    guard html.utf8.contains(UInt8(ascii: "<")) else { return nil }
    self.html = html
    self.bases = bases
  }
}
