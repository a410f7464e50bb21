/// The letters of another style, such as `\mathcal{L}`: characters of their own in Unicode, since
/// browsers know no other `mathvariant` than `normal` (MathML Core, section 2.1.5).
///
/// Source: Unicode, "Mathematical Alphanumeric Symbols", U+1D400 to U+1D7FF; letters that were
/// there before it are missing in it.
struct MathAlphabet {
  private let upper: UInt32
  private let lower: UInt32
  private let digits: UInt32?
  private var others: [Character: Character] = [:]

  /// `nil` for a command that changes no letters.
  init?(command: String) {
    switch command {
    case "mathbb":
      (upper, lower, digits) = (0x1D538, 0x1D552, 0x1D7D8)
      others = ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
    case "mathcal", "mathscr":
      (upper, lower, digits) = (0x1D49C, 0x1D4B6, nil)
      others = [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
        "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]
    case "mathfrak":
      (upper, lower, digits) = (0x1D504, 0x1D51E, nil)
      others = ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
    case "mathbf", "bm", "boldsymbol", "pmb": (upper, lower, digits) = (0x1D400, 0x1D41A, 0x1D7CE)
    case "mathsf": (upper, lower, digits) = (0x1D5A0, 0x1D5BA, 0x1D7E2)
    case "mathtt": (upper, lower, digits) = (0x1D670, 0x1D68A, 0x1D7F6)
    default: return nil
    }
  }

  subscript(character: Character) -> Character {
    if let other = others[character] { return other }
    guard let value = character.asciiValue.map(UInt32.init) else { return bold(character) }
    let shifted: UInt32? =
      switch character {
      case "A"..."Z": upper + value - 0x41
      case "a"..."z": lower + value - 0x61
      case "0"..."9": digits.map { $0 + value - 0x30 }
      default: nil
      }
    return shifted.flatMap(Unicode.Scalar.init).map(Character.init) ?? character
  }

  /// `\boldsymbol{\theta}`: of the alphabets here only the bold one has Greek.
  private func bold(_ character: Character) -> Character {
    guard upper == 0x1D400, let value = character.unicodeScalars.first?.value else {
      return character
    }
    let shifted: UInt32? =
      switch value {
      case 0x391...0x3A9: 0x1D6A8 + value - 0x391
      case 0x3B1...0x3C9: 0x1D6C2 + value - 0x3B1
      default: nil
      }
    return shifted.flatMap(Unicode.Scalar.init).map(Character.init) ?? character
  }
}
