/// One element with all that stands in it: a view into the tree that holds it, cheap to make and
/// to throw away. Only what is asked for becomes a `String`.
struct XMLElement {
  let tree: XMLTree
  let index: Int

  var name: XMLName { tree.name(of: index) }

  var children: XMLChildren { XMLChildren(parent: self) }

  func first(_ name: StaticString, _ space: XMLName.Space = .plain) -> XMLElement? {
    tree.child(XMLNames.Key(name, space), of: index, from: index + 1).map {
      XMLElement(tree: tree, index: $0)
    }
  }

  func all(_ name: StaticString, _ space: XMLName.Space = .plain) -> [XMLElement] {
    Array(each(name, space))
  }

  /// The same one by one.
  func each(_ name: StaticString, _ space: XMLName.Space = .plain) -> XMLNamesakes {
    XMLNamesakes(parent: self, name: XMLNames.Key(name, space))
  }

  subscript(name: StaticString) -> String? {
    tree.attribute(XMLNames.Key(name, .plain), of: index)
  }

  /// Relative addresses inside start from here (XML Base).
  var base: String? { tree.attribute(XMLNames.Key("base", .xml), of: index) }

  /// What RSS 1.0 calls an item by (`rdf:about`).
  var about: String? { tree.attribute(XMLNames.Key("about", .rdf), of: index) }

  /// All of them, in the order of the document.
  var attributes: [(name: XMLName, value: String)] { tree.attributes(of: index) }

  /// Its own text, without that of its children.
  var text: String { tree.ownText(of: index) }

  /// The same with white space folded.
  var foldedText: String { tree.foldedText(of: index) }

  /// The folded text of the first child of this name; empty where there is none.
  func folded(_ name: StaticString, _ space: XMLName.Space = .plain) -> String {
    guard let child = tree.child(XMLNames.Key(name, space), of: index, from: index + 1) else {
      return ""
    }
    return tree.foldedText(of: child)
  }

  /// Whether an attribute has this value.
  subscript(name: StaticString, is value: StaticString) -> Bool {
    tree.attribute(XMLNames.Key(name, .plain), of: index, is: value)
  }

  /// All its text as it stands, without a `String` made of it.
  func withBytes<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    tree.withBytes(of: index, read)
  }

  /// Its text as a date.
  var feedDate: FeedDate? { withBytes(FeedDate.init(utf8:)) }

  /// All text in reading order, that of children included.
  var allText: String { tree.text(of: index) }
}

/// The children of one name, in the order of the document.
struct XMLNamesakes: Sequence, IteratorProtocol {
  private let parent: XMLElement
  private let name: XMLNames.Key
  private var place: Int

  init(parent: XMLElement, name: XMLNames.Key) {
    self.parent = parent
    self.name = name
    place = parent.index + 1
  }

  mutating func next() -> XMLElement? {
    guard let next = parent.tree.child(name, of: parent.index, from: place) else { return nil }
    place = parent.tree.end(of: next)
    return XMLElement(tree: parent.tree, index: next)
  }
}

/// The elements that stand directly in another, in the order of the document.
struct XMLChildren: Sequence, IteratorProtocol {
  private let tree: XMLTree
  private let end: Int
  private var place: Int

  init(parent: XMLElement) {
    tree = parent.tree
    end = tree.end(of: parent.index)
    place = parent.index + 1
  }

  mutating func next() -> XMLElement? {
    guard place < end else { return nil }
    defer { place = tree.end(of: place) }
    return XMLElement(tree: tree, index: place)
  }
}

/// A local name, and the vocabulary that it belongs to.
struct XMLName: Hashable {
  enum Space: UInt8 {
    /// No namespace, Atom's, or RSS 1.0's: feeds mix them up.
    case plain
    case arxiv, content, dublinCore, iTunes, media, openSearch, rdf, xml, other

    /// Programs disagree on the scheme, on case, and on what stands at the end.
    init(_ address: String) {
      var name = address.lowercased()[...]
      for scheme in ["http://", "https://"] where name.hasPrefix(scheme) {
        name = name.dropFirst(scheme.count)
      }
      while let last = name.last, last == "/" || last == "#" { name.removeLast() }
      self =
        name.hasPrefix("backend.userland.com/rss") ? .plain : Self.known[String(name)] ?? .other
    }

    private static let known: [String: Space] = [
      "": .plain, "www.w3.org/2005/atom": .plain, "purl.org/rss/1.0": .plain,
      "my.netscape.com/rdf/simple/0.9": .plain, "channel.netscape.com/rdf/simple/0.9": .plain,
      "blogs.law.harvard.edu/tech/rss": .plain, "purl.org/rss/1.0/modules/rss091": .plain,
      // Atom before 1.0, and before it had its name.
      "purl.org/atom/ns": .plain, "purl.org/echo": .plain, "purl.org/pie": .plain,
      "example.com/newformat": .plain, "example.com/necho": .plain,
      "uri/of/echo/namespace": .plain,
      "www.openarchives.org/oai/2.0": .plain, "arxiv.org/oai/arxiv": .plain,
      "arxiv.org/oai/arxivraw": .plain,
      "arxiv.org/schemas/atom": .arxiv, "purl.org/rss/1.0/modules/content": .content,
      "purl.org/dc/elements/1.1": .dublinCore, "purl.org/dc/elements/1.0": .dublinCore,
      "purl.org/dc/terms": .dublinCore,
      "www.itunes.com/dtds/podcast-1.0.dtd": .iTunes, "search.yahoo.com/mrss": .media,
      "a9.com/-/spec/opensearch/1.1": .openSearch, "a9.com/-/spec/opensearchrss/1.0": .openSearch,
      "www.w3.org/1999/02/22-rdf-syntax-ns": .rdf, "www.w3.org/xml/1998/namespace": .xml,
    ]
  }

  var local: String
  var space: Space

  init(_ local: String, _ space: Space) {
    self.local = local
    self.space = space
  }
}
