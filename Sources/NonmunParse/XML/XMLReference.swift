/// What `&` begins: a reference, or nothing.
enum XMLReference {
  /// The longest of HTML's names, `thetasym` and its like, with room.
  static let longest = 12

  /// As XML has it: HTML's names as numbers, a `&` that begins nothing escaped.
  ///
  /// - Parameter bytes: Begin with `&`.
  static func repaired(_ bytes: ArraySlice<UInt8>) -> (text: [UInt8], length: Int) {
    let rest = bytes.dropFirst().prefix(longest)
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
    return value >= 0x20 && value < 0xFFFE || value == 9 || value == 10 || value == 13
      || value > 0xFFFF
  }
}
