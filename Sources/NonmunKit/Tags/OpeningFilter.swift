import CScan

/// Tells from its letters and those of the next whether a phrase may begin at a word: no for nearly
/// every word.
///
/// What it lets through is a superset: everything of ``PhraseTrie``, and some more. Words that are
/// not ASCII are not asked about.
struct OpeningFilter: Sendable {
  private var beginnings = BitSet(log2: CSCAN_BEGINNING_BITS)
  private var enough = BitSet(log2: CSCAN_FOUR_BITS)
  private var kinds = [UInt8](repeating: 0, count: 1 << CSCAN_KIND_BITS)
  private var pairs = PairSet()

  /// - Parameter maySplit: Whether words of the phrase may be taken apart in a text.
  mutating func insert(_ phrase: [PhraseWord], isPrefix: Bool, maySplit: Bool) {
    guard let first = phrase.first, first.isASCII else { return }
    if isPrefix, phrase.count == 1 {
      for beginning in first.beginnings { insert(prefix: beginning.letters[...]) }
      return
    }
    // What the second word begins with is not looked at.
    let isEnough = phrase.count == 1 || (isPrefix && phrase.count == 2)
    let next = isEnough ? nil : phrase[1]
    for form in Self.forms(of: first) {
      if let next {
        insert(form[...], before: next, maySplit: maySplit)
      } else {
        insert(form[...], CSCAN_ALONE)
        pairs.insert(cscan_pair(Self.word(form[...]), 0))
      }
      guard maySplit else { continue }
      // The first of two parts is as the phrase has it.
      let common = zip(form, first.plain).prefix { $0 == $1 }.count
      for length in first.halves where length <= common && length < form.count {
        insert(form[..<length], CSCAN_PAIR)
        pairs.insert(cscan_pair(Self.word(form[..<length]), Self.word(form[length...])))
      }
    }
  }

  private mutating func insert(
    _ first: ArraySlice<UInt8>, before next: PhraseWord, maySplit: Bool
  ) {
    insert(first, CSCAN_PAIR)
    // Text that is not ASCII is let through.
    guard next.isASCII else { return }
    for form in Self.forms(of: next) {
      pairs.insert(cscan_pair(Self.word(first), Self.word(form[...])))
      guard maySplit, !next.halves.isEmpty else { continue }
      insert(first, CSCAN_PARTS)
      pairs.insert(cscan_pair(Self.word(first), cscan_parts(Self.word(form[...]))))
    }
  }

  private mutating func insert(_ word: ArraySlice<UInt8>, _ kind: Int) {
    beginnings.insert(cscan_beginning_place(Self.eight(word)))
    kinds[Int(cscan_kind_place(Self.word(word)))] |= UInt8(kind)
  }

  /// Every word that begins so.
  private mutating func insert(prefix: ArraySlice<UInt8>) {
    guard prefix.count >= 4 else {
      for letter in [0] + Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8) {
        let longer = prefix + [letter]
        if letter != 0, longer.count < 4 { insert(prefix: longer) } else { insert(four: longer) }
      }
      return
    }
    insert(four: prefix)
  }

  /// Every word that begins so, or, with a 0 at the end, is this.
  private mutating func insert(four letters: ArraySlice<UInt8>) {
    let letters = Self.eight(letters.prefix(4))
    enough.insert(cscan_four_place(letters))
    let place = cscan_beginning_place(letters) & ~7
    for place in place...place | 7 { beginnings.insert(place) }
  }

  /// As a text may have it, the plural of a name in capitals among them: `AIs`, `SwiGLUs`.
  private static func forms(of word: PhraseWord) -> Set<[UInt8]> {
    Set(word.forms + [word.stem + [UInt8(ascii: "s")]])
  }

  private static func word(_ letters: ArraySlice<UInt8>) -> UInt64 {
    cscan_word(eight(letters), UInt32(letters.count))
  }

  /// The first eight letters.
  private static func eight(_ letters: ArraySlice<UInt8>) -> UInt64 {
    letters.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension OpeningFilter {
  /// Where phrases may begin in plain text, up to where a text stops being plain, or to its end.
  struct Openings {
    var places: UnsafeBufferPointer<UInt32>
    var stop: Int
    /// Whether TeX or a letter beyond ASCII stands there.
    var isSpecial: Bool
  }

  /// - Parameter read: Takes the openings one batch after another, and says where to go on.
  func skim(_ text: UnsafeBufferPointer<UInt8>, _ read: (Openings) -> Int) {
    beginnings.words.withUnsafeBufferPointer { beginnings in
      enough.words.withUnsafeBufferPointer { enough in
        kinds.withUnsafeBufferPointer { kinds in
          pairs.words.withUnsafeBufferPointer { pairs in
            var filter = cscan_filter(
              beginnings: beginnings.baseAddress, enough: enough.baseAddress,
              kinds: kinds.baseAddress, pairs: pairs.baseAddress,
              pair_mask: UInt32(pairs.count - 1))
            skim(text, &filter, read)
          }
        }
      }
    }
  }

  private func skim(
    _ text: UnsafeBufferPointer<UInt8>, _ filter: inout cscan_filter, _ read: (Openings) -> Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: CSCAN_MOST_WORDS) { found in
      var place = 0
      while place < text.count {
        let stop = cscan_openings(text.baseAddress, text.count, place, &filter, found.baseAddress)
        place = read(
          Openings(
            places: UnsafeBufferPointer(rebasing: found.prefix(Int(stop.found))),
            stop: stop.place, isSpecial: stop.is_special != 0))
      }
    }
  }
}

/// A set of small numbers.
private struct BitSet {
  private(set) var words: [UInt64]

  init(log2: Int) { words = Array(repeating: 0, count: 1 << max(0, log2 - 6)) }

  mutating func insert(_ number: UInt32) { words[Int(number >> 6)] |= 1 << UInt64(number & 63) }
}

/// A set of hashes that may say yes to one in some hundreds that it does not hold.
private struct PairSet {
  private var hashes: Set<UInt64> = []
  private(set) var words = [UInt64](repeating: 0, count: 64)

  mutating func insert(_ hash: UInt64) {
    guard hashes.insert(hash).inserted else { return }
    if hashes.count <= words.count * 4 { return mark(hash) }
    words = Array(repeating: 0, count: words.count * 2)
    for hash in hashes { mark(hash) }
  }

  private mutating func mark(_ hash: UInt64) {
    words[Int(cscan_pair_place(hash, UInt32(words.count - 1)))] |= cscan_pair_bits(hash)
  }
}
