/// The words of a text from some place on, read as far as they are asked for: those that
/// ``TokenText`` reads. One serves for text after text.
struct WordWindow {
  struct Word {
    /// Where it stands, in bytes of the text, and where the word behind it is looked for.
    var start: Int
    var end: Int
    var next: Int
    /// The ``WordHash`` of its small letters; of a plural in capitals, without the `s`.
    var hash: UInt64
    /// That of its small letters.
    var plainHash: UInt64
    /// That of its letters as written, where it has capitals.
    var writtenHash: UInt64 = 0
    /// The first eight of its small letters, the first in the lowest byte.
    var letters: UInt64
    /// Where its letters are in what was folded; below zero where they are those of the text.
    var folded: Int
    /// Of its letters, in bytes.
    var length: Int
    var hasCapitals: Bool
    /// Whether it is a plural in capitals: `DPOs`.
    var isPlural: Bool
    var isHangul: Bool
  }

  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var place = 0
  /// Of which the first ``count`` were read since the last start.
  private(set) var words: [Word] = []
  private var count = 0
  /// The letters of words that are not plain.
  private var folded: [UInt8] = []
  private var special = TokenText()

  mutating func begin(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    restart(at: text.count)
  }

  /// - Parameter place: Where a word begins.
  mutating func restart(at place: Int) {
    self.place = place
    count = 0
    if !folded.isEmpty { folded.removeAll(keepingCapacity: true) }
  }

  /// Whether there is a word of that number, counted from where reading began.
  @inline(__always)
  mutating func hasWord(_ number: Int) -> Bool {
    while count <= number, readWord() {}
    return count > number
  }
}

extension WordWindow {
  /// Of its small letters.
  @inline(__always)
  func letter(_ place: Int, of word: Word) -> UInt8 {
    word.folded < 0
      ? ASCIIWord.lowercased(text[word.start + place]) : folded[word.folded + place]
  }

  func letters(of word: Word) -> [UInt8] { (0..<word.length).map { letter($0, of: word) } }

  func isPrefix(_ prefix: some RandomAccessCollection<UInt8>, of word: Word) -> Bool {
    guard prefix.count <= word.length else { return false }
    var place = 0
    for byte in prefix {
      guard byte == letter(place, of: word) else { return false }
      place += 1
    }
    return true
  }

  /// Of two words read as one.
  func hash(of one: Word, joinedWith other: Word) -> UInt64 {
    var hash = WordHash()
    for word in [one, other] {
      for place in 0..<word.length { hash.add(letter(place, of: word)) }
    }
    return hash.value
  }
}

extension WordWindow {
  /// - Returns: Whether there was one more word.
  private mutating func readWord() -> Bool {
    while place < text.count {
      let start = place
      let byte = text[start]
      if ASCIIWord.isPart(byte) {
        var end = start + 1
        while end < text.count, ASCIIWord.isPart(text[end]) { end += 1 }
        if end < text.count, !TokenText.endsWord(text, at: end) {
          if readSpecialWord() { return true }
          continue
        }
        place = end
        if ASCIIWord.isTail(text, at: start) { continue }
        addASCII(start..<end)
        return true
      }
      if byte < 0x80, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "{") {
        place += 1
        continue
      }
      while Hangul.isSyllable(text, at: place) { place += 3 }
      if place > start, place == text.count || TokenText.endsHangul(text, at: place) {
        addHangul(start..<place)
        return true
      }
      place = start
      if readSpecialWord() { return true }
    }
    return false
  }

  private mutating func addASCII(_ range: Range<Int>) {
    var hash = WordHash()
    var (capitals, first): (UInt64, UInt64) = (0, 0)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let missing = UInt64(max(0, start + 8 - range.upperBound))
      let mask = UInt64.max &>> (8 &* missing)
      let letters = text.eight(at: start) & mask
      let small = letters | 0x2020_2020_2020_2020 & mask
      capitals |= letters ^ small
      hash.add(eight: small)
      if start == range.lowerBound { first = small }
    }
    var word = Word(
      start: range.lowerBound, end: range.upperBound, next: place, hash: hash.value,
      plainHash: hash.value, letters: first, folded: -1, length: range.count, hasCapitals: false,
      isPlural: false,
      isHangul: false)
    if capitals != 0 { addCapitals(to: &word) }
    add(word)
  }

  private func addCapitals(to word: inout Word) {
    var written = ASCIIWord()
    var (hash, shorter, asWritten) = (WordHash(), WordHash(), WordHash())
    for byte in text[word.start..<word.end] {
      shorter = hash
      hash.add(written.read(byte))
      asWritten.add(byte)
    }
    word.hasCapitals = written.hasCapitals
    word.writtenHash = asWritten.value
    word.isPlural = written.isPluralAcronym
    if word.isPlural { word.hash = shorter.value }
  }

  private mutating func addHangul(_ range: Range<Int>) {
    let hash = WordHash.of(text[range])
    add(
      Word(
        start: range.lowerBound, end: range.upperBound, next: place, hash: hash, plainHash: hash,
        letters: PrefixOpening.letters(text[range]), folded: -1, length: range.count,
        hasCapitals: false, isPlural: false, isHangul: true))
  }

  /// Reads one word, or skips what separates words.
  private mutating func readSpecialWord() -> Bool {
    var (next, scalars) = (place, 0)
    special.removeAll()
    special.readCarefully(text, &next, &scalars)
    let start = place
    place = next
    guard let word = special.words.first else { return false }
    let first = skip(word.range.lowerBound, from: start)
    let offset = folded.count
    folded += special.bytes[word.plain]
    let plainHash = WordHash.of(special.bytes[word.plain])
    add(
      Word(
        start: first, end: skip(word.range.count, from: first), next: next,
        hash: word.isPluralAcronym ? WordHash.of(special.bytes[word.bytes]) : plainHash,
        plainHash: plainHash,
        writtenHash: word.hasCapitals ? WordHash.of(special.written(word)) : 0,
        letters: PrefixOpening.letters(special.bytes[word.plain]), folded: offset,
        length: word.plain.count, hasCapitals: word.hasCapitals, isPlural: word.isPluralAcronym,
        isHangul: word.isHangul))
    return true
  }

  @inline(__always)
  private mutating func add(_ word: Word) {
    if words.isEmpty { words.reserveCapacity(8) }
    if count < words.count { words[count] = word } else { words.append(word) }
    count += 1
  }

  /// The place behind so many Unicode scalars.
  private func skip(_ scalars: Int, from place: Int) -> Int {
    var place = place
    for _ in 0..<scalars {
      place += 1
      while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
    }
    return place
  }
}
