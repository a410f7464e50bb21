import CXML2
import NonmunKit

/// A document read entry by entry: each `entry` or `item` is handed over whole and let go, so that
/// memory does not grow with the document.
///
/// libxml2's SAX2 interface calls back; the calls fill a small value. No DTD is loaded, no entity
/// is expanded but the five of XML, nothing is fetched.
struct XMLEntries {
  /// The root and what stands in it outside of entries.
  private(set) var root: XMLElement?
  private(set) var error: FeedError?

  /// - Parameters:
  ///   - encoding: Overrides what the document declares.
  ///   - isRecovering: Go on after errors, as far as sense can be made.
  ///   - entry: Gets each entry, and the root so far; the entry is gone when this returns.
  init(
    parsing bytes: [UInt8], encoding: String?, isRecovering: Bool,
    entry: @escaping (XMLElement, XMLElement) -> Void
  ) {
    var reading = Reading(entry: entry)
    // The context points to `reading` only while this call stands on it.
    withUnsafeMutablePointer(to: &reading) { reading in
      let parser = LibXMLParser(reading)
      parser.parse(bytes, encoding: encoding, isRecovering: isRecovering)
    }
    root = reading.root
    error = reading.error
  }

  /// Whether libxml2, by itself or through iconv, reads an encoding of this name.
  static func canRead(encoding: String) -> Bool {
    guard let handler = xmlFindCharEncodingHandler(encoding) else { return false }
    xmlCharEncCloseFunc(handler)
    return true
  }

  fileprivate static let deepest = 100
  fileprivate static let mostAttributes = 1000
}

/// What the callbacks fill.
private struct Reading {
  /// Gets the entry and the root.
  let entry: (XMLElement, XMLElement) -> Void
  let names = XMLNames()
  /// The root and what stands in it outside of entries.
  let document: XMLTree
  /// The entry that is being read; the same tree for each.
  let entryTree: XMLTree
  /// How many elements are open.
  var depth = 0
  /// At which depth the entry began that is being read.
  var entryDepth: Int?
  var error: FeedError?

  init(entry: @escaping (XMLElement, XMLElement) -> Void) {
    self.entry = entry
    document = XMLTree(names: names)
    entryTree = XMLTree(names: names)
  }

  var tree: XMLTree { entryDepth == nil ? document : entryTree }

  var root: XMLElement? { document.isEmpty ? nil : document.root }

  mutating func start(_ name: Int) {
    if entryDepth == nil, depth > 0, isEntry(names[name].local) {
      entryDepth = depth
      entryTree.removeAll()
    }
    depth += 1
    tree.start(name)
  }

  private func isEntry(_ name: String) -> Bool {
    name == "entry" || name == "item" || name == "record" && document.root.name.local == "OAI-PMH"
  }

  mutating func end() {
    guard depth > 0 else { return }
    depth -= 1
    tree.end()
    if entryDepth == depth {
      entryDepth = nil
      entry(entryTree.root, document.root)
    }
  }

  /// A root that never ended still names the feed; an entry that never ended is none.
  mutating func close() {
    entryDepth = nil
    document.endAll()
  }
}

/// Owns one libxml2 parser.
private struct LibXMLParser: ~Copyable {
  private let context: xmlParserCtxtPtr

  init(_ reading: UnsafeMutablePointer<Reading>) {
    guard let context = xmlNewParserCtxt(), let handler = context.pointee.sax else {
      fatalError("xmlNewParserCtxt: out of memory")
    }
    self.context = context
    context.pointee.userData = UnsafeMutableRawPointer(reading)
    handler.pointee = Self.handler
  }

  deinit { xmlFreeParserCtxt(context) }

  func parse(_ bytes: [UInt8], encoding: String?, isRecovering: Bool) {
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    if isRecovering { options |= XML_PARSE_RECOVER.rawValue }
    if encoding != nil { options |= XML_PARSE_IGNORE_ENC.rawValue }
    XMLErrors.silence()
    let document = bytes.withUnsafeBytes { bytes in
      xmlCtxtReadMemory(
        context, bytes.assumingMemoryBound(to: CChar.self).baseAddress,
        Int32(clamping: bytes.count),
        nil, encoding, Int32(options))
    }
    xmlFreeDoc(document)
    let reading = context.pointee.userData?.assumingMemoryBound(to: Reading.self)
    reading?.pointee.close()
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { userData, local, _, space, _, _, count, _, attributes in
      guard let reading = userData?.assumingMemoryBound(to: Reading.self) else { return }
      guard reading.pointee.depth < XMLEntries.deepest,
        count <= XMLEntries.mostAttributes
      else {
        reading.pointee.error = .tooMuch(
          count > XMLEntries.mostAttributes
            ? "\(XMLEntries.mostAttributes) attributes on an element"
            : "\(XMLEntries.deepest) elements inside each other")
        return
      }
      reading.pointee.start(reading.pointee.names.number(of: local, space))
      // Five pointers each: local name, prefix, namespace, first and past last byte of the value.
      for index in 0..<Int(count) {
        guard let attributes, let start = attributes[index * 5 + 3],
          let end = attributes[index * 5 + 4]
        else { continue }
        let name = reading.pointee.names.number(
          of: attributes[index * 5], attributes[index * 5 + 2])
        reading.pointee.tree.add(
          attribute: name, UnsafeBufferPointer(start: start, count: end - start))
      }
    }
    handler.endElementNs = { userData, _, _, _ in
      guard let reading = userData?.assumingMemoryBound(to: Reading.self),
        reading.pointee.error?.isLimit != true
      else { return }
      reading.pointee.end()
    }
    handler.characters = { userData, bytes, count in
      guard let reading = userData?.assumingMemoryBound(to: Reading.self), let bytes else { return }
      reading.pointee.tree.add(text: UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.ignorableWhitespace = handler.characters
    handler.serror = { userData, error in
      guard let reading = userData?.assumingMemoryBound(to: Reading.self),
        let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue,
        // A namespace error does not hurt: unknown prefixes are only other names.
        error.pointee.domain != Int32(XML_FROM_NAMESPACE.rawValue), reading.pointee.error == nil
      else { return }
      let words = error.pointee.message.map { String(cString: $0) } ?? "error"
      reading.pointee.error = .malformedXML(
        line: Int(error.pointee.line), reason: words.whiteSpaceFolded.forTerminal)
    }
    return handler
  }
}

/// What libxml2 says to nobody in particular, which it would print on standard error.
enum XMLErrors {
  /// On this thread; the errors of a document go to its own parser all the same.
  static func silence() { xmlSetStructuredErrorFunc(nil) { _, _ in } }
}

extension FeedError {
  fileprivate var isLimit: Bool {
    if case .tooMuch = self { true } else { false }
  }
}
