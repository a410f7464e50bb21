/// Phrases by their numbers, a bit each: most of what rules ask of a paper is not there, and this
/// tells so at once.
struct PhraseSet: Sendable {
  private var bits: [UInt64]

  init(_ phrases: some Collection<Int>) {
    bits = Array(repeating: 0, count: (phrases.max() ?? -1) / 64 + 1)
    for phrase in phrases { bits[phrase >> 6] |= 1 << UInt64(phrase & 63) }
  }

  func contains(_ phrase: Int) -> Bool {
    phrase >> 6 < bits.count && bits[phrase >> 6] >> UInt64(phrase & 63) & 1 != 0
  }

  func meets(_ other: PhraseSet) -> Bool {
    for place in 0..<min(bits.count, other.bits.count) where bits[place] & other.bits[place] != 0 {
      return true
    }
    return false
  }
}
