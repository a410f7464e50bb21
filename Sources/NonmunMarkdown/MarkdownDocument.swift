import CCMark
import Dispatch

/// Owns one cmark-gfm parser and frees it when dropped.
private struct MarkdownParser: ~Copyable {
  private let parser: OpaquePointer

  init() {
    Self.extensionsAreReady
    // `1~2장을 읽고 3~4장은 남음` is nothing struck out, and kramdown knows no strike of one tilde.
    let options =
      CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    guard let parser = cmark_parser_new(options) else {
      fatalError("cmark_parser_new: out of memory")
    }
    self.parser = parser
    for name in ["table", "strikethrough", "autolink"] {
      let attached = cmark_parser_attach_syntax_extension(
        parser, cmark_find_syntax_extension(name))
      precondition(attached == 1, "cmark-gfm has no extension \(name)")
    }
  }

  deinit { cmark_parser_free(parser) }

  /// Runs once: cmark-gfm keeps its extensions in a list that is not thread-safe.
  private static let extensionsAreReady: Void = cmark_gfm_core_extensions_ensure_registered()

  /// The root of what `bytes` say; the caller frees it.
  func root(of bytes: ArraySlice<UInt8>) -> OpaquePointer {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return }
      cmark_parser_feed(parser, start, buffer.count)
    }
    guard let root = cmark_parser_finish(parser) else {
      fatalError("cmark_parser_finish: out of memory")
    }
    return root
  }
}

/// Owns one cmark-gfm document and frees it when dropped.
struct MarkdownDocument: ~Copyable {
  let root: OpaquePointer

  /// Waits while another document is parsed.
  init(parsing bytes: ArraySlice<UInt8>) {
    root = Self.turns.sync { MarkdownParser().root(of: bytes) }
  }

  /// One parse at a time in this process: while it runs, cmark-gfm enters the letters that its
  /// extensions look for in a table that all parsers share (inlines.c, `SPECIAL_CHARS`), and takes
  /// them out at the end. Two at a time miss each other's strikethrough and bare addresses.
  private static let turns = DispatchQueue(label: "nonmun.markdown")

  deinit { cmark_node_free(root) }

  /// The whole document as values, in document order.
  ///
  /// Goes down and along without recursion: reader's pages may nest as deep as they like.
  var nodes: [MarkdownNode] {
    var nodes: [MarkdownNode] = []
    var open: [(pointer: OpaquePointer, index: Int)] = []
    var next: OpaquePointer? = root
    while let pointer = next {
      let index = nodes.count
      nodes.append(MarkdownNode(pointer, parent: open.last?.index, index: index))
      next = cmark_node_first_child(pointer)
      guard next == nil else {
        open.append((pointer, index))
        continue
      }
      next = open.isEmpty ? nil : cmark_node_next(pointer)
      while next == nil, let parent = open.popLast() {
        nodes[parent.index].end = nodes.count
        next = open.isEmpty ? nil : cmark_node_next(parent.pointer)
      }
    }
    return nodes
  }
}

extension MarkdownNode {
  fileprivate init(_ node: OpaquePointer, parent: Int?, index: Int) {
    self.init(
      kind: Kind(of: node), parent: parent, end: index + 1,
      firstLine: Int(cmark_node_get_start_line(node)), lastLine: Int(cmark_node_get_end_line(node)),
      column: Int(cmark_node_get_start_column(node)))
    switch kind {
    case .text, .codeSpan, .inlineHTML, .html:
      literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    case .link, .image: address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    default: break
    }
  }
}

extension MarkdownNode.Kind {
  fileprivate init(of node: OpaquePointer) {
    self =
      switch cmark_node_get_type(node) {
      case CMARK_NODE_DOCUMENT: .document
      case CMARK_NODE_BLOCK_QUOTE: .quote
      case CMARK_NODE_LIST:
        cmark_node_get_list_type(node) == CMARK_BULLET_LIST ? .bulletList : .orderedList
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_HTML_BLOCK: .html
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
      case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
      case CMARK_NODE_CODE_BLOCK: .code(isFenced: Self.isFenced(node))
      case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_CODE: .codeSpan
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_HTML_INLINE: .inlineHTML
      default: Self(nameOfExtensionNode: String(cString: cmark_node_get_type_string(node)))
      }
  }

  private static func isFenced(_ node: OpaquePointer) -> Bool {
    // cmark-gfm writes all three without asking whether they are wanted.
    var length: CInt = 0
    var offset: CInt = 0
    var character: CChar = 0
    return cmark_node_get_fenced(node, &length, &offset, &character) != 0
  }

  /// Nodes of extensions get their numbers when the extension is registered; their names are fixed.
  private init(nameOfExtensionNode name: String) {
    self =
      switch name {
      case "table": .table
      case "table_header": .tableHeader
      case "table_row": .tableRow
      case "strikethrough": .strikethrough
      default: .other
      }
  }
}
