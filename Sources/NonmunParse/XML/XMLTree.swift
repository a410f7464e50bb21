import NonmunKit

/// Elements in document order, flat: what stands in an element stands right behind it, and its text
/// is one run of bytes. So filling it costs two appends, and one tree serves for every entry.
///
/// Nothing here is called while another call is at work, so the checks of that at run time, a tenth
/// of the time of parsing, are left out.
final class XMLTree {
  private struct Node {
    var name: XMLNames.Number
    /// Of the name: compared at once, where the name itself stands elsewhere.
    var glance: UInt64
    /// In ``bytes``.
    var textStart: Int32
    /// −1 while the element is open.
    var textEnd: Int32 = -1
    /// One behind its last descendant; −1 while the element is open.
    var end: Int32 = -1
    /// In ``values``.
    var attributeStart: Int32
    var attributeEnd: Int32
  }

  let names: XMLNames
  @exclusivity(unchecked) private var nodes: [Node] = []
  @exclusivity(unchecked) private var open: [Int] = []
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  @exclusivity(unchecked) private var values: [(name: XMLNames.Number, value: Range<Int32>)] = []
  @exclusivity(unchecked) private var valueBytes: [UInt8] = []

  /// No entry has more text, attributes included, or more elements: an author list of 3,000 names
  /// with affiliations has some 20,000.
  private static let mostBytes = 16 << 20
  private static let mostElements = 250_000

  init(names: XMLNames) { self.names = names }

  var isEmpty: Bool { nodes.isEmpty }
  var root: XMLElement { XMLElement(tree: self, index: 0) }

  var isTooLarge: Bool {
    bytes.count + valueBytes.count > Self.mostBytes || nodes.count > Self.mostElements
  }

  /// Which of its limits the tree is over.
  var excess: String {
    nodes.count > Self.mostElements
      ? "\(Self.mostElements) elements in an entry" : "\(Self.mostBytes >> 20) MiB in an entry"
  }

  func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    valueBytes.removeAll(keepingCapacity: true)
  }

  func start(_ name: XMLNames.Number) {
    open.append(nodes.count)
    let value = Int32(truncatingIfNeeded: values.count)
    nodes.append(
      Node(
        name: name, glance: names.glance(at: name),
        textStart: Int32(truncatingIfNeeded: bytes.count), attributeStart: value,
        attributeEnd: value))
  }

  /// Of the element that started last.
  func add(attribute name: XMLNames.Number, _ value: UnsafeBufferPointer<UInt8>) {
    let start = Int32(truncatingIfNeeded: valueBytes.count)
    valueBytes.append(contentsOf: value)
    values.append((name, start..<Int32(truncatingIfNeeded: valueBytes.count)))
    nodes[nodes.count - 1].attributeEnd = Int32(truncatingIfNeeded: values.count)
  }

  func add(text: UnsafeBufferPointer<UInt8>) {
    if !open.isEmpty { bytes.append(contentsOf: text) }
  }

  func end() {
    guard let index = open.popLast() else { return }
    nodes[index].textEnd = Int32(truncatingIfNeeded: bytes.count)
    nodes[index].end = Int32(truncatingIfNeeded: nodes.count)
  }

  func endAll() { while !open.isEmpty { end() } }
}

extension XMLTree {
  func name(of index: Int) -> XMLName { names[nodes[index].name] }

  func end(of index: Int) -> Int {
    let end = nodes[index].end
    return end < 0 ? nodes.count : Int(end)
  }

  /// The first child of this name from a place on; `nil` when there is none.
  func child(_ name: XMLNames.Key, of parent: Int, from start: Int) -> Int? {
    let end = end(of: parent)
    var place = start
    return nodes.withUnsafeBufferPointer { nodes in
      while place < end {
        if nodes[place].glance == name.glance, names.matches(nodes[place].name, name) {
          return place
        }
        let next = nodes[place].end
        place = next < 0 ? nodes.count : Int(next)
      }
      return nil
    }
  }

  func text(of index: Int) -> String {
    String(decoding: bytes[textRange(of: index)], as: UTF8.self)
  }

  /// Its own text, folded, in one go from bytes to text.
  func foldedText(of index: Int) -> String {
    guard index + 1 < end(of: index) else {
      return bytes.withUnsafeBufferPointer { bytes in
        WhiteSpace.folded(UnsafeBufferPointer(rebasing: bytes[textRange(of: index)]))
      }
    }
    return ownText(of: index).whiteSpaceFolded
  }

  /// All its text, as it stands.
  func withBytes<Value>(of index: Int, _ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    let range = textRange(of: index)
    return bytes.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func ownText(of index: Int) -> String {
    let range = textRange(of: index)
    let end = end(of: index)
    guard index + 1 < end else { return String(decoding: bytes[range], as: UTF8.self) }
    var own: [UInt8] = []
    var place = range.lowerBound
    var child = index + 1
    while child < end {
      let inner = textRange(of: child)
      own += bytes[place..<inner.lowerBound]
      place = inner.upperBound
      child = self.end(of: child)
    }
    return String(decoding: own + bytes[place..<range.upperBound], as: UTF8.self)
  }

  /// Its own text and its children, in reading order.
  func walk(_ index: Int, text: (ArraySlice<UInt8>) -> Void, child: (Int) -> Void) {
    let range = textRange(of: index)
    let end = end(of: index)
    var place = range.lowerBound
    var next = index + 1
    while next < end {
      let inner = textRange(of: next)
      text(bytes[place..<inner.lowerBound])
      child(next)
      place = inner.upperBound
      next = self.end(of: next)
    }
    text(bytes[place..<range.upperBound])
  }

  private func textRange(of index: Int) -> Range<Int> {
    let node = nodes[index]
    return Int(node.textStart)..<(node.textEnd < 0 ? bytes.count : Int(node.textEnd))
  }

  func attribute(_ name: XMLNames.Key, of index: Int) -> String? {
    place(of: name, in: index).map { value(values[$0].value) }
  }

  func attribute(_ name: XMLNames.Key, of index: Int, is value: StaticString) -> Bool {
    guard let place = place(of: name, in: index) else { return false }
    let range = values[place].value
    guard range.count == value.utf8CodeUnitCount else { return false }
    return value.withUTF8Buffer { value in
      valueBytes.withUnsafeBufferPointer { bytes in
        (0..<value.count).allSatisfy { bytes[Int(range.lowerBound) + $0] == value[$0] }
      }
    }
  }

  /// Where the value of an attribute stands in ``values``.
  private func place(of name: XMLNames.Key, in index: Int) -> Int? {
    for place in Int(nodes[index].attributeStart)..<Int(nodes[index].attributeEnd)
    where names.matches(values[place].name, name) {
      return place
    }
    return nil
  }

  func attributes(of index: Int) -> [(name: XMLName, value: String)] {
    let node = nodes[index]
    return values[Int(node.attributeStart)..<Int(node.attributeEnd)].map {
      (names[$0.name], value($0.value))
    }
  }

  /// Where entities are not replaced, libxml2 hands an ampersand over as its reference.
  private func value(_ range: Range<Int32>) -> String {
    let range = Int(range.lowerBound)..<Int(range.upperBound)
    let text = String(decoding: valueBytes[range], as: UTF8.self)
    let isReferring = valueBytes[range].contains(UInt8(ascii: "&"))
    return isReferring ? text.replacing("&#38;", with: "&") : text
  }
}
