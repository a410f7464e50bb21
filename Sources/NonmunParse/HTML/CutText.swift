// What of a text is read: no control characters, and not more than is bearable.
extension UInt8 {
  /// A space for white space that libxml2 does not know as such; `nil` for a control character.
  var withoutControl: UInt8? {
    switch self {
    case 0x0B, 0x0C: 0x20
    case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0x80...: self
    default: nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// At most `count` bytes: up to a tag that would be cut, else up to white space.
  func cut(to count: Int) -> ArraySlice<UInt8> {
    guard self.count > count else { return self }
    let whole = prefix(count)
    guard let tag = whole.lastIndex(of: UInt8(ascii: "<")) else { return whole.upToSpace }
    let isInTag = !whole[tag...].contains(UInt8(ascii: ">"))
    return isInTag ? whole[..<tag] : whole[..<Swift.max(whole.upToSpace.endIndex, tag)]
  }

  /// Where there is none, to the last byte that is a character by itself.
  fileprivate var upToSpace: ArraySlice<UInt8> {
    self[..<(lastIndex { $0 <= 0x20 } ?? lastIndex { $0 < 0x80 } ?? startIndex)]
  }
}

extension String {
  /// At most `count` bytes, up to white space.
  func cut(to count: Int) -> String {
    String(decoding: Array(utf8.prefix(Swift.max(count, 0)))[...].upToSpace, as: UTF8.self)
  }
}
