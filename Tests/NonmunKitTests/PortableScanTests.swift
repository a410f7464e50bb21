import CScan
import CScanPortable
import Testing

/// A processor without vectors finds what this one's find.
@Suite struct PortableScanTests {
  @Test(arguments: 1...64)
  func everyProcessorFindsTheSame(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    // Half of all places say yes, so that every branch is taken.
    let bits = (0..<1 << (CSCAN_BEGINNING_BITS - 6)).map { _ in dice.next() }
    let kinds = (0..<1 << CSCAN_KIND_BITS).map { _ in UInt8.random(in: 0...7, using: &dice) }
    let pairs = (0..<64).map { _ in dice.next() | dice.next() }
    let text = Self.text(&dice)
    bits.withUnsafeBufferPointer { bits in
      kinds.withUnsafeBufferPointer { kinds in
        pairs.withUnsafeBufferPointer { pairs in
          var filter = cscan_filter(
            beginnings: bits.baseAddress, enough: bits.baseAddress, kinds: kinds.baseAddress,
            pairs: pairs.baseAddress, pair_mask: UInt32(pairs.count - 1))
          for place in [0, 1, text.count / 2, text.count] {
            let one = Self.openings(text, place) { cscan_openings($0, $1, $2, &filter, $3) }
            let other = Self.openings(text, place) {
              cscan_openings_portable($0, $1, $2, &filter, $3)
            }
            #expect(one == other)
          }
        }
      }
    }
  }

  private typealias Scan = (
    UnsafePointer<UInt8>?, Int, Int, UnsafeMutablePointer<UInt32>?
  ) -> cscan_stop

  /// What was found, and where and why it stopped.
  private static func openings(_ text: [UInt8], _ place: Int, _ scan: Scan) -> [Int] {
    var found = [UInt32](repeating: 0, count: Int(CSCAN_MOST_WORDS))
    let stop = text.withUnsafeBufferPointer { scan($0.baseAddress, $0.count, place, &found) }
    return found.prefix(Int(stop.found)).map(Int.init) + [stop.place, Int(stop.is_special)]
  }

  /// Words, and a few bytes of every kind; UTF-8 or not.
  private static func text(_ dice: inout Dice) -> [UInt8] {
    let kinds: [ClosedRange<UInt8>] = [0x61...0x7A, 0x61...0x7A, 0x20...0x20, 0x41...0x5A]
    let odd: [ClosedRange<UInt8>] = [0x00...0xFF, 0x21...0x3F, 0xE2...0xE2, 0x80...0x80]
    return (0..<Int.random(in: 0...6000, using: &dice)).map { _ in
      let isOdd = Int.random(in: 0..<200, using: &dice) == 0
      let kind = (isOdd ? odd : kinds)[Int.random(in: 0..<4, using: &dice)]
      return UInt8.random(in: kind, using: &dice)
    }
  }
}

/// The same throws for the same seed (xorshift64).
private struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
