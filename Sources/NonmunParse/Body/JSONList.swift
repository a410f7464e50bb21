/// A document in JSON taken apart in one pass: its list, and what stands around it.
///
/// Read whole, a list takes a hundred times its bytes in memory, and is lost for one slip: so each
/// element is read by itself. The list is the document, or what an object calls `items` (JSON Feed)
/// or `dailyPapers` (Hugging Face's page).
struct JSONList {
  /// The document with its list emptied, closed where it ends too early.
  private(set) var rest: [UInt8] = []
  /// Where the elements stand; `nil` for one that is over a limit.
  private(set) var elements: [Range<Int>?] = []
  /// `nil` for the document itself, and where there is no list.
  private(set) var name: String?
  /// Why not all of it was read.
  private(set) var flaw: String?

  private let bytes: [UInt8]
  /// What closes the objects and lists that are open.
  private var open: [UInt8] = []
  /// How many are open between the elements; 0 outside of the list.
  private var depth = 0
  /// The last text in the outermost object: a name, where a list begins.
  private var word = 0..<0
  private var copied = 0
  private var element = 0
  private var values = 0
  private var isTooDeep = false
  /// Before the last comma in the outermost object: there it can be closed.
  private var whole = 0

  private static let names = ["items", "dailyPapers"]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var place = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    while place < bytes.count, flaw == nil {
      place = step(at: place)
      if open.isEmpty { break }
    }
    if flaw == nil, !open.isEmpty {
      if depth > 0, open.count == depth, bytes.last(where: { $0 > 0x20 }) == UInt8(ascii: "}") {
        endElement(at: place)
      }
      flaw = "it ends too early"
    }
    close(at: place)
    if flaw == nil, bytes[place...].contains(where: { $0 > 0x20 }) {
      flaw = "something stands behind its end"
    }
    if rest.count > Self.mostAround {
      flaw = "more than \(Self.mostAround >> 20) MiB around its list"
      rest = []
    }
  }

  /// - Returns: The next place.
  private mutating func step(at place: Int) -> Int {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "\""):
      guard let end = JSONText.end(in: bytes, from: place) else { return bytes.count }
      if open.count == 1 { word = place + 1..<end - 1 }
      return end
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      // Both are two before what closes them.
      open.append(byte + 2)
      values += 1
      if depth > 0 { isTooDeep = isTooDeep || open.count - depth > Self.deepest }
      if depth == 0, byte == UInt8(ascii: "["), beginsList { begin(at: place + 1) }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard open.last == byte else {
        flaw = "it breaks at byte \(place)"
        return place
      }
      if open.count == depth {
        endElement(at: place)
        (depth, copied) = (0, place)
      }
      open.removeLast()
    case UInt8(ascii: ","):
      values += 1
      if depth > 0, open.count == depth { endElement(at: place) }
      if depth == 0, open.count == 1 { whole = place }
    default: break
    }
    return place + 1
  }

  private var beginsList: Bool {
    open.count == 1
      || open.count == 2 && Self.names.contains { bytes[word].elementsEqual($0.utf8) }
  }

  private mutating func begin(at place: Int) {
    depth = open.count
    name = depth == 1 ? nil : String(decoding: bytes[word], as: UTF8.self)
    rest += bytes[copied..<place]
    startElement(at: place)
  }

  private mutating func startElement(at place: Int) {
    (element, values, isTooDeep) = (place, 0, false)
  }

  private mutating func endElement(at place: Int) {
    let range = element..<place
    let isRead = !isTooDeep && values <= Self.mostValues && range.count <= Self.longest
    startElement(at: place + 1)
    guard bytes[range].contains(where: { $0 > 0x20 }) else { return }
    if elements.count == Self.mostElements {
      flaw = "more than \(Self.mostElements) items"
      return
    }
    elements.append(isRead ? range : nil)
  }

  /// Ends what is copied, so that it can be read.
  private mutating func close(at place: Int) {
    guard !open.isEmpty else {
      rest += bytes[copied..<place]
      return
    }
    if depth == 0 {
      let end = max(whole, bytes[copied] == UInt8(ascii: "]") ? copied + 1 : copied)
      rest += end > copied ? bytes[copied..<end] : bytes[copied...copied]
      open.removeLast(open.count - 1)
    } else {
      open.removeLast(open.count - depth)
    }
    rest += open.reversed()
  }

  private static let mostElements = 100_000
  /// What is read at once takes a hundred bytes of memory for each of its own.
  private static let mostAround = 1 << 20
  /// Objects and lists inside each other in one element.
  private static let deepest = 100
  /// Values in one element.
  private static let mostValues = 250_000
  /// Bytes of one element.
  private static let longest = 16 << 20
}

extension JSONList {
  /// What stands around the list; `nil` where that cannot be read.
  var around: Any? { JSONText.value(rest) }

  func bytes(of range: Range<Int>) -> [UInt8] { Array(bytes[range]) }
}
