/// A node of a Markdown document, copied out of cmark-gfm.
///
/// A document is an array of these in document order: a tree of values would free a page that nests
/// ten thousand quotes by recursion, and run out of stack.
struct MarkdownNode: Equatable {
  enum Kind: Equatable {
    case document, quote, bulletList, orderedList, item, html, paragraph, thematicBreak, footnote
    case code(isFenced: Bool)
    case heading(level: Int)
    case table, tableHeader, tableRow
    case text, codeSpan, lineBreak, link, image, strikethrough, inlineHTML
    case other
  }

  var kind: Kind
  /// The index of the node that holds this one.
  var parent: Int?
  /// One past the index of the last node inside this one.
  var end: Int
  /// 1-based; 0 where cmark-gfm does not say.
  var firstLine: Int
  var lastLine: Int
  /// 1-based, in bytes of the line.
  var column: Int
  /// Of a text, a code span, or HTML.
  var literal = ""
  /// Of a link or an image.
  var address = ""

  /// Whether it stands in the text of a block; emphasis does.
  var isInline: Bool {
    switch kind {
    case .text, .codeSpan, .lineBreak, .image, .strikethrough, .link, .inlineHTML, .other: true
    default: false
    }
  }
}

extension [MarkdownNode] {
  /// The text of a node as it is read, without markup; line breaks are spaces.
  func plainText(of index: Int) -> String {
    var text = ""
    for node in self[index..<self[index].end] {
      switch node.kind {
      case .text, .codeSpan: text += node.literal
      case .lineBreak: text += " "
      default: break
      }
    }
    return text
  }
}
