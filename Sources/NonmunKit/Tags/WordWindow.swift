/// The words of a text from some place on, read as far as they are asked for.
///
/// A word is what ``TokenText`` makes of it. Plain text is read here, a few words at a time; where
/// TeX or other alphabets come in, ``isCut`` says that this text needs ``TokenText`` itself.
struct WordWindow {
  struct Word {
    /// Where it stands, in bytes of the text.
    var start: Int
    var end: Int
    /// Of the folded word.
    var hash: UInt64
    /// Of the word before endings were taken off.
    var plainHash: UInt64
    /// Its lower-case bytes, in ``bytes``.
    var plain: Range<Int>
    var hasCapitals: Bool
    var isHangul: Bool
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var place: Int
  private(set) var words: [Word] = []
  private(set) var bytes: [UInt8] = []
  /// Whether the words asked for go on in text that is not plain.
  private(set) var isCut = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    place = text.count
  }

  /// - Parameter place: Where a word begins.
  mutating func restart(at place: Int) {
    self.place = place
    isCut = false
    words.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// All words of a stretch of the text, which begins and ends at white space.
  mutating func read(_ stretch: Range<Int>) {
    restart(at: text.count)
    let string = String(decoding: UnsafeBufferPointer(rebasing: text[stretch]), as: UTF8.self)
    let tokens = TokenText(string)
    let places = tokens.byteRanges(in: string)
    bytes = tokens.bytes
    for (word, place) in zip(tokens.words, places) {
      words.append(
        Word(
          start: stretch.lowerBound + place.lowerBound, end: stretch.lowerBound + place.upperBound,
          hash: word.hash, plainHash: Self.hash(bytes[word.plain]), plain: word.plain,
          hasCapitals: word.hasCapitals, isHangul: word.isHangul))
    }
  }

  /// Whether there is a word of that number, counted from where reading began.
  mutating func hasWord(_ number: Int) -> Bool {
    while words.count <= number, readWord() {}
    return words.count > number
  }

  /// The hash of two words read as one.
  mutating func joinedHash(_ number: Int) -> UInt64 {
    let (one, other) = (words[number], words[number + 1])
    let end = bytes.count
    bytes.append(contentsOf: bytes[one.plain])
    bytes.append(contentsOf: bytes[other.plain])
    let joined = end..<bytes.count
    guard !one.isHangul, bytes[joined].allSatisfy({ $0 < 0x80 }) else {
      return Self.hash(bytes[joined])
    }
    return Self.hash(bytes[EnglishStem.stem(of: joined, in: &bytes)])
  }

  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBufferPointer { $0.reduce(TokenText.hashSeed, TokenText.hash) }
  }
}

extension WordWindow {
  /// - Returns: Whether there was one more word of plain text.
  private mutating func readWord() -> Bool {
    while place < text.count {
      switch ByteKind(text[place]) {
      case .separator: place += 1
      case .special:
        isCut = true
        place = text.count
      case .word:
        let start = place
        while place < text.count, ByteKind.isWord(text[place]) { place += 1 }
        if place < text.count, ByteKind(text[place]) == .special {
          isCut = true
          place = text.count
        } else if !ASCIIWord.isPossessive(text, start..<place) {
          add(start..<place)
          return true
        }
      }
    }
    return false
  }

  private mutating func add(_ range: Range<Int>) {
    let start = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
    var word = ASCIIWord()
    var plainHash = TokenText.hashSeed
    bytes.withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count {
        let byte = word.lowercased(bytes[index])
        bytes[index] = byte
        plainHash = TokenText.hash(plainHash, byte)
      }
    }
    let plain = start..<bytes.count
    let stem = word.stem(plain, &bytes)
    words.append(
      Word(
        start: range.lowerBound, end: range.upperBound,
        hash: stem == plain ? plainHash : Self.hash(bytes[stem]), plainHash: plainHash,
        plain: plain, hasCapitals: word.hasCapitals, isHangul: false))
  }
}

/// What a byte is to a reader of plain text.
enum ByteKind {
  case word, separator
  /// Beyond ASCII, or TeX: see `cscan_masks`.
  case special

  @inline(__always)
  init(_ byte: UInt8) {
    if Self.isWord(byte) {
      self = .word
    } else {
      // `\ ^ _`, and `{ }`, which lie around `|`.
      let isTeX =
        byte == 0x24 || byte == 0x5C || byte == 0x5E || byte == 0x5F || byte == 0x7B || byte == 0x7D
      self = byte >= 0x80 || isTeX ? .special : .separator
    }
  }

  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
}
