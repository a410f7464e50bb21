import NonmunKit

/// Elements in document order, flat: what stands in an element stands right behind it, and its text
/// is one run of bytes. So filling it costs two appends, and one tree serves for every entry.
///
/// Nothing here is called while another call is at work, so the checks of that at run time, a tenth
/// of the time of parsing, are left out.
final class XMLTree {
  private struct Node {
    /// In ``XMLNames``.
    var name: Int
    /// In ``bytes``; open at the end until the element ends.
    var text: Range<Int>
    /// One behind its last descendant; `nil` until the element ends.
    var end: Int?
    /// In ``values``.
    var attributes: Range<Int>
  }

  private let names: XMLNames
  @exclusivity(unchecked) private var nodes: [Node] = []
  @exclusivity(unchecked) private var open: [Int] = []
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  @exclusivity(unchecked) private var values: [(name: Int, value: Range<Int>)] = []
  @exclusivity(unchecked) private var valueBytes: [UInt8] = []

  init(names: XMLNames) { self.names = names }

  var isEmpty: Bool { nodes.isEmpty }
  var root: XMLElement { XMLElement(tree: self, index: 0) }

  func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    valueBytes.removeAll(keepingCapacity: true)
  }

  func start(_ name: Int) {
    open.append(nodes.count)
    nodes.append(
      Node(
        name: name, text: bytes.count..<bytes.count, attributes: values.count..<values.count))
  }

  /// Of the element that started last.
  func add(attribute name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    let start = valueBytes.count
    valueBytes.append(contentsOf: value)
    values.append((name, start..<valueBytes.count))
    let last = nodes.count - 1
    nodes[last].attributes = nodes[last].attributes.lowerBound..<values.count
  }

  func add(text: UnsafeBufferPointer<UInt8>) {
    if !open.isEmpty { bytes.append(contentsOf: text) }
  }

  func end() {
    guard let index = open.popLast() else { return }
    nodes[index].text = nodes[index].text.lowerBound..<bytes.count
    nodes[index].end = nodes.count
  }

  func endAll() { while !open.isEmpty { end() } }
}

extension XMLTree {
  func name(of index: Int) -> XMLName { names[nodes[index].name] }

  func end(of index: Int) -> Int { nodes[index].end ?? nodes.count }

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

  private func textRange(of index: Int) -> Range<Int> {
    let node = nodes[index]
    return node.end == nil ? node.text.lowerBound..<bytes.count : node.text
  }

  func attribute(_ name: XMLName, of index: Int) -> String? {
    values[nodes[index].attributes].first { names[$0.name] == name }.map { value($0.value) }
  }

  func attributes(of index: Int) -> [(name: XMLName, value: String)] {
    values[nodes[index].attributes].map { (names[$0.name], value($0.value)) }
  }

  /// Where entities are not replaced, libxml2 hands an ampersand over as its reference.
  private func value(_ range: Range<Int>) -> String {
    let text = String(decoding: valueBytes[range], as: UTF8.self)
    let isReferring = valueBytes[range].contains(UInt8(ascii: "&"))
    return isReferring ? text.replacing("&#38;", with: "&") : text
  }
}

/// The names that one document uses, each made once.
final class XMLNames {
  /// libxml2 interns names: one pointer for one name, for as long as the parser lives.
  private struct Key: Hashable {
    var local: UnsafePointer<UInt8>?
    var space: UnsafePointer<UInt8>?

    /// Names are interned some bytes apart.
    var slot: Int { (Int(bitPattern: local) >> 3 ^ Int(bitPattern: space) >> 5) & 127 }
  }

  @exclusivity(unchecked) private var names: [XMLName] = []
  @exclusivity(unchecked) private var numbers: [Key: Int] = [:]
  /// What was asked last, by slot: a feed has a dozen names, and asks for them without end.
  @exclusivity(unchecked) private var recent = [(Key, Int)?](repeating: nil, count: 128)

  subscript(number: Int) -> XMLName { names[number] }

  func number(of local: UnsafePointer<UInt8>?, _ space: UnsafePointer<UInt8>?) -> Int {
    let key = Key(local: local, space: space)
    let slot = key.slot
    if let (held, number) = recent[slot], held == key { return number }
    let number = numbers[key] ?? add(key)
    recent[slot] = (key, number)
    return number
  }

  private func add(_ key: Key) -> Int {
    let (local, space) = (key.local, key.space)
    let name = XMLName(
      local.map { String(cString: $0) } ?? "",
      XMLName.Space(space.map { String(cString: $0) } ?? ""))
    names.append(name)
    numbers[key] = names.count - 1
    return names.count - 1
  }
}
