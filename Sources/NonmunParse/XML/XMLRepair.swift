/// Makes bytes readable that a strict parser refuses, a piece at a time: control characters out, `&`
/// that begins no reference escaped, HTML's names as numbers.
struct XMLRepair {
  /// A `&` whose reference may go on in the next piece.
  private var rest: [UInt8] = []

  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var repair = XMLRepair()
    return bytes.withUnsafeBufferPointer { repair.repaired($0, isLast: true) }
  }

  mutating func repaired(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool = false) -> [UInt8] {
    let bytes = rest + piece
    rest = []
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count + 64)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "&") {
        if !isLast, bytes.count - place <= Self.longestName {
          rest = Array(bytes[place...])
          return repaired
        }
        let (text, length) = Self.reference(in: bytes[place...])
        repaired += text
        place += length
      } else {
        if byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { repaired.append(byte) }
        place += 1
      }
    }
    return repaired
  }

  /// The longest of HTML's names, `thetasym` and its like, with room.
  private static let longestName = 12

  private static func reference(in bytes: ArraySlice<UInt8>) -> (text: [UInt8], length: Int) {
    let rest = bytes.dropFirst().prefix(longestName)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")), end > rest.startIndex else {
      return (Array("&amp;".utf8), 1)
    }
    let name = String(decoding: rest[..<end], as: UTF8.self)
    let length = end + 1 - bytes.startIndex
    if ["amp", "lt", "gt", "quot", "apos"].contains(name) || isNumber(name) {
      return (Array("&\(name);".utf8), length)
    }
    guard let scalar = HTMLEntity.scalar(named: name) else { return (Array("&amp;".utf8), 1) }
    return (Array("&#\(scalar.value);".utf8), length)
  }

  /// `#38` and `#x26`, for characters that XML allows.
  private static func isNumber(_ name: String) -> Bool {
    guard name.hasPrefix("#") else { return false }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let value, Unicode.Scalar(value) != nil else { return false }
    return value >= 0x20 || value == 9 || value == 10 || value == 13
  }
}
