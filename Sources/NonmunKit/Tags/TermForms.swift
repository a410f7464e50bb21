/// A term may stand in a text with a space, a hyphen, or nothing between its parts: `state space`,
/// `state-space`, `statespace`; `확산 모델`, `확산모델`; `GPT-4`, `GPT4`.
enum TermForms {
  /// The term as typed, with two neighbours or all of its words run together, and with one word
  /// taken apart at any place, a long Korean one at two; each to be found word by word.
  static func forms(of text: String) -> [TokenText] {
    let typed = TokenText(text)
    let words = typed.words.map { Part(typed, $0) }
    var forms = written(typed)
    guard words.count <= most else { return forms }
    func add(_ parts: [String]) { forms.append(TokenText(parts.joined(separator: " "))) }
    for (place, word) in words.enumerated() {
      for parts in word.halves + word.thirds {
        add(words[..<place].map(\.text) + parts + words[(place + 1)...].map(\.text))
      }
    }
    return forms
  }

  /// The term as typed, with words run together, and with `UNet` as `U-Net`.
  static func written(_ typed: TokenText) -> [TokenText] {
    let words = typed.words.map { Part(typed, $0) }
    guard words.count <= most else { return [typed] }
    let hyphened = words.indices.flatMap { place in
      words[place].casedHalves.map { halves in
        let parts = words[..<place].map(\.text) + halves + words[(place + 1)...].map(\.text)
        return TokenText(parts.joined(separator: " "))
      }
    }
    return [typed] + hyphened + joined(typed)
  }

  /// The term with two neighbours, or all of its words, run together.
  static func joined(_ typed: TokenText) -> [TokenText] {
    let words = typed.words.map { Part(typed, $0) }
    guard (2...most).contains(words.count) else { return [] }
    var forms: [TokenText] = []
    func add(_ parts: [String]) { forms.append(TokenText(parts.joined(separator: " "))) }
    for place in words.indices.dropLast() where words[place].mayJoin(words[place + 1]) {
      let pair = words[place].text + words[place + 1].text
      if isSmallWord(pair) { continue }
      add(words[..<place].map(\.text) + [pair] + words[(place + 2)...].map(\.text))
    }
    if words.count > 2, zip(words, words.dropFirst()).allSatisfy({ $0.mayJoin($1) }) {
      add([words.map(\.text).joined()])
    }
    return forms
  }

  /// Whether it is a word of any sentence, which `O(n)` and `i t` do not ask for, but not `US`.
  static func isSmallWord(_ text: String) -> Bool {
    text.contains(where: \.isLowercase) && smallWords.contains(text.lowercased())
  }

  private static let smallWords: Set = [
    "a", "am", "an", "as", "at", "be", "by", "do", "go", "he", "i", "if", "in", "is", "it", "me",
    "my", "no", "of", "on", "or", "so", "to", "up", "us", "we",
  ]

  /// A longer phrase is looked for as typed.
  private static let most = 6
}

/// A word of a term, written out again: folded, but for the capitals of an acronym.
private struct Part {
  var text: String
  var isCased: Bool
  var isHangul: Bool

  init(_ tokens: TokenText, _ word: TokenText.Word) {
    // An acronym's plural `s` is small, and would be none in capitals.
    text =
      word.isAcronym
      ? tokens.folded(word).uppercased() : String(decoding: tokens.written(word), as: UTF8.self)
    isCased = word.isCased
    isHangul = word.isHangul
  }

  func mayJoin(_ next: Part) -> Bool { isHangul == next.isHangul }

  /// The word in two, at each place where people write it so.
  var halves: [[String]] {
    let letters = Array(text)
    guard letters.count <= 30 else { return [] }
    return letters.indices.dropFirst().compactMap { place in
      let isBorder = letters[place - 1].isNumber != letters[place].isNumber
      let mayPart =
        if isHangul { letters.count > 2 } else if isCased {
          isBorder && letters.count > 2
        } else { letters.count > 3 && (isBorder || place < letters.count - 1) }
      return mayPart ? [String(letters[..<place]), String(letters[place...])] : nil
    }
  }

  /// `dLLM`, `UNet` and `VQVAE` in two before a capital, where a part tells that it is one: an
  /// acronym, or a single letter in front. `ToMe` is not `to me`.
  var casedHalves: [[String]] {
    // A short acronym is one: `LSTM`.
    guard isCased, text.count > (Self.isLoud(text[...]) ? 4 : 3) else { return [] }
    return text.indices.dropFirst().compactMap { place in
      let (one, other) = (text[..<place], text[place...])
      guard other.first?.isUppercase == true, other.count > 1 else { return nil }
      let isLetter = one.count == 1 && text.contains(where: \.isLowercase)
      let isName = isLetter && !TermForms.isSmallWord(one.lowercased())
      guard isName || (one.count > 1 && [one, other].contains(where: Self.isLoud)) else {
        return nil
      }
      return [String(one), String(other)]
    }
  }

  private static func isLoud(_ text: Substring) -> Bool { !text.contains(where: \.isLowercase) }

  /// `거대언어모델` as three words of two syllables or more.
  var thirds: [[String]] {
    let letters = Array(text)
    guard isHangul, letters.count >= 6, letters.count <= 12 else { return [] }
    return (2...letters.count - 4).flatMap { first in
      (first + 2...letters.count - 2).map { second in
        [letters[..<first], letters[first..<second], letters[second...]].map { String($0) }
      }
    }
  }
}
