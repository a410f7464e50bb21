/// One element with all that stands in it, as a value.
struct XMLElement {
  var name: XMLName
  /// In the order of the document; few enough to look through.
  var attributes: [(name: XMLName, value: String)] = []
  /// Its own text, without that of its children.
  var text = ""
  var children: [XMLElement] = []
  /// How many bytes of the parent's text stand before this element.
  var offset = 0

  func first(_ name: String, _ space: XMLName.Space = .plain) -> XMLElement? {
    children.first { $0.name == XMLName(name, space) }
  }

  func all(_ name: String, _ space: XMLName.Space = .plain) -> [XMLElement] {
    children.filter { $0.name == XMLName(name, space) }
  }

  subscript(name: String) -> String? { attribute(XMLName(name, .plain)) }

  /// Relative addresses inside start from here (XML Base).
  var base: String? { attribute(XMLName("base", .xml)) }

  /// What RSS 1.0 calls an item by (`rdf:about`).
  var about: String? { attribute(XMLName("about", .rdf)) }

  private func attribute(_ name: XMLName) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// All text in reading order, that of children included.
  var allText: String {
    guard !children.isEmpty else { return text }
    var whole = ""
    var place = text.utf8.startIndex
    for child in children {
      let next = text.utf8.index(text.utf8.startIndex, offsetBy: child.offset)
      whole += text[place..<next]
      whole += child.allText
      place = next
    }
    return whole + text[place...]
  }
}

/// A local name, and the vocabulary that it belongs to.
struct XMLName: Hashable {
  enum Space {
    /// No namespace, Atom's, or RSS 1.0's: feeds mix them up.
    case plain
    case arxiv, content, dublinCore, iTunes, openSearch, rdf, xml, other

    init(_ address: String) {
      self =
        switch address {
        case "", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#",
          "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2",
          "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
          "http://blogs.law.harvard.edu/tech/rss", "http://backend.userland.com/RSS2",
          "http://www.openarchives.org/OAI/2.0/", "http://arxiv.org/OAI/arXiv/",
          "http://arxiv.org/OAI/arXivRaw/":
          .plain
        case "http://arxiv.org/schemas/atom", "http://arxiv.org/schemas/atom/": .arxiv
        case "http://purl.org/rss/1.0/modules/content/": .content
        case "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/": .dublinCore
        case "http://www.itunes.com/dtds/podcast-1.0.dtd": .iTunes
        case "http://a9.com/-/spec/opensearch/1.1/", "http://a9.com/-/spec/opensearchrss/1.0/":
          .openSearch
        case "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf
        case "http://www.w3.org/XML/1998/namespace": .xml
        default: .other
        }
    }
  }

  var local: String
  var space: Space

  init(_ local: String, _ space: Space) {
    self.local = local
    self.space = space
  }
}
