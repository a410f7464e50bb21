/// The first eight letters of a prefix.
struct PrefixOpening: Sendable {
  private let letters: UInt64
  private let mask: UInt64
  /// The next prefix of the same node, below zero behind the last.
  let next: Int

  init(_ prefix: [UInt8], next: Int) {
    letters = Self.letters(prefix)
    mask = Self.letters(prefix.prefix(8).map { _ in 0xFF })
    self.next = next
  }

  /// - Parameter letters: The first eight of a word, the first in the lowest byte.
  @inline(__always)
  func mayBegin(_ letters: UInt64) -> Bool { (letters ^ self.letters) & mask == 0 }

  static func letters(_ word: some Sequence<UInt8>) -> UInt64 {
    word.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }
}
