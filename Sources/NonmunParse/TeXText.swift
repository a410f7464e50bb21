import Foundation
import NonmunKit

/// Names with TeX's accents, as arXiv's announcements carry them, in Unicode.
///
/// Source: arXiv, "Special characters in author names": `\'e`, `\'{e}`, `{\'e}`, `{\o}`, `\ss` …
enum TeXText {
  static func unicode(_ tex: String) -> String {
    guard tex.utf8.contains(UInt8(ascii: "\\")) else { return tex }
    var scalars = Array(tex.unicodeScalars)[...]
    var text = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\\": text.append(contentsOf: command(&scalars))
      case "{", "}": break
      default: text.append(scalar)
      }
    }
    return String(text).precomposedStringWithCanonicalMapping
  }

  private static func command(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    guard let first = rest.first else { return ["\\"] }
    if let mark = marks[first], !isLetter(first) || !isLetter(rest.dropFirst().first ?? " ") {
      rest.removeFirst()
      return letter(&rest).map { [$0, mark] } ?? [first]
    }
    let name = rest.prefix(while: isLetter)
    guard let letters = letters[String(String.UnicodeScalarView(name))] else { return ["\\"] }
    rest = rest.dropFirst(name.count)
    // A space ends a command and is not seen.
    if rest.first == " ", rest.dropFirst().first.map(isLetter) ?? false { rest.removeFirst() }
    return letters
  }

  /// The letter that an accent stands on: `e`, `{e}`, ` e`, `\i`.
  private static func letter(_ rest: inout ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    while let next = rest.first, next == " " || next == "{" { rest.removeFirst() }
    guard let next = rest.popFirst() else { return nil }
    guard next == "\\" else { return next }
    guard let dotless = rest.popFirst() else { return nil }
    // The accent takes the place of the dot.
    return dotless
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value | 0x20) &- 0x61 < 26
  }

  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}",
    "=": "\u{304}", ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}",
    "c": "\u{327}", "k": "\u{328}", "d": "\u{323}", "b": "\u{331}", "r": "\u{30A}",
  ]

  private static let letters: [String: [Unicode.Scalar]] = [
    "o": ["ø"], "O": ["Ø"], "l": ["ł"], "L": ["Ł"], "ss": ["ß"], "ae": ["æ"], "AE": ["Æ"],
    "oe": ["œ"], "OE": ["Œ"], "aa": ["å"], "AA": ["Å"], "i": ["ı"], "j": ["ȷ"], "dh": ["ð"],
    "DH": ["Ð"], "dj": ["đ"], "DJ": ["Đ"], "th": ["þ"], "TH": ["Þ"],
  ]
}
