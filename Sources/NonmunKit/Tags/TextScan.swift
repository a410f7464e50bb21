import CScan

/// One pass over the bytes of a text, 16 at a time, for the words that a phrase may begin at.
///
/// Plain text, which nearly all is, is followed where it stands. Stretches with TeX or letters
/// beyond ASCII are cut into words by ``TokenText``, with as many words behind them as a phrase
/// may have.
struct TextScan {
  private let text: UnsafeBufferPointer<UInt8>
  private let filter: OpeningFilter
  private let longest: Int
  private var walk: PhraseWalk
  /// Places, ascending, of bytes that are not plain, at least one of each stretch.
  private var specials: [Int] = []
  /// Words of plain text from which a phrase may lead into other text.
  private var unfinished: [Int] = []

  init(
    _ text: UnsafeBufferPointer<UInt8>, _ trie: PhraseTrie, _ filter: OpeningFilter,
    _ field: Rule.Field, longest: Int
  ) {
    self.text = text
    self.filter = filter
    self.longest = longest
    walk = PhraseWalk(trie, field, text)
  }

  var hits: [PhraseHit] { walk.hits }

  mutating func run() {
    guard let base = text.baseAddress else { return }
    var place = 0
    var carry: UInt32 = 0
    while place + 16 <= text.count {
      examine(cscan_masks(base + place), at: place, &carry)
      place += 16
    }
    if place < text.count {
      var tail: (UInt64, UInt64) = (0, 0)
      let masks = withUnsafeMutableBytes(of: &tail) { bytes in
        for index in place..<text.count { bytes[index - place] = text[index] }
        return bytes.withMemoryRebound(to: UInt8.self) { tail in
          tail.baseAddress.map { cscan_masks($0) } ?? 0
        }
      }
      examine(masks, at: place, &carry)
    }
    if !specials.isEmpty || !unfinished.isEmpty { readSpecialText() }
  }

  /// - Parameter carry: 1 where the byte before belongs to a word.
  @inline(__always)
  private mutating func examine(_ masks: UInt32, at place: Int, _ carry: inout UInt32) {
    let words = masks & 0xFFFF
    if masks >> 16 != 0 { addSpecials(masks >> 16, at: place) }
    var starts = words & ~(words << 1 | carry)
    carry = words >> 15
    while starts != 0 {
      let bit = starts.trailingZeroBitCount
      starts &= starts - 1
      let isLong = bit < 13 && words >> UInt32(bit) & 0xF == 0xF
      if filter.letsThrough(text, place + bit, isLong: isLong) { examineWord(at: place + bit) }
    }
  }

  private mutating func addSpecials(_ mask: UInt32, at place: Int) {
    var mask = mask
    while mask != 0 {
      specials.append(place + mask.trailingZeroBitCount)
      mask &= mask - 1
    }
  }

  private mutating func examineWord(at place: Int) {
    if isBehindSpecial(place) { return }
    if ASCIIWord.isPossessive(text, place..<wordEnd(place)) { return }
    if !walk.addPhrases(beginningAt: place) { unfinished.append(place) }
  }

  private func wordEnd(_ place: Int) -> Int {
    var end = place
    while end < text.count, ByteKind.isWord(text[end]) { end += 1 }
    return end
  }

  /// Whether this run of bytes without white space, or the one before, has a special one before
  /// this place: a command of TeX may take in the space behind it.
  private mutating func isBehindSpecial(_ place: Int) -> Bool {
    guard let nearest = specials.last(where: { $0 < place }) else { return false }
    guard place - nearest < Self.longestRun else {
      if hasSpace(place - Self.longestRun, place) { return false }
      // Whether such a run began with a special byte is not looked for at each of its words.
      unfinished.append(place)
      return true
    }
    let run = runStart(of: place)
    return run <= nearest || runStart(of: spaceStart(before: run)) <= nearest
  }

  private static let longestRun = 256

  private func hasSpace(_ start: Int, _ end: Int) -> Bool {
    text[start..<end].contains(where: Self.isSpace)
  }

  private func runStart(of place: Int) -> Int {
    var start = place
    while start > 0, !Self.isSpace(text[start - 1]) { start -= 1 }
    return start
  }

  private func spaceStart(before place: Int) -> Int {
    var start = place
    while start > 0, Self.isSpace(text[start - 1]) { start -= 1 }
    return start
  }

  private func runEnd(of place: Int) -> Int {
    var end = place
    while end < text.count, !Self.isSpace(text[end]) { end += 1 }
    return end
  }

  private func spaceEnd(after place: Int) -> Int {
    var end = place
    while end < text.count, Self.isSpace(text[end]) { end += 1 }
    return end
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
}

extension TextScan {
  /// A stretch to be cut into words, and where in it phrases are looked for from the start.
  private struct Stretch {
    var text: Range<Int>
    var special: Range<Int>
  }

  private mutating func readSpecialText() {
    for stretch in stretches() {
      walk.window.read(stretch.text)
      var number = 0
      while walk.window.hasWord(number) {
        let start = walk.window.words[number].start
        let next = unfinished.partitioningIndex { $0 >= start }
        let isUnfinished = next < unfinished.count && unfinished[next] == start
        if isUnfinished || stretch.special.contains(start) {
          walk.addPhrases(beginningWithWord: number)
        }
        number += 1
      }
    }
  }

  /// Each special run of bytes with the run behind it, and runs enough for the longest phrase.
  private func stretches() -> [Stretch] {
    var stretches: [Stretch] = []
    // Where the run of the last special byte ends: others of the same run say nothing new.
    var known = 0
    for place in (specials + unfinished).sorted() where place >= known {
      let start = runStart(of: place)
      let isPlain = ByteKind(text[place]) != .special
      if !isPlain { known = runEnd(of: place) }
      let special = isPlain ? start..<start : start..<runEnd(of: spaceEnd(after: runEnd(of: place)))
      var end = isPlain ? runEnd(of: place) : special.upperBound
      var words = 0
      while words < longest, end < text.count {
        let next = spaceEnd(after: end)
        end = runEnd(of: next)
        words += text[next..<end].contains { ByteKind($0) != .separator } ? 1 : 0
      }
      if let last = stretches.last, start <= last.text.upperBound {
        let held = last.special.isEmpty ? special : last.special
        stretches[stretches.count - 1] = Stretch(
          text: last.text.lowerBound..<max(end, last.text.upperBound),
          special: special.isEmpty ? last.special : held.lowerBound..<special.upperBound)
      } else {
        stretches.append(Stretch(text: start..<end, special: special))
      }
    }
    return stretches
  }
}
