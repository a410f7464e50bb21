/// Numbers by hash, in one flat table: a `Dictionary` hashes the hash again, which costs most of a
/// look-up that nearly always finds nothing.
struct HashIndex: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private var count = 0
  /// What nearly every look-up ends at: small enough for the processor's first cache.
  private var filter = HashFilter(log2: 17)

  init() {
    keys = Array(repeating: 0, count: 64)
    values = Array(repeating: -1, count: 64)
  }

  subscript(key: UInt64) -> Int? {
    guard filter.mayHold(key) else { return nil }
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key &* Self.spread) >> 20) & mask
    while values[place] >= 0 {
      if keys[place] == key { return Int(values[place]) }
      place = (place + 1) & mask
    }
    return nil
  }

  /// - Parameter value: Not below zero; the key must not be there yet.
  mutating func insert(_ value: Int, for key: UInt64) {
    if count * 2 >= keys.count { grow() }
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key &* Self.spread) >> 20) & mask
    while values[place] >= 0 { place = (place + 1) & mask }
    keys[place] = key
    values[place] = Int32(value)
    count += 1
    filter.insert(key)
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.1 >= 0 }
    keys = Array(repeating: 0, count: keys.count * 2)
    values = Array(repeating: -1, count: keys.count)
    count = 0
    for (key, value) in old { insert(Int(value), for: key) }
  }

  /// 2⁶⁴ divided by the golden ratio (Knuth, The Art of Computer Programming, 6.4).
  private static let spread: UInt64 = 0x9E37_79B9_7F4A_7C15
}

/// A set of hashes that may say yes to one it does not hold.
struct HashFilter: Sendable {
  private var bits: [UInt64]
  private let shift: UInt64

  /// - Parameter log2: Of the number of bits.
  init(log2: Int) {
    bits = Array(repeating: 0, count: 1 << max(0, log2 - 6))
    shift = UInt64(64 - log2)
  }

  mutating func insert(_ hash: UInt64) {
    let place = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> shift)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  @inline(__always)
  func mayHold(_ hash: UInt64) -> Bool {
    let place = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> shift)
    return bits[place >> 6] >> UInt64(place & 63) & 1 != 0
  }
}
