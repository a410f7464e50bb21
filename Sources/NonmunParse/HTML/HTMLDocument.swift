import CXML2

/// Owns one HTML document of libxml2, whose parser forgives what pages are made of.
struct HTMLDocument: ~Copyable {
  /// What stands in a document, in its order.
  enum Part {
    /// Names are in lower case; values are read, references and all.
    case start(name: String, attributes: [String: String])
    case text(String)
    case end(name: String)
  }

  private let document: htmlDocPtr?
  /// Whether elements stand too deep inside each other: libxml2 goes no deeper than 256, and what
  /// comes later is not there.
  let isCutOff: Bool

  /// Bytes of names of elements and attributes. libxml2 compares each attribute with all others of
  /// its element, so that many names cost their square: a megabyte of them took a minute.
  private static let namesInBytes = 4096

  init(_ bytes: ArraySlice<UInt8>, encoding: String?) {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    guard let context = htmlNewParserCtxt() else {
      fatalError("htmlNewParserCtxt: out of memory")
    }
    defer { htmlFreeParserCtxt(context) }
    xmlDictSetLimit(context.pointee.dict, Self.namesInBytes)
    XMLErrors.silence()
    document = bytes.withUnsafeBytes { bytes in
      htmlCtxtReadMemory(
        context, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count), nil,
        encoding ?? "UTF-8", Int32(options))
    }
    isCutOff = context.pointee.disableSAX != 0
  }

  deinit { xmlFreeDoc(document) }

  /// Without recursion, since a page may nest as it likes.
  func walk(_ each: (Part) -> Void) {
    var next = xmlDocGetRootElement(document)
    while let node = next {
      Self.enter(node, each)
      if let child = node.pointee.children {
        next = child
        continue
      }
      var place: xmlNodePtr? = node
      while let here = place {
        Self.leave(here, each)
        next = here.pointee.next
        guard next == nil else { break }
        place = here.pointee.parent
      }
    }
  }

  private static func enter(_ node: xmlNodePtr, _ each: (Part) -> Void) {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      each(.start(name: String(cString: node.pointee.name), attributes: attributes(of: node)))
    case XML_TEXT_NODE:
      if let text = node.pointee.content { each(.text(String(cString: text))) }
    default: break  // Comments, and the text of scripts and styles.
    }
  }

  private static func leave(_ node: xmlNodePtr, _ each: (Part) -> Void) {
    if node.pointee.type == XML_ELEMENT_NODE {
      each(.end(name: String(cString: node.pointee.name)))
    }
  }

  private static func attributes(of node: xmlNodePtr) -> [String: String] {
    var attributes: [String: String] = [:]
    var next = node.pointee.properties
    while let attribute = next {
      let value = attribute.pointee.children?.pointee.content
      attributes[String(cString: attribute.pointee.name)] = value.map { String(cString: $0) } ?? ""
      next = attribute.pointee.next
    }
    return attributes
  }
}
