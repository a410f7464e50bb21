/// A word of a phrase, with every form of it that a text may have.
struct PhraseWord {
  var plain: [UInt8]
  var stem: [UInt8]
  /// Every word, before endings are taken off, that has this stem.
  var forms: [[UInt8]]
  /// The stem and the forms of `DiT`, which is found as it is written or all in capitals; else none.
  var writtenStem: [UInt8] = []
  var writtenForms: Set<[UInt8]> = []
  var isAcronym: Bool
  /// Whether it is found only in capitals, or as it is written.
  var isCased: Bool
  var isHangul: Bool

  init(_ word: TokenText.Word, of phrase: TokenText) {
    plain = Array(phrase.bytes[word.plain])
    stem = Array(phrase.bytes[word.bytes])
    isAcronym = word.isAcronym
    isCased = word.isCased
    isHangul = word.isHangul
    let isASCII = stem.allSatisfy { $0 < 0x80 }
    forms = isASCII ? EnglishStem.forms(of: stem) : [stem]
    guard word.isMixed else { return }
    let capitals = phrase.written(word)
    func written(_ form: [UInt8]) -> [UInt8] {
      form.enumerated().map { place, letter in
        place < capitals.count && capitals[place] | 0x20 == letter ? capitals[place] : letter
      }
    }
    writtenStem = written(stem)
    let loud = (forms + [stem]).map { $0.map(ASCIIWord.uppercased) }
    let plurals = [stem.map(ASCIIWord.uppercased), writtenStem].map { $0 + [UInt8(ascii: "s")] }
    writtenForms = Set(forms.map(written) + loud + plurals)
  }

  var isASCII: Bool { plain.allSatisfy { $0 < 0x80 } }

  /// What of the text is compared with ``plain`` where two words are taken as this one.
  var halves: Range<Int> {
    let letters = isHangul ? plain.count / 3 : plain.count
    let isLong = letters > (isHangul || isCased ? 2 : 3) && letters <= Self.longestSplit
    return isLong ? 1..<plain.count : 1..<1
  }

  /// How a word may begin that a prefix finds.
  struct Beginning: Hashable {
    var letters: [UInt8]
    /// How it then begins in American spelling; `nil` where that does not matter.
    var american: [UInt8]?
  }

  /// Taken as a prefix: as typed, in American spelling, and of words whose American spelling begins
  /// so.
  var beginnings: Set<Beginning> {
    guard isASCII else { return [Beginning(letters: plain)] }
    let typed = [plain] + OtherSpelling.americanBeginnings(plain)
    return typed.reduce(into: Set(typed.map { Beginning(letters: $0) })) { all, typed in
      for letters in OtherSpelling.britishBeginnings(typed) where !letters.starts(with: plain) {
        all.insert(Beginning(letters: letters, american: typed))
      }
    }
  }

  /// In letters: a longer word is no compound that people take apart, nor one of two spellings.
  static let longestSplit = 30
}
