/// Takes off an English word what its plural or its other spelling puts on.
///
/// Plurals, `-ise` and `-ize` with what is made of them (`optimisation`, `optimized`), British
/// doubled letters and `-our`. Nothing else: `policing` is not `policy`, `learned` not `learning`.
/// What comes out need not be a word (`optimiz`), only the same for the forms of one word.
enum EnglishStem {
  /// What a word ends in goes, and this comes instead.
  struct Change {
    var cut: Int
    var ending: StaticString
  }

  /// - Parameter bytes: Lower case; a stem that is no beginning of the word is written behind.
  static func stem(of word: Range<Int>, in bytes: inout [UInt8]) -> Range<Int> {
    guard word.count > 3 else { return word }
    if let known = IrregularWord.base(of: bytes[word]) { return append(known, to: &bytes) }
    var stem = word
    if let change = change(stem, in: bytes, by: plural) {
      apply(change, to: &stem, in: &bytes)
      if let known = IrregularWord.base(of: bytes[stem]) { return append(known, to: &bytes) }
    }
    if let change = change(stem, in: bytes, by: spelling) { apply(change, to: &stem, in: &bytes) }
    return stem
  }

  private static func change(
    _ word: Range<Int>, in bytes: [UInt8], by rule: (UnsafeBufferPointer<UInt8>) -> Change?
  ) -> Change? {
    bytes.withUnsafeBufferPointer { rule(UnsafeBufferPointer(rebasing: $0[word])) }
  }

  private static func apply(_ change: Change, to word: inout Range<Int>, in bytes: inout [UInt8]) {
    word = word.dropLast(change.cut)
    guard change.ending.utf8CodeUnitCount > 0 else { return }
    let ending = UnsafeBufferPointer(
      start: change.ending.utf8Start, count: change.ending.utf8CodeUnitCount)
    word = append(Array(bytes[word]) + ending, to: &bytes)
  }

  private static func append(_ stem: [UInt8], to bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    bytes += stem
    return start..<bytes.count
  }
}

extension EnglishStem {
  /// Every word that has this stem.
  static func forms(of stem: [UInt8]) -> [[UInt8]] {
    var singular = [stem] + IrregularWord.forms(of: stem)
    for (ending, others) in spellings where stem.ends(ending) {
      singular += others.map { stem.dropLast(ending.utf8CodeUnitCount) + $0.utf8 }
    }
    var forms = Set(singular)
    for word in singular {
      for ending in ["s", "es", "e"] { forms.insert(word + ending.utf8) }
      if word.ends("y") {
        for ending in ["ies", "ie"] { forms.insert(word.dropLast() + ending.utf8) }
      }
      if word.ends("is") { forms.insert(word.dropLast(2) + "es".utf8) }
    }
    return forms.filter { form in
      var bytes = form
      return stem.elementsEqual(bytes[Self.stem(of: 0..<form.count, in: &bytes)])
    }
  }

  /// What ``spelling(_:)`` makes of words, and what these ended in.
  private static let spellings: [(StaticString, [String])] = [
    ("z", ["s", "z"].flatMap { letter in ["e", "ed", "ing", "ation"].map { letter + $0 } }),
    ("zer", ["ser"]), ("zable", ["sable"]), ("zability", ["sability"]), ("zational", ["sational"]),
    ("led", ["lled"]), ("ling", ["lling"]), ("ler", ["ller"]), ("or", ["our"]),
    ("ored", ["oured"]), ("oring", ["ouring"]), ("oral", ["oural"]), ("orhood", ["ourhood"]),
    ("orable", ["ourable"]), ("orite", ["ourite"]), ("orful", ["ourful"]), ("orer", ["ourer"]),
    ("orist", ["ourist"]), ("orless", ["ourless"]),
  ]

  private static func plural(_ word: UnsafeBufferPointer<UInt8>) -> Change? {
    let count = word.count
    switch word[count - 1] {
    case UInt8(ascii: "e") where count > 4:
      // `movies` and `policies`, `caches` and `branches` look alike.
      if word[count - 2] == UInt8(ascii: "i") { return Change(cut: 2, ending: "y") }
      return word.ends("che") ? Change(cut: 1, ending: "") : nil
    case UInt8(ascii: "s"): break
    default: return nil
    }
    switch word[count - 2] {
    case UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i"): return nil
    // `bias` and `alias`.
    case UInt8(ascii: "a") where word[count - 3] == UInt8(ascii: "i"): return nil
    case UInt8(ascii: "e"): break
    default: return Change(cut: 1, ending: "")
    }
    switch word[count - 3] {
    case UInt8(ascii: "i") where count > 4: return Change(cut: 3, ending: "y")
    case UInt8(ascii: "x"): return Change(cut: 2, ending: "")
    case UInt8(ascii: "h") where word.ends("ches") || word.ends("shes"):
      return Change(cut: 2, ending: "")
    case UInt8(ascii: "z") where word.ends("zzes"): return Change(cut: 2, ending: "")
    case UInt8(ascii: "o") where count > 5: return Change(cut: 2, ending: "")
    case UInt8(ascii: "s") where word.ends("sses") || word.ends("iases"):
      return Change(cut: 2, ending: "")
    case UInt8(ascii: "s") where word.ends("yses") || word.ends("heses"):
      return Change(cut: 2, ending: "is")
    default: return Change(cut: 1, ending: "")
    }
  }

  /// One spelling of two. The last letter sorts out most words.
  private static func spelling(_ word: UnsafeBufferPointer<UInt8>) -> Change? {
    switch word[word.count - 1] {
    case UInt8(ascii: "e") where word.ends("isable"): derived(word, ending: 4, "zable")
    case UInt8(ascii: "e") where word.ends("ourable"): unrounded(word, ending: 7, "orable")
    case UInt8(ascii: "e") where word.ends("ourite"): unrounded(word, ending: 6, "orite")
    case UInt8(ascii: "e"): verb(word, ending: 1)
    case UInt8(ascii: "d") where word.ends("lled"): doubled(word, ending: 4, single: "led")
    case UInt8(ascii: "d") where word.ends("oured"): unrounded(word, ending: 5, "ored")
    case UInt8(ascii: "d") where word.ends("ed"): verb(word, ending: 2)
    case UInt8(ascii: "g") where word.ends("lling"): doubled(word, ending: 5, single: "ling")
    case UInt8(ascii: "g") where word.ends("ouring"): unrounded(word, ending: 6, "oring")
    case UInt8(ascii: "g") where word.ends("ing"): verb(word, ending: 3)
    case UInt8(ascii: "n") where word.ends("ization") || word.ends("isation"):
      verb(word, ending: 5)
    case UInt8(ascii: "r") where word.ends("our"): unrounded(word, ending: 3, "or")
    case UInt8(ascii: "r") where word.ends("ller"): doubled(word, ending: 4, single: "ler")
    case UInt8(ascii: "r") where word.ends("ourer"): unrounded(word, ending: 5, "orer")
    case UInt8(ascii: "r") where word.ends("iser") || word.ends("yser"):
      derived(word, ending: 2, "zer")
    case UInt8(ascii: "l") where word.ends("isational"): derived(word, ending: 7, "zational")
    case UInt8(ascii: "l") where word.ends("oural"): unrounded(word, ending: 5, "oral")
    case UInt8(ascii: "l") where word.ends("ourful"): unrounded(word, ending: 6, "orful")
    case UInt8(ascii: "d") where word.ends("ourhood"): unrounded(word, ending: 7, "orhood")
    case UInt8(ascii: "y") where word.ends("isability"): derived(word, ending: 7, "zability")
    case UInt8(ascii: "t") where word.ends("ourist"): unrounded(word, ending: 6, "orist")
    case UInt8(ascii: "s") where word.ends("ourless"): unrounded(word, ending: 7, "orless")
    default: nil
    }
  }

  /// `optimise`, `analyze` and their forms: two letters before `is` at least, so not `rise`.
  private static func verb(_ word: UnsafeBufferPointer<UInt8>, ending: Int) -> Change? {
    let end = word.count - ending
    guard end > 3, word[end - 1] == UInt8(ascii: "s") || word[end - 1] == UInt8(ascii: "z")
    else { return nil }
    switch word[end - 2] {
    case UInt8(ascii: "i"), UInt8(ascii: "y"): return Change(cut: ending + 1, ending: "z")
    default: return nil
    }
  }

  /// `generalisable` is no form of the verb, but has its two spellings; `disable` has one.
  private static func derived(
    _ word: UnsafeBufferPointer<UInt8>, ending: Int, _ other: StaticString
  ) -> Change? {
    word.count - ending > 3 ? Change(cut: ending + 1, ending: other) : nil
  }

  /// `modelling`, but not `filling`.
  private static func doubled(
    _ word: UnsafeBufferPointer<UInt8>, ending: Int, single: StaticString
  ) -> Change? {
    word.dropLast(ending).filter(isVowel).count > 1 ? Change(cut: ending, ending: single) : nil
  }

  /// `behaviour`, but not `four`.
  private static func unrounded(
    _ word: UnsafeBufferPointer<UInt8>, ending: Int, _ other: StaticString
  ) -> Change? {
    word.dropLast(ending).contains(where: isVowel) ? Change(cut: ending, ending: other) : nil
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  fileprivate func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard count >= length else { return false }
    for place in 0..<length where self[endIndex - length + place] != ending.utf8Start[place] {
      return false
    }
    return true
  }
}
