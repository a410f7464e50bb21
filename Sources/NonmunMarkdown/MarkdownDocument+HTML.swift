import CCMark
import NonmunKit

extension MarkdownDocument {
  /// Table cells are aligned by style, since HTML 5 has no `align` any more.
  var html: String {
    let filters = cmark_find_syntax_extension("tagfilter").flatMap { filter in
      cmark_llist_append(
        cmark_get_default_mem_allocator(), nil, UnsafeMutableRawPointer(filter))
    }
    defer { cmark_llist_free(cmark_get_default_mem_allocator(), filters) }
    let options =
      CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    guard let text = cmark_render_html(root, options, filters) else {
      fatalError("cmark_render_html: out of memory")
    }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }

  /// Sets formulas where they are text, and puts them back as they were written everywhere else.
  mutating func restore(_ math: HiddenMath, _ mathematics: MarkdownHTML.Mathematics) {
    cmark_consolidate_text_nodes(root)
    for node in pointers {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: set(math, mathematics, in: node)
      case CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
        restore(math, in: node, cmark_node_get_literal, cmark_node_set_literal)
        if cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK {
          restore(math, in: node, cmark_node_get_fence_info, cmark_node_set_fence_info)
        }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        restore(math, in: node, cmark_node_get_url, cmark_node_set_url)
        restore(math, in: node, cmark_node_get_title, cmark_node_set_title)
      default: break
      }
    }
  }

  private func restore(
    _ math: HiddenMath, in node: OpaquePointer,
    _ text: (OpaquePointer) -> UnsafePointer<CChar>?,
    _ set: (OpaquePointer, UnsafePointer<CChar>) -> CInt
  ) {
    guard let held = text(node).map({ String(cString: $0) }), let restored = math.restored(held)
    else { return }
    _ = restored.withCString { set(node, $0) }
  }

  private func set(
    _ math: HiddenMath, _ mathematics: MarkdownHTML.Mathematics, in node: OpaquePointer
  ) {
    guard let text = cmark_node_get_literal(node).map({ String(cString: $0) }),
      let pieces = math.pieces(of: text)
    else { return }
    // The words that stand for an image are plain text.
    guard !isInImage(node) else {
      restore(math, in: node, cmark_node_get_literal, cmark_node_set_literal)
      return
    }
    for piece in pieces {
      switch piece {
      case .text(let text): insert(CMARK_NODE_TEXT, text, before: node)
      case .formula(let source, let isDisplayed):
        let markup = MarkdownHTML.markup(source, isDisplayed: isDisplayed, mathematics)
        insert(CMARK_NODE_HTML_INLINE, markup, before: node)
      }
    }
    cmark_node_free(node)
  }

  private func insert(_ type: cmark_node_type, _ literal: String, before node: OpaquePointer) {
    guard let new = cmark_node_new(type) else { fatalError("cmark_node_new: out of memory") }
    _ = literal.withCString { cmark_node_set_literal(new, $0) }
    let inserted = cmark_node_insert_before(node, new)
    precondition(inserted == 1, "cmark-gfm takes no inline where one stands")
  }

  private func isInImage(_ node: OpaquePointer) -> Bool {
    var above = cmark_node_parent(node)
    while let parent = above {
      if cmark_node_get_type(parent) == CMARK_NODE_IMAGE { return true }
      above = cmark_node_parent(parent)
    }
    return false
  }
}

extension MarkdownDocument {
  /// Gives each heading an id: cmark-gfm writes none itself, but what a block of ours opens with.
  mutating func nameHeadings(_ math: HiddenMath, taken: Set<String>) -> [MarkdownHTML.Heading] {
    let texts = nodes
    var ids = taken
    var numbers: [String: Int] = [:]
    return zip(pointers, texts.indices).compactMap { node, index in
      guard case .heading(let level) = texts[index].kind else { return nil }
      let shown = texts.plainText(of: index).whiteSpaceFolded
      let text = math.restored(shown) ?? shown
      let name = text.headingID
      var id = name
      while !ids.insert(id).inserted {
        numbers[name, default: 0] += 1
        id = "\(name)-\(numbers[name, default: 0])"
      }
      guard let named = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else {
        fatalError("cmark_node_new: out of memory")
      }
      cmark_node_set_on_enter(named, "<h\(level) id=\"\(id)\">")
      cmark_node_set_on_exit(named, "</h\(level)>")
      cmark_node_insert_before(node, named)
      while let child = cmark_node_first_child(node) { cmark_node_append_child(named, child) }
      cmark_node_free(node)
      return MarkdownHTML.Heading(level: level, text: text, id: id)
    }
  }

  /// Every node, in document order.
  private var pointers: [OpaquePointer] {
    var pointers: [OpaquePointer] = []
    var open: [OpaquePointer] = []
    var next: OpaquePointer? = root
    while let pointer = next {
      pointers.append(pointer)
      next = cmark_node_first_child(pointer)
      guard next == nil else {
        open.append(pointer)
        continue
      }
      next = open.isEmpty ? nil : cmark_node_next(pointer)
      while next == nil, let parent = open.popLast() {
        next = open.isEmpty ? nil : cmark_node_next(parent)
      }
    }
    return pointers
  }
}
