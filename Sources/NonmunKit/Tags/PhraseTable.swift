/// All phrases of all rules, found in one pass over a text.
///
/// A text word is looked up by its hash; only where a phrase begins with it are the next words
/// compared. So the cost grows with the text, and hardly with the number of phrases.
struct PhraseTable: Sendable {
  /// Where one phrase stands, in words of the text.
  struct Hit: Sendable {
    var phrase: Int
    var words: Range<Int>
  }

  private struct Phrase: Sendable {
    var words: [[UInt8]]
    var isAcronym: [Bool]
    var isPrefix: Bool
  }

  private var phrases: [Phrase] = []
  /// Phrases by the hash of their first word.
  private var byFirstWord: [UInt64: [Int]] = [:]
  /// Whether any phrase begins with a word whose hash ends so: what nearly every word is asked.
  private var mayBegin = [Bool](repeating: false, count: 4096)
  /// Phrases of one word that may go on, by its first byte.
  private var prefixes = [[Int]](repeating: [], count: 256)

  /// - Returns: The number that ``hits(in:)`` calls this phrase by.
  mutating func add(_ text: String, isPrefix: Bool) -> Int {
    let tokens = TokenText(text)
    let number = phrases.count
    phrases.append(
      Phrase(
        words: tokens.words.enumerated().map { place, word in
          // What goes on begins as it was typed.
          let goesOn = isPrefix && place == tokens.words.count - 1
          return Array(tokens.bytes[goesOn ? word.plain : word.bytes])
        },
        isAcronym: tokens.words.map(\.isAcronym), isPrefix: isPrefix))
    guard let first = tokens.words.first else { return number }
    if isPrefix, tokens.words.count == 1 {
      prefixes[Int(tokens.bytes[first.plain.lowerBound])].append(number)
    } else {
      byFirstWord[first.hash, default: []].append(number)
      mayBegin[Int(first.hash & 4095)] = true
    }
    return number
  }

  func hits(in text: TokenText) -> [Hit] {
    var hits: [Hit] = []
    for (place, word) in text.words.enumerated() {
      if let numbers = phrases(beginningWith: word.hash) {
        add(numbers, at: place, first: text.bytes[word.bytes], in: text, to: &hits)
      }
      for number in prefixes[Int(text.bytes[word.plain.lowerBound])]
      where text.bytes[word.plain].starts(with: phrases[number].words[0]) {
        hits.append(Hit(phrase: number, words: place..<place + 1))
      }
      if word.isHangul {
        for stem in KoreanParticle.stems(of: text.bytes[word.bytes]) {
          guard let numbers = phrases(beginningWith: Self.hash(stem)) else { continue }
          // A particle ends a phrase: only a phrase of this one word may end here.
          let single = numbers.filter { phrases[$0].words.count == 1 }
          add(single, at: place, first: stem, in: text, to: &hits)
        }
      }
    }
    return hits
  }

  private func phrases(beginningWith hash: UInt64) -> [Int]? {
    mayBegin[Int(hash & 4095)] ? byFirstWord[hash] : nil
  }

  private func add(
    _ numbers: [Int], at place: Int, first: ArraySlice<UInt8>, in text: TokenText,
    to hits: inout [Hit]
  ) {
    for number in numbers {
      let phrase = phrases[number]
      let end = place + phrase.words.count
      guard end <= text.words.count, first.elementsEqual(phrase.words[0]),
        fits(phrase, 0, text.words[place]),
        (1..<phrase.words.count).allSatisfy({ index in
          let word = text.words[place + index]
          return fits(phrase, index, word)
            && isEqual(phrase, index, word, in: text)
        })
      else { continue }
      hits.append(Hit(phrase: number, words: place..<end))
    }
  }

  /// A word in capitals is an acronym, and means only itself: `DPO`, not `dpo`; `IPO`, not `ipo`.
  private func fits(_ phrase: Phrase, _ index: Int, _ word: TokenText.Word) -> Bool {
    !phrase.isAcronym[index] || word.hasCapitals
  }

  private func isEqual(
    _ phrase: Phrase, _ index: Int, _ word: TokenText.Word, in text: TokenText
  ) -> Bool {
    let bytes = text.bytes[word.bytes]
    let wanted = phrase.words[index]
    guard index == phrase.words.count - 1 else { return bytes.elementsEqual(wanted) }
    if phrase.isPrefix { return text.bytes[word.plain].starts(with: wanted) }
    return bytes.elementsEqual(wanted)
      || (word.isHangul && KoreanParticle.stems(of: bytes).contains { $0.elementsEqual(wanted) })
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(TokenText.hashSeed) { TokenText.hash($0, $1) }
  }
}
