/// All phrases of all rules, found in one pass over a text.
///
/// A text word is looked up by its hash; only where a phrase begins with it are the next words
/// compared. So the cost grows with the text, and hardly with the number of phrases.
struct PhraseTable: Sendable {
  private struct Phrase: Sendable {
    var text: String
    var words: [[UInt8]]
    var isAcronym: [Bool]
    var isPrefix: Bool
  }

  private struct Key: Hashable {
    var text: String
    var isPrefix: Bool
  }

  private var phrases: [Phrase] = []
  private var numbers: [Key: Int] = [:]
  private var patterns: [(number: Int, pattern: RulePattern, fields: FieldSet)] = []
  /// Phrases by the hash of their first word.
  private var byFirstWord: [UInt64: [Int]] = [:]
  /// Whether any phrase begins with a word whose hash ends so: what nearly every word is asked.
  private var mayBegin = [Bool](repeating: false, count: 4096)
  /// Phrases of one word that may go on, by its first byte.
  private var prefixes = [[Int]](repeating: [], count: 256)
  /// Where anything is looked for at all.
  private var fields: FieldSet = []

  var count: Int { phrases.count }

  /// - Returns: The number that a ``PhraseHit`` calls this phrase by.
  mutating func add(_ text: String, isPrefix: Bool, in fields: FieldSet) -> Int {
    self.fields.formUnion(fields)
    let key = Key(text: text, isPrefix: isPrefix)
    if let number = numbers[key] { return number }
    let number = phrases.count
    numbers[key] = number
    let tokens = TokenText(text)
    phrases.append(
      Phrase(
        text: text,
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

  mutating func add(ignored text: String) -> Int {
    add(text, isPrefix: text.hasSuffix("*"), in: FieldSet(Rule.Field.spoken))
  }

  mutating func add(_ pattern: RulePattern, in fields: FieldSet) -> Int {
    let number = phrases.count
    phrases.append(Phrase(text: "", words: [], isAcronym: [], isPrefix: false))
    patterns.append((number, pattern, fields))
    return number
  }

  /// As typed; `nil` for a regular expression.
  func text(of phrase: Int) -> String? {
    phrases[phrase].words.isEmpty ? nil : phrases[phrase].text
  }

  /// Whether it is one word in capitals.
  func isAcronym(_ phrase: Int) -> Bool {
    phrases[phrase].isAcronym == [true] && !phrases[phrase].isPrefix
  }
}

extension PhraseTable {
  func hits(in subject: Matcher.Subject) -> [PhraseHit] {
    var hits: [PhraseHit] = []
    for field in [Rule.Field.title, .abstract, .author] where fields.contains(field) {
      add(in: subject.text(of: field), field, to: &hits)
    }
    for (number, pattern, fields) in patterns {
      for field in Rule.Field.allCases where fields.contains(field) {
        let text = subject.text(of: field)
        for place in pattern.places(in: text) {
          hits.append(
            PhraseHit(phrase: number, field: field, start: place.lowerBound, end: place.upperBound))
        }
      }
    }
    return hits
  }

  private func add(in string: String, _ field: Rule.Field, to hits: inout [PhraseHit]) {
    let text = TokenText(string)
    let words = text.byteRanges(in: string)
    func hit(_ number: Int, _ range: Range<Int>) {
      hits.append(
        PhraseHit(
          phrase: number, field: field, start: words[range.lowerBound].lowerBound,
          end: words[range.upperBound - 1].upperBound))
    }
    for (place, word) in text.words.enumerated() {
      if let numbers = phrases(beginningWith: word.hash) {
        for number in numbers {
          add(number, at: place, first: text.bytes[word.bytes], in: text).map { hit(number, $0) }
        }
      }
      for number in prefixes[Int(text.bytes[word.plain.lowerBound])]
      where text.bytes[word.plain].starts(with: phrases[number].words[0]) {
        hit(number, place..<place + 1)
      }
      if word.isHangul {
        for stem in KoreanParticle.stems(of: text.bytes[word.bytes]) {
          guard let numbers = phrases(beginningWith: Self.hash(stem)) else { continue }
          // A particle ends a phrase: only a phrase of this one word may end here.
          for number in numbers where phrases[number].words.count == 1 {
            add(number, at: place, first: stem, in: text).map { hit(number, $0) }
          }
        }
      }
    }
  }

  private func phrases(beginningWith hash: UInt64) -> [Int]? {
    mayBegin[Int(hash & 4095)] ? byFirstWord[hash] : nil
  }

  private func add(
    _ number: Int, at place: Int, first: ArraySlice<UInt8>, in text: TokenText
  ) -> Range<Int>? {
    let phrase = phrases[number]
    let end = place + phrase.words.count
    guard end <= text.words.count, first.elementsEqual(phrase.words[0]),
      fits(phrase, 0, text.words[place]),
      (1..<phrase.words.count).allSatisfy({ index in
        let word = text.words[place + index]
        return fits(phrase, index, word) && isEqual(phrase, index, word, in: text)
      })
    else { return nil }
    return place..<end
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

extension TokenText {
  /// Where each word stands in the UTF-8 of its text.
  func byteRanges(in text: String) -> [Range<Int>] {
    var starts: [Int] = []
    var place = 0
    for scalar in text.unicodeScalars {
      starts.append(place)
      place += UTF8.width(scalar)
    }
    starts.append(place)
    return words.map { starts[$0.range.lowerBound]..<starts[$0.range.upperBound] }
  }
}
