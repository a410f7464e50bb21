import Foundation

/// A word of any letters but Hangul, without case and accents, and with one form for what Unicode
/// holds compatible (`ﬁ`, `２`, `ℒ`).
struct FoldedLetters {
  private(set) var text = ""
  /// How many letters were large, and how many small.
  private(set) var capitals = 0
  private(set) var small = 0
  private(set) var isASCII = true

  init(_ letters: String.UnicodeScalarView) {
    if letters.allSatisfy(\.isASCII) {
      for letter in letters {
        capitals += (0x41...0x5A).contains(letter.value) ? 1 : 0
        small += (0x61...0x7A).contains(letter.value) ? 1 : 0
      }
      text = String(letters).lowercased()
      return
    }
    var folded = String.UnicodeScalarView()
    let compatible = String(letters).decomposedStringWithCompatibilityMapping.unicodeScalars
    for scalar in compatible {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .format: continue
      case .uppercaseLetter: capitals += 1
      case .lowercaseLetter: small += 1
      default: break
      }
      if let plain = Self.undecomposed[scalar] {
        folded.append(contentsOf: plain.unicodeScalars)
      } else {
        folded.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
      }
    }
    let greek = folded.filter { GreekLetter.name(of: $0) != nil }
    // A letter is a symbol; several are a word of Greek.
    if greek.count == 1, folded.allSatisfy({ $0.isASCII || $0 == greek.first }) {
      for scalar in folded {
        text += GreekLetter.name(of: scalar).map(String.init) ?? String(scalar)
      }
    } else {
      text = String(folded)
    }
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// Letters with strokes and ligatures, for which Unicode has no decomposition.
  private static let undecomposed: [Unicode.Scalar: String] = [
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th",
    "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ı": "i", "ȷ": "j",
    "ħ": "h", "ŋ": "n", "ς": "σ",
  ]
}

/// A Greek letter by itself and its name are one word: `α`, `$\alpha$`, `alpha`.
enum GreekLetter {
  static let names = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma \
    tau upsilon phi chi psi omega
    """.split(separator: " ")

  /// - Parameter letter: In lower case; a final sigma counts as the other.
  static func name(of letter: Unicode.Scalar) -> Substring? {
    guard (0x3B1...0x3C9).contains(letter.value), letter.value != 0x3C2 else { return nil }
    let place = Int(letter.value) - 0x3B1
    return names[place > 17 ? place - 1 : place]
  }
}
