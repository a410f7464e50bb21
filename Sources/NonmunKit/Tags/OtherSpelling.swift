/// Beginnings of words in American and in British spelling: a prefix finds a word where it begins
/// the word in either.
///
/// Of a whole word ``EnglishStem`` tells; a beginning such as `optimis` may be that of `optimise`,
/// and of `optimistic` too.
enum OtherSpelling {
  /// A word as it is spelt in America; `nil` where that is how it is written.
  static func american(_ word: [UInt8]) -> [UInt8]? {
    let stem = stem(of: word)
    return americanBeginnings(word).first { self.stem(of: $0) == stem }
  }

  /// How American words may begin that British ones begin with this: `optimiz` of `optimis`.
  static func americanBeginnings(_ letters: [UInt8]) -> [[UInt8]] {
    cutShort(letters)
      + places(in: letters).compactMap { place in
        let (before, letter, next) = neighbours(of: place, in: letters)
        return switch (before, letter, next) {
        case ("i", "s", _), ("y", "s", _): place > 2 ? letters.replacing(at: place, by: "z") : nil
        case ("o", "u", "r"): place > 2 ? letters.replacing(at: place, by: "") : nil
        case ("l", "l", "e"), ("l", "l", "i"): letters.replacing(at: place, by: "")
        default: nil
        }
      }
  }

  /// Those of a beginning that ends before it tells which word it is of: `labele` and `labeli` of
  /// `labell`, `behavior` of `behaviou`.
  private static func cutShort(_ letters: [UInt8]) -> [[UInt8]] {
    guard letters.last == UInt8(ascii: "u") || letters.last == UInt8(ascii: "l") else { return [] }
    let text = String(decoding: letters, as: UTF8.self)
    if rounded.contains(text) { return [Array((text.dropLast() + "r").utf8)] }
    // One vowel is that of `call`, where nothing is doubled; `controll` is spelt so everywhere.
    guard letters.count <= PhraseWord.longestSplit, text.hasSuffix("ll"),
      text.dropLast(2).last.map("aei".contains) ?? false,
      text.filter("aeiou".contains).count > 1
    else { return [] }
    return ["e", "i"].map { Array((text.dropLast() + $0).utf8) }
  }

  /// What words in `-our` begin with before the `r`, as `accou` and `amou` begin others.
  private static let rounded: Set = Set(
    [
      "arm", "behavi", "cand", "clam", "col", "discol", "endeav", "fav", "ferv", "flav", "harb",
      "hon", "hum", "lab", "neighb", "od", "rig", "rum", "sav", "splend", "tum", "val", "vap",
      "vig",
    ].map { $0 + "ou" })

  /// The other way round.
  static func britishBeginnings(_ letters: [UInt8]) -> [[UInt8]] {
    places(in: letters).compactMap { place in
      let (before, letter, next) = neighbours(of: place, in: letters)
      return switch (before, letter, next) {
      case ("i", "z", _), ("y", "z", _): place > 2 ? letters.replacing(at: place, by: "s") : nil
      case ("o", "r", _): place > 2 ? letters.replacing(at: place, by: "ur") : nil
      case (_, "l", "e"), (_, "l", "i"): letters.replacing(at: place, by: "ll")
      default: nil
      }
    }
  }

  /// None of what is too long for an English word: each would be looked at as often as it has letters.
  private static func places(in letters: [UInt8]) -> Range<Int> {
    letters.count <= PhraseWord.longestSplit ? letters.indices : 0..<0
  }

  private static func stem(of word: [UInt8]) -> [UInt8] {
    var bytes = word
    return Array(bytes[EnglishStem.stem(of: word.indices, in: &bytes)])
  }

  private static func neighbours(
    of place: Int, in letters: [UInt8]
  ) -> (Character?, Character, Character?) {
    func letter(_ place: Int) -> Character { Character(Unicode.Scalar(letters[place])) }
    return (
      place > 0 ? letter(place - 1) : nil, letter(place),
      place + 1 < letters.count ? letter(place + 1) : nil
    )
  }
}

extension [UInt8] {
  fileprivate func replacing(at place: Int, by letters: String) -> [UInt8] {
    self[..<place] + Array(letters.utf8) + self[(place + 1)...]
  }
}
