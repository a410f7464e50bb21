import CXML2
import NonmunKit

/// Owns one of libxml2's push parsers.
struct LibXMLParser: ~Copyable {
  private let context: xmlParserCtxtPtr
  /// libxml2 keeps a pointer to it between the pieces.
  private let reading: Unmanaged<XMLReading>

  init(_ reading: XMLReading, isRecovering: Bool) {
    XMLErrors.silence()
    self.reading = Unmanaged.passRetained(reading)
    var handler = Self.handler
    guard
      let context = xmlCreatePushParserCtxt(&handler, self.reading.toOpaque(), nil, 0, nil)
    else { fatalError("xmlCreatePushParserCtxt: out of memory") }
    self.context = context
    // Neither NOENT nor DTDLOAD; and no HUGE, so that libxml2's own limits hold.
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    if isRecovering { options |= XML_PARSE_RECOVER.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
  }

  deinit {
    xmlFreeDoc(context.pointee.myDoc)
    xmlFreeParserCtxt(context)
    reading.release()
  }

  func parse(_ piece: UnsafeBufferPointer<UInt8>) {
    piece.withMemoryRebound(to: CChar.self) { piece in
      // Its code is that of an error that the handler was told.
      _ = xmlParseChunk(context, piece.baseAddress, Int32(clamping: piece.count), 0)
    }
  }

  func finish() { _ = xmlParseChunk(context, nil, 0, 1) }

  /// A tag is looked at when all of it is there, and its attributes each with every other: of one
  /// that grows without end, they are counted before.
  func checkLength(of reading: XMLReading) {
    guard let input = context.pointee.input, let start = input.pointee.cur,
      let end = input.pointee.end, end - start > Self.longestTag, start[0] == UInt8(ascii: "<"),
      start[1] != UInt8(ascii: "!"), context.pointee.instate != XML_PARSER_CDATA_SECTION
    else { return }
    let tag = UnsafeBufferPointer(start: start, count: end - start)
    let signs = tag.count { $0 == UInt8(ascii: "=") }
    if signs > 2 * XMLReading.mostAttributes {
      reading.stop("\(XMLReading.mostAttributes) attributes on an element")
    }
  }

  private static let longestTag = 1 << 17

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { userData, local, _, space, spaces, _, count, defaulted, attributes in
      XMLReading.behind(userData) { reading in
        reading.start(reading.names.number(of: local, space))
        if count > XMLReading.mostAttributes {
          reading.stop("\(XMLReading.mostAttributes) attributes on an element")
        } else if spaces > 0 {
          reading.declare(namespaces: Int(spaces))
        }
        guard let attributes, !reading.isOver else { return }
        // Five pointers each: local name, prefix, namespace, first and past last byte of the value.
        // Those that only a DTD gives stand last, and are not the document's.
        for index in 0..<Int(count - defaulted) {
          let attribute = attributes + index * 5
          guard let start = attribute[3], let end = attribute[4] else { continue }
          reading.add(
            attribute: reading.names.number(of: attribute[0], attribute[2]),
            UnsafeBufferPointer(start: start, count: end - start))
        }
      }
    }
    handler.endElementNs = { userData, _, _, _ in XMLReading.behind(userData) { $0.end() } }
    handler.characters = { userData, bytes, count in
      XMLReading.behind(userData) {
        $0.add(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    handler.cdataBlock = handler.characters
    handler.ignorableWhitespace = handler.characters
    handler.serror = { userData, error in
      guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue,
        // A namespace error does not hurt: unknown prefixes are only other names.
        error.pointee.domain != Int32(XML_FROM_NAMESPACE.rawValue)
      else { return }
      let words = error.pointee.message.map { String(cString: $0) } ?? "error"
      XMLReading.behind(userData) {
        $0.note(
          .malformedXML(
            line: Int(error.pointee.line), reason: words.whiteSpaceFolded.forTerminal))
      }
    }
    return handler
  }
}

extension XMLReading {
  /// Calls what libxml2 hands back, until a limit ends it. The parser holds it, so that it need not
  /// be retained for each of a hundred calls an entry.
  @inline(__always)
  fileprivate static func behind(
    _ userData: UnsafeMutableRawPointer?, _ call: (XMLReading) -> Void
  ) {
    guard let userData else { return }
    Unmanaged<XMLReading>.fromOpaque(userData)._withUnsafeGuaranteedRef { reading in
      if !reading.isOver { call(reading) }
    }
  }
}

/// What libxml2 says to nobody in particular, which it would print on standard error.
enum XMLErrors {
  /// On this thread; the errors of a document go to its own parser all the same.
  static func silence() { xmlSetStructuredErrorFunc(nil) { _, _ in } }
}
