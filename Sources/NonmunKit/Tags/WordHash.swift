/// Sixty-four bits that stand for a word, taken in by eight letters at a time: two words of eight
/// letters or fewer never share them.
struct WordHash {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Those not taken in yet, the first in the lowest byte.
  private var letters: UInt64 = 0
  private var count: UInt64 = 0

  var value: UInt64 { count == 0 ? hash : Self.mixed(hash, letters) }

  @inline(__always)
  mutating func add(_ letter: UInt8) {
    letters |= UInt64(letter) &<< (8 &* count)
    count &+= 1
    guard count == 8 else { return }
    add(eight: letters)
    (letters, count) = (0, 0)
  }

  /// Takes in eight letters, or the last ones with zeros behind them.
  @inline(__always)
  mutating func add(eight letters: UInt64) { hash = Self.mixed(hash, letters) }

  /// 2⁶⁴ divided by the golden ratio (Knuth, The Art of Computer Programming, 6.4).
  @inline(__always)
  private static func mixed(_ hash: UInt64, _ letters: UInt64) -> UInt64 {
    let product = (hash ^ letters) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product &>> 32
  }

  static func of(_ word: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    for letter in word { hash.add(letter) }
    return hash.value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Eight bytes, the first the lowest; at the end of the text zeros for those that are missing.
  @inline(__always)
  func eight(at place: Int) -> UInt64 {
    guard place + 8 > count else {
      return UInt64(
        littleEndian: UnsafeRawBufferPointer(self)
          .loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    return self[place...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
