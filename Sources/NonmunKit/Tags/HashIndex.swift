/// Numbers by hash, in one flat table: a `Dictionary` hashes the hash again, which costs most of a
/// look-up that nearly always finds nothing.
struct HashIndex: Sendable {
  private struct Entry {
    var key: UInt64 = 0
    var value: Int32 = -1
  }

  private var entries = [Entry](repeating: Entry(), count: 64)
  private var count = 0
  /// What nearly every look-up ends at: small enough for the processor's nearer caches.
  private var filter = HashFilter(log2: 18)

  @inline(__always)
  subscript(key: UInt64) -> Int? {
    guard filter.mayHold(key) else { return nil }
    var place = Self.place(of: key) & (entries.count - 1)
    while entries[place].value >= 0 {
      if entries[place].key == key { return Int(entries[place].value) }
      place = (place + 1) & (entries.count - 1)
    }
    return nil
  }

  /// - Parameter value: Not below zero; the key must not be there yet.
  mutating func insert(_ value: Int, for key: UInt64) {
    if count * 2 >= entries.count {
      let old = entries.filter { $0.value >= 0 }
      entries = Array(repeating: Entry(), count: entries.count * 2)
      for entry in old { put(entry) }
    }
    put(Entry(key: key, value: Int32(value)))
    count += 1
    filter.insert(key)
  }

  private mutating func put(_ entry: Entry) {
    var place = Self.place(of: entry.key) & (entries.count - 1)
    while entries[place].value >= 0 { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  private static func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* spread) >> 20)
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
