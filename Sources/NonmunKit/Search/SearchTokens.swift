/// What an index of words keeps of a text, and how a term is asked of it.
///
/// A word is kept as its folded form. Beside it, at the same place, stand `+` and the form where it
/// is written as an acronym may be, for a short one with its capitals too (`+lora` and `+LoRA`); and
/// the whole word where its form is no beginning of it, in American spelling as well.
///
/// Hangul is kept by the syllable: 확산모델 as `^확` `확산` `산모` `모델`, so that any part of two
/// syllables is found, and the words of a phrase still part where they should. Beside them stand `=`
/// and what one syllable before a particle may mean, and `~` and the initials of two neighbours,
/// `~^` for those that begin a word.
package enum SearchTokens {
  /// - Parameter add: Takes a token; whether it stands beside the one before. Whether it will take
  ///   another.
  package static func forEach(
    in text: TokenText, _ add: (UnsafeBufferPointer<UInt8>, _ isBeside: Bool) -> Bool
  ) {
    text.bytes.withUnsafeBufferPointer { bytes in
      var written: [UInt8] = []
      for (place, word) in text.words.enumerated() {
        let isTaken =
          word.isHangul
          ? addHangul(text, place, bytes, &written, add)
          : addWord(word, of: text, bytes, &written, add)
        guard isTaken else { return }
      }
    }
  }

  private typealias Add = (UnsafeBufferPointer<UInt8>, _ isBeside: Bool) -> Bool

  private static func addWord(
    _ word: TokenText.Word, of text: TokenText, _ bytes: UnsafeBufferPointer<UInt8>,
    _ written: inout [UInt8], _ add: Add
  ) -> Bool {
    let form = UnsafeBufferPointer(rebasing: bytes[word.bytes])
    guard add(form, false) else { return false }
    if word.hasCapitals {
      written.removeAll(keepingCapacity: true)
      written.append(contentsOf: sign)
      written.append(contentsOf: form)
      guard written.withUnsafeBufferPointer({ add($0, true) }) else { return false }
      if word.capitals != 0, form.count <= TokenText.longestMixed {
        written = sign + text.writtenStem(word)
        guard written.withUnsafeBufferPointer({ add($0, true) }) else { return false }
      }
    }
    // A plural `s` alone hides nothing from a prefix.
    let isBeginning =
      word.bytes.lowerBound == word.plain.lowerBound
      && word.plain.count - word.bytes.count < 2
    guard !isBeginning else { return true }
    return text.spellings(word).dropFirst().allSatisfy { spelling in
      Array(spelling).withUnsafeBufferPointer { add($0, true) }
    }
  }

  private static func addHangul(
    _ text: TokenText, _ place: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    _ written: inout [UInt8], _ add: Add
  ) -> Bool {
    let word = text.words[place]
    for start in stride(from: word.bytes.lowerBound, to: word.bytes.upperBound, by: 3) {
      let isFirst = start == word.bytes.lowerBound
      if isFirst {
        written = [UInt8(ascii: "^")] + bytes[start..<start + 3]
      } else {
        written = Array(bytes[start - 3..<start + 3])
      }
      guard written.withUnsafeBufferPointer({ add($0, false) }) else { return false }
      if isFirst {
        for syllable in alone(text.bytes[word.bytes]) {
          written = [UInt8(ascii: "=")] + syllable
          guard written.withUnsafeBufferPointer({ add($0, true) }) else { return false }
        }
      }
      guard let initial = initial(bytes, start),
        let next = start + 3 < word.bytes.upperBound
          ? initialOfNext(bytes, start + 3) : initialOfWord(text, place + 1, bytes)
      else { continue }
      written = Array(initials(initial, next, beginsWord: false).utf8)
      guard written.withUnsafeBufferPointer({ add($0, true) }) else { return false }
      guard isFirst else { continue }
      written = Array(initials(initial, next, beginsWord: true).utf8)
      guard written.withUnsafeBufferPointer({ add($0, true) }) else { return false }
    }
    return true
  }

  private static func initialOfNext(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int
  ) -> Int? { initial(bytes, place) }

  private static func initialOfWord(
    _ text: TokenText, _ place: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard place < text.words.count, text.words[place].isHangul else { return nil }
    return initial(bytes, text.words[place].bytes.lowerBound)
  }

  private static func initial(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
    guard Hangul.isSyllable(bytes, at: place) else { return nil }
    let value =
      UInt32(bytes[place] & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
      | UInt32(bytes[place + 2] & 0x3F)
    return Int(value - 0xAC00) / 588
  }

  /// The single syllables that a word may be, with or without particles.
  private static func alone(_ word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    if word.count == SearchTerm.oneSyllable { return [word] }
    // No particle that may leave one syllable has more than three.
    guard word.count <= 5 * SearchTerm.oneSyllable else { return [] }
    let stem = KoreanParticle.stems(of: word).first { $0.count == SearchTerm.oneSyllable }
    return stem.map { [$0] } ?? []
  }

  private static func initials(_ one: Int, _ other: Int, beginsWord: Bool) -> String {
    "~\(beginsWord ? "^" : "")\(Hangul.initials[one])\(Hangul.initials[other])"
  }
}

extension SearchTokens {
  /// A run of tokens in the index, of which the last may go on.
  package struct Phrase: Equatable, Sendable {
    package var tokens: [String]
    package var isPrefix = false
  }

  /// What to ask for: one of them must be there.
  package static func phrases(for term: Rule.Term) -> [Phrase] {
    let term = SearchTerm(term.text, isPrefix: term.isPrefix)
    var phrases: [Phrase] = []
    for form in term.forms { phrases += Self.phrases(form) }
    if let initials = term.initials {
      let pairs = zip(initials, initials.dropFirst()).enumerated().map { place, pair in
        Self.initials(pair.0, pair.1, beginsWord: place == 0)
      }
      phrases.append(Phrase(tokens: pairs))
    }
    return phrases
  }

  private static func phrases(_ form: [SearchTerm.Piece]) -> [Phrase] {
    var phrases = [Phrase(tokens: [])]
    for piece in form {
      let next = Self.phrases(piece)
      phrases = phrases.flatMap { before in
        next.map { Phrase(tokens: before.tokens + $0.tokens, isPrefix: $0.isPrefix) }
      }
    }
    return phrases
  }

  /// One of them stands where the piece does.
  private static func phrases(_ piece: SearchTerm.Piece) -> [Phrase] {
    switch piece {
    case .word(let bytes, let capitals):
      let tokens =
        switch capitals {
        case .any: [bytes]
        case .several: [sign + bytes]
        case .written(let letters): [sign + letters, sign + letters.map(ASCIIWord.uppercased)]
        }
      return tokens.map { Phrase(tokens: [String(decoding: $0, as: UTF8.self)]) }
    case .prefix(let beginnings, let whole, let isCased):
      let sign = isCased ? sign : []
      let begun = beginnings.map {
        Phrase(tokens: [String(decoding: sign + $0, as: UTF8.self)], isPrefix: true)
      }
      return begun + [Phrase(tokens: [String(decoding: sign + whole, as: UTF8.self)])]
    case .hangul(let bytes, let part): return [Phrase(tokens: tokens(bytes, part))]
    }
  }

  private static let sign = [UInt8(ascii: "+")]

  private static func tokens(_ bytes: [UInt8], _ part: SearchTerm.HangulPlace) -> [String] {
    let syllables = stride(from: 0, to: bytes.count, by: 3).map {
      String(decoding: bytes[$0..<min($0 + 3, bytes.count)], as: UTF8.self)
    }
    let pairs = zip(syllables, syllables.dropFirst()).map { $0 + $1 }
    switch part {
    case .alone: return ["=" + syllables[0]]
    case .inside, .end: return pairs
    case .whole, .beginning: return ["^" + syllables[0]] + pairs
    }
  }
}
