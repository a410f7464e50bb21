/// The link that a note makes to an item.
package struct NoteLink: Equatable, Sendable {
  /// Markdown: what stands between the brackets.
  package var text: String
  package var address: String

  /// A link whose text the reader wrote, markup included.
  package init(written text: String, address: String) {
    self.text = text
    self.address = address
  }

  /// A link whose text a feed wrote; the address where there is none.
  package init(title: String, address: String) {
    let text = title.escapedForMarkdownLinkText
    self.text = text.isEmpty ? address.escapedForMarkdownLinkText : text
    self.address = address
  }

  package var markdown: String { "[\(text)](\(address.escapedForMarkdownDestination))" }
}
