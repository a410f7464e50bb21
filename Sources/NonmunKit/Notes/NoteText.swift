/// What is written for a note: a list item without its bullet.
package struct NoteText: Equatable, Sendable {
  /// The first stands behind the bullet, the others under its text. At least one.
  package let lines: [String]
  package let links: [NoteLink]

  /// The n-th `[]` of `text` becomes the n-th link, and what follows stays attached to it. A text
  /// without `[]` stands behind the links and a colon.
  ///
  /// Blank lines around the text are dropped, and spaces before its first letter: an item cannot
  /// begin with either, and editors end a file with a newline. Nothing else that the reader wrote
  /// is touched.
  package init(_ text: String, linking links: [NoteLink]) throws(NoteTextError) {
    precondition(!links.isEmpty, "a note links to something")
    self.links = links
    let written = Self.withoutBlankEnds(Array(text.utf8))
    let placeholders = NotePlaceholders(in: written).ranges
    let allLinks = links.map(\.markdown).joined(separator: ", ")
    var bytes: [UInt8] = []
    if written.isEmpty {
      bytes += allLinks.utf8
    } else if placeholders.isEmpty {
      bytes += "\(allLinks): ".utf8
      bytes += written
    } else {
      guard placeholders.count == links.count else {
        throw NoteTextError(placeholders: placeholders.count, items: links.count)
      }
      var start = 0
      for (placeholder, link) in zip(placeholders, links) {
        bytes += written[start..<placeholder.lowerBound]
        bytes += link.markdown.utf8
        start = placeholder.upperBound
      }
      bytes += written[start...]
    }
    lines = PageLines(bytes).lines.map { String(decoding: bytes[$0.content], as: UTF8.self) }
  }

  private static func withoutBlankEnds(_ bytes: [UInt8]) -> [UInt8] {
    let written = PageLines(bytes).lines.filter { !$0.isBlank }
    guard let first = written.first, let last = written.last else { return [] }
    let text = bytes[first.content.lowerBound..<last.content.upperBound]
    return Array(text.drop { $0 == .space || $0 == .tab })
  }

  /// The bytes of the item, without a newline at the end. Blank lines stay as they are.
  func item(bullet: UInt8, indentation: Int, newline: [UInt8]) -> [UInt8] {
    let margin = [UInt8](repeating: .space, count: indentation)
    var bytes = margin + [bullet, .space] + Array((lines.first ?? "").utf8)
    for line in lines.dropFirst() {
      bytes += newline
      // Two columns are what a bullet and a space take.
      if !line.utf8.allSatisfy({ $0 == .space || $0 == .tab }) {
        bytes += margin + [.space, .space]
      }
      bytes += line.utf8
    }
    return bytes
  }
}

/// A text with some `[]`, but not one for each item.
package struct NoteTextError: Error, Equatable, CustomStringConvertible {
  package var placeholders: Int
  package var items: Int

  package var description: String {
    "the text has \(placeholders) [] for \(items) \(items == 1 ? "item" : "items")"
  }
}
