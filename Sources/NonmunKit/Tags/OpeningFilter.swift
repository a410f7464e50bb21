/// Tells from its first letters whether a phrase may begin at a word: no for nearly every word.
///
/// What it lets through is a superset: everything of ``PhraseTrie``, and some more.
struct OpeningFilter: Sendable {
  /// By the first four letters, of this word or of this and the next.
  private var fours = HashFilter(log2: 18)
  /// Whole words of one to three letters.
  private var shorts = HashFilter(log2: 12)
  /// By the first two letters of words of two and three; by the only one of words of one letter.
  private var pairs = [Bool](repeating: false, count: 65536)
  /// First letters of prefixes of fewer than four letters: `AI*`.
  private var loose = [Bool](repeating: false, count: 256)

  /// - Parameter word: The first of a phrase.
  mutating func insert(_ word: TokenText.Word, in phrase: TokenText, isPrefix: Bool) {
    let (plain, stem) = (Array(phrase.bytes[word.plain]), Array(phrase.bytes[word.bytes]))
    guard let first = plain.first else { return }
    if isPrefix, plain.count < 4 {
      loose[Int(first)] = true
      return
    }
    for form in Self.forms(plain, stem) { insert(form) }
  }

  private mutating func insert(_ form: [UInt8]) {
    pairs[Self.pair(form[0], 0)] = true
    if form.count > 1 { pairs[Self.pair(form[0], form[1])] = true }
    if form.count >= 4 {
      fours.insert(Self.number(form.prefix(4)))
    } else {
      shorts.insert(Self.number(form[...]))
    }
  }

  /// The beginnings of all forms that ``EnglishStem`` takes for this word.
  private static func forms(_ plain: [UInt8], _ stem: [UInt8]) -> [[UInt8]] {
    func with(_ ending: String, in stem: [UInt8]) -> [UInt8] { stem + ending.utf8 }
    var forms = [plain, stem, with("s", in: stem), with("es", in: stem), with("e", in: stem)]
    forms += IrregularWord.forms(of: stem)
    guard stem.count > 2 else { return forms }
    let head = Array(stem.prefix(4))
    switch head.last {
    // `flies` is `fly`, `movies` and `movie` are `movy`.
    case UInt8(ascii: "y"): forms.append(with("ies", in: Array(head.dropLast())))
    // `noise` is `noiz`.
    case UInt8(ascii: "z"): forms.append(with("s", in: Array(head.dropLast())))
    // `odour` is `odor`.
    case UInt8(ascii: "r") where head.dropLast().last == UInt8(ascii: "o"):
      forms.append(with("ur", in: Array(head.dropLast())))
    default: break
    }
    return forms
  }

  private static func number(_ letters: ArraySlice<UInt8>) -> UInt64 {
    var number: UInt64 = 0
    for (place, letter) in letters.enumerated() { number |= UInt64(letter) << UInt64(8 * place) }
    return number
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }
}

extension OpeningFilter {
  /// - Parameter place: Where a word of plain text begins.
  @inline(__always)
  func letsThrough(_ text: UnsafeBufferPointer<UInt8>, _ place: Int, isLong: Bool) -> Bool {
    if isLong {
      let four = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + place)
        .loadUnaligned(as: UInt32.self)
      return fours.mayHold(UInt64(UInt32(littleEndian: four) | 0x2020_2020))
        || loose[Int(text[place] | 0x20)]
    }
    return letsThroughShort(text, place)
  }

  /// A word of one to three letters, or one too near the end of the text to be told.
  private func letsThroughShort(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    let first = text[place] | 0x20
    let isWord = place + 1 < text.count && ByteKind.isWord(text[place + 1])
    let second = isWord ? text[place + 1] | 0x20 : 0
    guard pairs[Self.pair(first, second)] || loose[Int(first)] else { return false }
    if loose[Int(first)] { return true }
    var letters: UInt64 = 0
    var count = 0
    var place = place
    // Into the next word, for a word that was taken apart.
    var gaps = 0
    while place < text.count, count < 4 {
      switch ByteKind(text[place]) {
      case .special: return true
      case .word:
        letters |= UInt64(text[place] | 0x20) << UInt64(8 * count)
        count += 1
        place += 1
      case .separator:
        // `Adam's`: what follows is no word.
        if text[place] == UInt8(ascii: "'") { return true }
        if gaps == 0, shorts.mayHold(letters) { return true }
        gaps += 1
        guard gaps < 2 else { return shorts.mayHold(letters) }
        while place < text.count, ByteKind(text[place]) == .separator { place += 1 }
      }
    }
    return count == 4 ? fours.mayHold(letters) : shorts.mayHold(letters)
  }
}
