/// A term as a search looks for it: every way in which a text may say it.
///
/// A Korean word of two syllables or more is found inside of any word, so that 모델 finds 확산모델과;
/// one of a single syllable by itself or before a particle. Consonants alone are the initials of
/// what is looked for: ㅎㅅㅁㄷ finds 확산 모델.
struct SearchTerm: Sendable {
  /// A word of the text.
  enum Piece: Hashable, Sendable {
    /// Its folded form is this.
    case word([UInt8], Capitals)
    /// It, its stem or its American spelling begins with one of these, or it is a form of this word.
    case prefix([[UInt8]], of: [UInt8], isCased: Bool)
    case hangul([UInt8], HangulPlace)
  }

  /// What a word must have of them.
  enum Capitals: Hashable, Sendable {
    case any, several
    /// These letters, or all: `DiT`.
    case written([UInt8])
  }

  /// What a piece of Hangul must be of a word.
  enum HangulPlace: Sendable { case whole, beginning, end, inside, alone }

  /// One of them must stand in the text, word by word.
  private(set) var forms: [[Piece]] = []
  /// Initial consonants by their places in ``Hangul/initials``, two or more.
  private(set) var initials: [Int]?

  init(_ text: String, isPrefix: Bool) {
    initials = Self.initials(text)
    for (place, form) in TermForms.forms(of: text).enumerated() {
      var words = form.words[...]
      // `DPO를` asks for `DPO`.
      if let last = words.last, words.count > 1, last.isHangul, !isPrefix,
        words.dropLast().last?.range.upperBound == last.range.lowerBound,
        KoreanParticle.isParticle(form.bytes[last.bytes])
      {
        words = words.dropLast()
      }
      for pieces in Self.pieces(words, form, isPrefix: isPrefix, isTyped: place == 0)
      where !forms.contains(pieces) {
        forms.append(pieces)
      }
    }
  }

  private static func initials(_ text: String) -> [Int]? {
    let initials = text.unicodeScalars.compactMap { Hangul.initials.firstIndex(of: $0) }
    return initials.count > 1 && initials.count == text.unicodeScalars.count ? initials : nil
  }

  /// The form with each stem that its last word may have.
  private static func pieces(
    _ words: ArraySlice<TokenText.Word>, _ form: TokenText, isPrefix: Bool,
    isTyped: Bool
  ) -> [[Piece]] {
    guard let last = words.last else { return [] }
    let before = words.dropLast().enumerated().map { place, word -> Piece in
      let bytes = Array(form.bytes[word.bytes])
      guard word.isHangul else {
        return .word(bytes, Capitals(word, in: form, isExact: place < mostWritten))
      }
      return .hangul(bytes, place > 0 || bytes.count == oneSyllable ? .whole : .end)
    }
    let bytes = Array(form.bytes[last.bytes])
    guard last.isHangul else {
      let piece: Piece =
        isPrefix
        ? .prefix(beginnings(form.bytes[last.plain]), of: bytes, isCased: last.isCased)
        : .word(bytes, Capitals(last, in: form, isExact: words.count <= mostWritten))
      return [before + [piece]]
    }
    if isPrefix { return [before + [.hangul(bytes, .beginning)]] }
    guard bytes.count > oneSyllable else {
      return [before + [.hangul(bytes, isTyped && !before.isEmpty ? .beginning : .alone)]]
    }
    let stems = KoreanParticle.stems(of: bytes[...], certainty: .medium).map { Array($0) }
    // 문을 is no part of 논문을.
    let isShort = stems.contains { $0.count == oneSyllable }
    let part: HangulPlace = before.isEmpty && !isShort ? .inside : .beginning
    return [before + [.hangul(bytes, part)]]
      + stems.map { before + [.hangul($0, $0.count == oneSyllable ? .alone : part)] }
  }

  /// Words behind these may have any capitals, as each with two ways of writing it doubles what is
  /// asked of the index.
  private static let mostWritten = 4

  private static func beginnings(_ plain: ArraySlice<UInt8>) -> [[UInt8]] {
    let plain = Array(plain)
    return [plain] + (plain.allSatisfy { $0 < 0x80 } ? OtherSpelling.americanBeginnings(plain) : [])
  }

  /// All Hangul takes three bytes of UTF-8.
  static let oneSyllable = 3
}

extension SearchTerm {
  /// Where it stands in a text, in words.
  func places(in text: TokenText) -> [Range<Int>] {
    var places: [Range<Int>] = []
    for start in text.words.indices {
      let form = forms.first { form in
        start + form.count <= text.words.count
          && form.indices.allSatisfy { text.holds(form[$0], at: start + $0) }
      }
      if let form {
        places.append(start..<start + form.count)
      } else if let initials, let end = text.end(of: initials, from: start) {
        places.append(start..<end)
      }
    }
    return places
  }
}

extension SearchTerm.Capitals {
  init(_ word: TokenText.Word, in text: TokenText, isExact: Bool) {
    if word.isMixed, isExact {
      self = .written(text.writtenStem(word))
    } else {
      self = word.isCased ? .several : .any
    }
  }
}

extension TokenText {
  /// A word's stem, itself, and itself in American spelling where that is another.
  func spellings(_ word: Word) -> [ArraySlice<UInt8>] {
    let (stem, plain) = (bytes[word.bytes], bytes[word.plain])
    guard !word.isHangul, !plain.starts(with: stem), stem.allSatisfy({ $0 < 0x80 }) else {
      return [stem, plain]
    }
    return [stem, plain] + (OtherSpelling.american(Array(plain)).map { [$0[...]] } ?? [])
  }

  /// The stem with the capitals that it has.
  func writtenStem(_ word: Word) -> [UInt8] {
    if word.isAcronym { return bytes[word.bytes].map(ASCIIWord.uppercased) }
    return zip(bytes[word.bytes], written(word)).map { $1 | 0x20 == $0 ? $1 : $0 }
  }

  fileprivate func has(_ capitals: SearchTerm.Capitals, _ word: Word) -> Bool {
    switch capitals {
    case .any: true
    case .several: word.hasCapitals
    case .written(let letters):
      word.capitals != 0 && (word.isAcronym || writtenStem(word) == letters)
    }
  }

  fileprivate func holds(_ piece: SearchTerm.Piece, at place: Int) -> Bool {
    let word = words[place]
    switch piece {
    case .word(let wanted, let capitals):
      return word.bytes.count == wanted.count && bytes[word.bytes].elementsEqual(wanted)
        && has(capitals, word)
    case .prefix(let beginnings, let wanted, let isCased):
      guard !isCased || word.hasCapitals else { return false }
      return bytes[word.bytes].elementsEqual(wanted)
        || spellings(word).contains { spelling in
          beginnings.contains { spelling.starts(with: $0) }
        }
    case .hangul(let wanted, let part):
      guard word.isHangul, word.bytes.count >= wanted.count else { return false }
      let bytes = bytes[word.bytes]
      switch part {
      case .whole: return bytes.elementsEqual(wanted)
      case .beginning: return bytes.starts(with: wanted)
      case .end: return bytes.suffix(wanted.count).elementsEqual(wanted)
      case .inside:
        return stride(from: 0, through: bytes.count - wanted.count, by: 3).contains {
          bytes.dropFirst($0).starts(with: wanted)
        }
      case .alone:
        return bytes.elementsEqual(wanted)
          || KoreanParticle.stems(of: bytes).contains { $0.elementsEqual(wanted) }
      }
    }
  }

  /// The word after those whose syllables begin with some consonants, the first at the beginning of
  /// a word.
  fileprivate func end(of initials: [Int], from start: Int) -> Int? {
    var wanted = initials[...]
    var place = start
    while place < words.count, words[place].isHangul {
      for scalar in folded(words[place]).unicodeScalars {
        guard Hangul.initial(of: scalar) == wanted.first else { return nil }
        wanted = wanted.dropFirst()
        if wanted.isEmpty { return place + 1 }
      }
      place += 1
    }
    return nil
  }
}
