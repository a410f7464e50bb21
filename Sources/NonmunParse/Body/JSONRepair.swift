/// Makes a body in JSON readable that ends too early.
enum JSONRepair {
  /// The body up to its last whole element of a list, with everything closed that is open there;
  /// `nil` when no element is whole. One pass.
  static func closed(_ bytes: [UInt8]) -> [UInt8]? {
    var open: [UInt8] = []
    var whole: (end: Int, open: [UInt8])?
    var isText = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "\\") where isText: place += 1
      case UInt8(ascii: "\""): isText.toggle()
      case _ where isText: break
      case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
      case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open.popLast() == byte else { return nil }
        // An entry of the list itself, not of a list inside of an entry.
        if open.last == UInt8(ascii: "]"), open.count <= 2 { whole = (place + 1, open) }
      default: break
      }
      place += 1
    }
    return whole.map { bytes[..<$0.end] + $0.open.reversed() }
  }
}
