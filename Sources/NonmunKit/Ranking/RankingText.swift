/// Title and abstract of a paper as a ranking reads them: words, each as a hash, with its place.
///
/// One pass over the bytes. A word is a run of letters and digits that begins with a letter, of two
/// bytes or more, in lower case and without the `s` of a plural; words that carry no subject, such
/// as `the`, are left out. Other scripts are compared as they are written. To be used again for the
/// next paper, so that nothing is allocated for each.
package struct RankingText {
  struct Word {
    /// FNV-1a over the folded bytes.
    var hash: UInt64
    /// In the UTF-8 of the field.
    var start: Int
    var end: Int
  }

  private(set) var title: [Word] = []
  private(set) var abstract: [Word] = []

  package init() {}

  package init(title: String, abstract: String) {
    read(title: title, abstract: abstract)
  }

  package mutating func read(title: String, abstract: String) {
    self.title.removeAll(keepingCapacity: true)
    self.abstract.removeAll(keepingCapacity: true)
    var (title, abstract) = (title, abstract)
    title.withUTF8 { Self.read($0, into: &self.title) }
    abstract.withUTF8 { Self.read($0, into: &self.abstract) }
  }

  /// Every word, and every two words that follow one another; of the title, then of the abstract.
  @inline(__always)
  func forEachFeature(_ body: (_ feature: UInt64, _ isTitle: Bool) -> Void) {
    for (words, isTitle) in [(title, true), (abstract, false)] {
      var last: UInt64 = 0
      for word in words {
        body(word.hash, isTitle)
        if last != 0 { body(Self.pair(last, word.hash), isTitle) }
        last = word.hash
      }
    }
  }

  static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0x9E37_79B9_7F4A_7C15) ^ (second &+ (first >> 29))
  }
}

extension RankingText {
  /// How features are written in this paper, by feature.
  func spellings(title: String, abstract: String) -> [UInt64: String] {
    var spelled: [UInt64: String] = [:]
    for (words, text) in [(self.title, title), (self.abstract, abstract)] {
      let bytes = Array(text.utf8)
      func written(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self).lowercased().whiteSpaceFolded
      }
      for (place, word) in words.enumerated() {
        if spelled[word.hash] == nil { spelled[word.hash] = written(word.start, word.end) }
        guard place > 0 else { continue }
        let pair = Self.pair(words[place - 1].hash, word.hash)
        if spelled[pair] == nil { spelled[pair] = written(words[place - 1].start, word.end) }
      }
    }
    return spelled
  }
}

extension RankingText {
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  /// A byte of a word in lower case; 0 for what stands between words.
  private static let folded: [UInt8] = (0...255).map { (byte: UInt8) in
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x61...0x7A, 0x30...0x39, 0x80...0xFF: byte
    default: 0
    }
  }

  private static func read(_ text: UnsafeBufferPointer<UInt8>, into words: inout [Word]) {
    let stopWords = StopWords.english
    folded.withUnsafeBufferPointer { folded in
      var place = 0
      while place < text.count {
        guard folded[Int(text[place])] != 0, !isPunctuation(text, place) else {
          place += 1
          continue
        }
        let start = place
        var (hash, before) = (seed, seed)
        var (last, secondToLast): (UInt8, UInt8) = (0, 0)
        while place < text.count {
          let byte = folded[Int(text[place])]
          if byte == 0 || (byte >= 0xC2 && isPunctuation(text, place)) { break }
          (before, hash) = (hash, (hash ^ UInt64(byte)) &* prime)
          (secondToLast, last) = (last, byte)
          place += 1
        }
        let length = place - start
        if length > 3, last == UInt8(ascii: "s"), !endsAlike(secondToLast) { hash = before }
        guard length > 1, text[start] &- 0x30 > 9, !stopWords.contain(hash) else { continue }
        words.append(Word(hash: hash, start: start, end: place))
      }
    }
  }

  /// `loss`, `corpus` and `this` are no plurals.
  private static func endsAlike(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "s") || byte == UInt8(ascii: "u") || byte == UInt8(ascii: "i")
  }

  /// Whether a scalar of U+0080 to U+00BF, U+2000 to U+2FFF or U+3000 to U+303F begins here, or
  /// goes on here behind a place where no word is: quotes, dashes and spaces.
  @inline(__always)
  private static func isPunctuation(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    switch text[place] {
    case 0xC2, 0xE2, 0x80...0xBF: true
    case 0xE3: place + 1 < text.count && text[place + 1] == 0x80
    default: false
    }
  }

  /// The hash of a word that stands alone, for the list of stop words.
  static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }
}
