import Foundation

/// The syllables and letters of Korean in Unicode.
///
/// Source: The Unicode Standard, section 3.12, conjoining jamo behavior.
enum Hangul {
  /// Whether three bytes are a composed syllable, U+AC00 to U+D7A3.
  static func isSyllable(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + 2 < bytes.count, bytes[place] &- 0xEA < 4 else { return false }
    let (first, second) = (bytes[place], bytes[place + 1])
    if first == 0xEA { return second >= 0xB0 }
    return first < 0xED || second < 0x9E || (second == 0x9E && bytes[place + 2] <= 0xA3)
  }

  static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xFFA0...0xFFDC: true
    default: false
    }
  }

  /// In syllables wherever letters make some; half-width letters as the others.
  static func composed(_ letters: String.UnicodeScalarView) -> String {
    guard letters.contains(where: { (0xFFA0...0xFFDC).contains($0.value) }) else {
      return String(letters).precomposedStringWithCanonicalMapping
    }
    return String(joined(letters.compactMap(wide))).precomposedStringWithCanonicalMapping
  }

  /// Half-width letters stand one by one, as typed: a consonant ends a syllable unless a vowel
  /// follows it.
  private static func joined(_ letters: [Unicode.Scalar]) -> String.UnicodeScalarView {
    var joined = String.UnicodeScalarView()
    for (place, letter) in letters.enumerated() {
      let isAfterVowel = joined.last.map { (0x1161...0x1175).contains($0.value) } ?? false
      let isBeforeVowel = place + 1 < letters.count && medial(letters[place + 1]) != nil
      if let vowel = medial(letter), let last = joined.last,
        (0x1100...0x1112).contains(last.value)
      {
        joined.append(vowel)
      } else if isAfterVowel, !isBeforeVowel, let final = final(letter) {
        joined.append(final)
      } else if isBeforeVowel, let place = initials.firstIndex(of: letter),
        let initial = Unicode.Scalar(0x1100 + UInt32(place))
      {
        joined.append(initial)
      } else {
        joined.append(letter)
      }
    }
    return joined
  }

  /// The letter that a half-width one is, as it stands by itself (Unicode, half-width forms).
  private static func wide(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    switch letter.value {
    case 0xFFA1...0xFFBE: Unicode.Scalar(letter.value - 0xFFA1 + 0x3131)
    case 0xFFC2...0xFFC7: Unicode.Scalar(letter.value - 0xFFC2 + 0x314F)
    case 0xFFCA...0xFFCF: Unicode.Scalar(letter.value - 0xFFCA + 0x3155)
    case 0xFFD2...0xFFD7: Unicode.Scalar(letter.value - 0xFFD2 + 0x315B)
    case 0xFFDA...0xFFDC: Unicode.Scalar(letter.value - 0xFFDA + 0x3161)
    case 0xFFA0: nil
    default: letter
    }
  }

  private static func medial(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    (0x314F...0x3163).contains(letter.value)
      ? Unicode.Scalar(letter.value - 0x314F + 0x1161) : nil
  }

  private static func final(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
    finals.firstIndex(of: letter).flatMap { Unicode.Scalar(0x11A8 + UInt32($0)) }
  }

  /// The nineteen consonants that begin a syllable, in the order of Unicode.
  static let initials: [Unicode.Scalar] = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)
  private static let finals: [Unicode.Scalar] = Array(
    "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".unicodeScalars)

  /// The consonant that a composed syllable begins with, 0 to 18.
  static func initial(of syllable: Unicode.Scalar) -> Int? {
    (0xAC00...0xD7A3).contains(syllable.value) ? Int(syllable.value - 0xAC00) / 588 : nil
  }

  /// What a composed syllable ends with: 0 for a vowel, 8 for ㄹ.
  static func final(ofSyllable syllable: Unicode.Scalar) -> Int? {
    (0xAC00...0xD7A3).contains(syllable.value) ? Int(syllable.value - 0xAC00) % 28 : nil
  }
}
