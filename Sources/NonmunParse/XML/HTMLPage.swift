import CXML2
import NonmunKit

/// What a page says of feeds: those that it names, and the list that Hugging Face puts into it.
///
/// Read by libxml2's HTML parser, which forgives what pages are made of.
struct HTMLPage {
  /// Absolute addresses, in the order of the page.
  private(set) var feeds: [String] = []
  /// The JSON of `data-props` at the element `DailyPapers`.
  private(set) var dailyPapers: [UInt8]?

  /// Heads and lists stand within this; what comes later is not looked at.
  private static let mostBytes = 16 << 20

  init(parsing bytes: [UInt8], encoding: String?, address: String) {
    let document = HTMLDocument(bytes.prefix(Self.mostBytes), encoding: encoding)
    var base = address
    document.eachElement { name, attributes in
      func value(_ name: String) -> String { attributes[name]?.whiteSpaceFolded ?? "" }
      if name == "base", !value("href").isEmpty {
        base = Link.absolute(value("href"), from: [address])
      }
      let relations = value("rel").lowercased().split(separator: " ")
      if name == "link", relations.contains("alternate"),
        Self.types.contains(value("type").lowercased()), !value("href").isEmpty
      {
        feeds.append(Link.absolute(value("href"), from: [base]))
      }
      if value("data-target") == "DailyPapers", let props = attributes["data-props"] {
        dailyPapers = Array(props.utf8)
      }
    }
  }

  private static let types = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
  ]
}

/// Owns one HTML document of libxml2.
private struct HTMLDocument: ~Copyable {
  private let document: htmlDocPtr?

  init(_ bytes: ArraySlice<UInt8>, encoding: String?) {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    XMLErrors.silence()
    document = bytes.withUnsafeBytes { bytes in
      htmlReadMemory(
        bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count), nil,
        encoding ?? "UTF-8", Int32(options))
    }
  }

  deinit { xmlFreeDoc(document) }

  /// In the order of the page; without recursion, since a page may nest as deep as it likes.
  func eachElement(_ each: (String, [String: String]) -> Void) {
    var next = xmlDocGetRootElement(document)
    while let node = next {
      if node.pointee.type == XML_ELEMENT_NODE {
        each(String(cString: node.pointee.name), Self.attributes(of: node))
      }
      if let child = node.pointee.children {
        next = child
        continue
      }
      var place: xmlNodePtr? = node
      while let here = place, here.pointee.next == nil { place = here.pointee.parent }
      next = place?.pointee.next
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
