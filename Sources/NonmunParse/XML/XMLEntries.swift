import NonmunKit

/// A document read entry by entry, in pieces: each `entry` or `item` is handed over whole and let go,
/// so that memory grows neither with the document nor with what is read of it.
///
/// libxml2's SAX2 interface calls back; the calls fill a small value. No DTD is loaded, no entity
/// is expanded but the five of XML, nothing is fetched.
struct XMLEntries: ~Copyable {
  private let reading: XMLReading
  private let parser: LibXMLParser

  /// - Parameters:
  ///   - isRecovering: Go on after errors, as far as sense can be made.
  ///   - entry: Gets each entry, and the root so far; the entry is gone when this returns.
  init(isRecovering: Bool, entry: @escaping (XMLElement, XMLElement) -> Void) {
    reading = XMLReading(isRecovering: isRecovering, entry: entry)
    parser = LibXMLParser(reading, isRecovering: isRecovering)
  }

  /// The root and what stands in it outside of entries.
  var root: XMLElement? { reading.root }
  /// The first thing that was wrong.
  var error: FeedError? { reading.error }

  /// - Parameter piece: UTF-8, whatever the document says of its encoding.
  /// - Returns: Whether more can be read: not after a limit, nor after an error unless recovering.
  func read(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    parser.parse(piece)
    parser.checkLength(of: reading)
    return !reading.isOver
  }

  /// The end of the document.
  func finish() {
    if !reading.isOver { parser.finish() }
    reading.close()
  }
}

extension XMLEntries {
  /// A whole document that is at hand.
  init(
    parsing bytes: [UInt8], isRecovering: Bool, entry: @escaping (XMLElement, XMLElement) -> Void
  ) {
    self.init(isRecovering: isRecovering, entry: entry)
    bytes.withUnsafeBufferPointer { bytes in
      var rest = bytes[...]
      while !rest.isEmpty,
        read(UnsafeBufferPointer(rebasing: rest.prefix(BodyBytes.pieceSize)))
      {
        rest = rest.dropFirst(BodyBytes.pieceSize)
      }
    }
    finish()
  }
}

/// What the callbacks fill.
final class XMLReading {
  /// Gets the entry and the root.
  private let entry: (XMLElement, XMLElement) -> Void
  let names = XMLNames()
  /// The root and what stands in it outside of entries.
  private let document: XMLTree
  /// The entry that is being read; the same tree for each.
  private let entryTree: XMLTree
  /// How many elements are open.
  @exclusivity(unchecked) private var depth = 0
  /// At which depth the entry began that is being read; −1 outside of entries.
  @exclusivity(unchecked) private var entryDepth = -1
  @exclusivity(unchecked) private(set) var error: FeedError?
  @exclusivity(unchecked) private(set) var isOver = false
  /// What stands between entries is white space, and would add up.
  @exclusivity(unchecked) private var isBehindEntry = false
  private let isRecovering: Bool

  static let deepest = 100
  /// libxml2 compares each attribute of an element with every other.
  static let mostAttributes = 250
  /// In scope: libxml2 looks through all of them for every prefix.
  static let mostNamespaces = 200
  /// At which depth how many were declared.
  @exclusivity(unchecked) private var scopes: [(depth: Int, count: Int)] = []

  init(isRecovering: Bool, entry: @escaping (XMLElement, XMLElement) -> Void) {
    self.isRecovering = isRecovering
    self.entry = entry
    document = XMLTree(names: names)
    entryTree = XMLTree(names: names)
  }

  /// Of the two, the one that is being filled.
  private var tree: XMLTree { entryDepth < 0 ? document : entryTree }

  var root: XMLElement? { document.isEmpty ? nil : document.root }

  func start(_ name: XMLNames.Number) {
    if entryDepth < 0, depth > 0, isEntry(names[name].local) {
      entryDepth = depth
      entryTree.removeAll()
    }
    depth += 1
    isBehindEntry = false
    tree.start(name)
    if depth > Self.deepest {
      stop("\(Self.deepest) elements inside each other")
    } else if names.count > XMLNames.most {
      stop("\(XMLNames.most) names")
    } else if tree.isTooLarge {
      stop(tree.excess)
    }
  }

  /// By the element that started last.
  func declare(namespaces count: Int) {
    scopes.append((depth, count))
    if scopes.reduce(0, { $0 + $1.count }) > Self.mostNamespaces {
      stop("\(Self.mostNamespaces) namespaces at a time")
    }
  }

  private func isEntry(_ name: String) -> Bool {
    name == "entry" || name == "item" || name == "record" && document.root.name.local == "OAI-PMH"
  }

  /// Of the element that started last.
  func add(attribute name: XMLNames.Number, _ value: UnsafeBufferPointer<UInt8>) {
    tree.add(attribute: name, value)
    if tree.isTooLarge { stop(tree.excess) }
  }

  /// What stands between the parts of an entry is white space.
  func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard !isBehindEntry, depth != entryDepth + 1 || entryDepth < 0 else { return }
    tree.add(text: text)
    if tree.isTooLarge { stop(tree.excess) }
  }

  func end() {
    guard depth > 0 else { return }
    if scopes.last?.depth == depth { scopes.removeLast() }
    depth -= 1
    tree.end()
    guard entryDepth == depth else { return }
    entryDepth = -1
    isBehindEntry = true
    entry(entryTree.root, document.root)
  }

  func stop(_ limit: String) {
    if !isOver { error = .tooMuch(limit) }
    isOver = true
  }

  func note(_ error: FeedError) {
    self.error = self.error ?? error
    isOver = isOver || !isRecovering
  }

  /// A root that never ended still names the feed; an entry that never ended is none.
  func close() {
    entryDepth = -1
    document.endAll()
  }
}
