/// A word of a phrase, with every form of it that a text may have.
struct PhraseWord {
  var plain: [UInt8]
  var stem: [UInt8]
  /// Every word, before endings are taken off, that has this stem.
  var forms: [[UInt8]]
  var isAcronym: Bool
  var isHangul: Bool

  init(_ word: TokenText.Word, of phrase: TokenText) {
    plain = Array(phrase.bytes[word.plain])
    stem = Array(phrase.bytes[word.bytes])
    isAcronym = word.isAcronym
    isHangul = word.isHangul
    let isASCII = stem.allSatisfy { $0 < 0x80 }
    forms = isASCII ? EnglishStem.forms(of: stem) : [stem]
  }

  var isASCII: Bool { plain.allSatisfy { $0 < 0x80 } }

  /// What of the text is compared with ``plain`` where two words are taken as this one.
  var halves: Range<Int> {
    let letters = isHangul ? plain.count / 3 : plain.count
    let isLong = letters > (isHangul || isAcronym ? 2 : 3) && letters <= Self.longestSplit
    return isLong ? 1..<plain.count : 1..<1
  }

  /// In letters: a longer word is no compound that people take apart.
  static let longestSplit = 30
}
