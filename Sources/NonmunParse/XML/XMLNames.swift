/// The names that one document uses, each made once.
///
/// Nothing here is called while another call is at work; see ``XMLTree``.
final class XMLNames {
  /// Where a name stands in the list of them.
  typealias Number = Int32

  /// What tells nearly all names apart at a glance: length, vocabulary, and three of the letters.
  struct Key {
    let glance: UInt64
    fileprivate let start: UnsafePointer<UInt8>
    fileprivate let length: Int

    init(_ local: StaticString, _ space: XMLName.Space) {
      self.init(local.utf8Start, local.utf8CodeUnitCount, space)
    }

    fileprivate init(_ start: UnsafePointer<UInt8>, _ length: Int, _ space: XMLName.Space) {
      self.start = start
      self.length = length
      guard length > 0 else {
        glance = UInt64(space.rawValue)
        return
      }
      let letters =
        UInt64(start[0]) << 16 | UInt64(start[length / 2]) << 24 | UInt64(start[length - 1]) << 32
      glance = UInt64(space.rawValue) | letters | UInt64(length) << 40
    }
  }

  /// libxml2 interns names: one pointer for one name, for as long as the parser lives.
  private struct Pointers: Hashable {
    var local: UnsafePointer<UInt8>?
    var space: UnsafePointer<UInt8>?

    /// Names are interned some bytes apart.
    var slot: Int {
      let mixed = (UInt(bitPattern: local) ^ UInt(bitPattern: space) << 7) &* 0x9E37_79B9_7F4A_7C15
      return Int(mixed >> 54)
    }
  }

  /// Feeds use some dozens.
  static let most = 10_000

  @exclusivity(unchecked) private var names: [XMLName] = []
  @exclusivity(unchecked) private var keys: [Key] = []
  @exclusivity(unchecked) private var numbers: [Pointers: Number] = [:]
  /// What was asked last, by slot: a feed has a dozen names, and asks for them without end.
  @exclusivity(unchecked) private var recent = [(Pointers, Number)?](repeating: nil, count: 1024)

  deinit { for key in keys { key.start.deallocate() } }

  var count: Int { names.count }

  subscript(number: Number) -> XMLName { names[Int(number)] }

  func glance(at number: Number) -> UInt64 { keys[Int(number)].glance }

  func matches(_ number: Number, _ key: Key) -> Bool {
    let own = keys[Int(number)]
    guard own.glance == key.glance else { return false }
    for place in 0..<key.length where own.start[place] != key.start[place] { return false }
    return true
  }

  func number(of local: UnsafePointer<UInt8>?, _ space: UnsafePointer<UInt8>?) -> Number {
    let pointers = Pointers(local: local, space: space)
    let slot = pointers.slot
    if let (held, number) = recent[slot], held == pointers { return number }
    let number = numbers[pointers] ?? add(pointers)
    recent[slot] = (pointers, number)
    return number
  }

  private func add(_ pointers: Pointers) -> Number {
    let name = XMLName(
      pointers.local.map { String(cString: $0) } ?? "",
      XMLName.Space(pointers.space.map { String(cString: $0) } ?? ""))
    let letters = Array(name.local.utf8)
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, letters.count))
    copy.initialize(from: letters, count: letters.count)
    names.append(name)
    keys.append(Key(UnsafePointer(copy), letters.count, name.space))
    numbers[pointers] = Number(names.count - 1)
    return Number(names.count - 1)
  }
}
