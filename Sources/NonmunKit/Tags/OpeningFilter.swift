import CScan

/// Tells from its letters and those of the next whether a phrase may begin at a word: no for nearly
/// every word.
///
/// What it lets through is a superset: everything of ``PhraseTrie``, and some more. Words that are
/// not ASCII are not asked about.
struct OpeningFilter: Sendable {
  private var fours = BitSet(log2: CSCAN_FOUR_BITS)
  private var enough = BitSet(log2: CSCAN_FOUR_BITS)
  private var pairs = PairSet()

  /// - Parameter maySplit: Whether words of the phrase may be taken apart in a text.
  mutating func insert(_ phrase: [PhraseWord], isPrefix: Bool, maySplit: Bool) {
    guard let first = phrase.first, first.isASCII else { return }
    if isPrefix, phrase.count == 1 {
      insert(prefix: first.plain[...])
      return
    }
    let next =
      phrase.count == 1
      ? [0] : Self.keys(of: phrase[1], isPrefix: isPrefix && phrase.count == 2, maySplit)
    for form in Self.forms(of: first) {
      fours.insert(cscan_four(Self.four(form[...])))
      for letters in next { insert(form[...], letters) }
      guard maySplit else { continue }
      // The first of two parts is as the phrase has it.
      let common = zip(form, first.plain).prefix { $0 == $1 }.count
      for length in first.halves where length <= common && length < form.count {
        insert(form[..<length], Self.key(form[length...]))
      }
    }
  }

  /// Of the second word of a phrase; 0 where it is not known.
  private static func keys(of word: PhraseWord, isPrefix: Bool, _ maySplit: Bool) -> Set<UInt64> {
    // Text that is not ASCII is let through.
    guard word.isASCII else { return [] }
    if isPrefix { return [0] }
    let forms = forms(of: word)
    let beginnings = maySplit ? forms.map { cscan_beginning(eight($0.prefix(8))) } : []
    return Set(forms.map { key($0[...]) } + beginnings)
  }

  /// As a text may have it, the plural of an acronym among them: `AIs`.
  private static func forms(of word: PhraseWord) -> Set<[UInt8]> {
    let isShort = word.stem.count < TokenText.longestAcronym
    return Set(word.forms + (isShort ? [word.stem + [UInt8(ascii: "s")]] : []))
  }

  private mutating func insert(_ first: ArraySlice<UInt8>, _ next: UInt64) {
    fours.insert(cscan_four(Self.four(first)))
    pairs.insert(cscan_pair(Self.key(first), next))
  }

  /// Every word that begins so.
  private mutating func insert(prefix: ArraySlice<UInt8>) {
    if prefix.count >= 4 {
      fours.insert(cscan_four(Self.four(prefix)))
      enough.insert(cscan_four(Self.four(prefix)))
    } else {
      for letter in [0] + Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8) {
        let longer = prefix + [letter]
        if letter != 0, longer.count < 4 { insert(prefix: longer) }
        fours.insert(cscan_four(Self.four(longer)))
        enough.insert(cscan_four(Self.four(longer)))
      }
    }
  }

  private static func four(_ letters: ArraySlice<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: eight(letters.prefix(4)))
  }

  private static func key(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.count > 8 ? cscan_word(eight(word.prefix(8)), eight(word.suffix(8))) : eight(word)
  }

  private static func eight(_ letters: ArraySlice<UInt8>) -> UInt64 {
    letters.reversed().reduce(0) { $0 << 8 | UInt64($1) }
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
    fours.words.withUnsafeBufferPointer { fours in
      enough.words.withUnsafeBufferPointer { enough in
        pairs.words.withUnsafeBufferPointer { pairs in
          var filter = cscan_filter(
            fours: fours.baseAddress, enough: enough.baseAddress, pairs: pairs.baseAddress,
            pair_mask: UInt32(pairs.count - 1))
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { found in
            var place = 0
            while place < text.count {
              let stop = cscan_openings(
                text.baseAddress, text.count, place, &filter, found.baseAddress, 256)
              place = read(
                Openings(
                  places: UnsafeBufferPointer(rebasing: found.prefix(Int(stop.found))),
                  stop: stop.place, isSpecial: stop.is_special != 0))
            }
          }
        }
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
