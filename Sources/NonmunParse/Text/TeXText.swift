import Foundation
import NonmunKit

/// Text with TeX's accents, as arXiv's announcements carry it, in Unicode.
///
/// Source: arXiv, "Special characters in author names": `\'e`, `\'{e}`, `{\'e}`, `{\o}`, `\ss` …
enum TeXText {
  /// A name: nothing of TeX is left in it.
  static func unicode(_ tex: String) -> String {
    guard !signs.isMissing(in: tex) else { return tex }
    var scalars = Array(tex.unicodeScalars)[...]
    var text = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\\": text.append(contentsOf: inName(&scalars))
      case "{", "}": break
      case "~": text.append(" ")
      default: text.append(scalar)
      }
    }
    return String(text).precomposedStringWithCanonicalMapping.whiteSpaceFolded
  }

  /// What only TeX writes in names.
  static let signs = ByteSet("\\{}~")

  /// What follows a backslash, with the slips of arXiv's own data: `L\\"udeling`, `Mu\ñoz`,
  /// `Fran\ccois`.
  private static func inName(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    while rest.first == "\\" { rest.removeFirst() }
    guard let first = rest.first else { return ["\\"] }
    if first.value >= 0x80 { return [] }
    if "&#%_$ ,-/".unicodeScalars.contains(first) {
      rest.removeFirst()
      return first == "-" || first == "/" ? [] : first == "," ? [" "] : [first]
    }
    var after = rest
    let letters = command(&after)
    if letters == ["\\"], styles.contains(name(after)) {
      rest = after.dropFirst(name(after).count)
      return []
    }
    if letters == ["\\"], first == "c", let next = rest.dropFirst().first,
      "cCsStT".unicodeScalars.contains(next)
    {
      rest = rest.dropFirst(2)
      return [next, "\u{327}"]
    }
    rest = after
    return letters
  }

  /// A title: its accents in Unicode, its mathematics and every other command as they are.
  static func title(_ tex: String) -> String {
    guard tex.utf8.contains(UInt8(ascii: "\\")) else { return tex }
    var rest = Array(tex.unicodeScalars)[...]
    var text = String.UnicodeScalarView()
    var isFormula = false
    while let scalar = rest.first {
      if scalar == "$" { isFormula.toggle() }
      if !isFormula, let letters = accented(&rest) {
        text.append(contentsOf: letters)
      } else {
        text.append(scalar)
        rest.removeFirst()
        // What is escaped is no sign: `\$`.
        if scalar == "\\", let next = rest.popFirst() { text.append(next) }
      }
    }
    return String(text).precomposedStringWithCanonicalMapping
  }

  /// `\'e`, `\'{e}`, `{\'e}`, `\o{}`: what it stands for, and it is gone; `nil` for all else.
  private static func accented(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    var after = rest
    let isGroup = after.first == "{"
    if isGroup { after.removeFirst() }
    guard after.popFirst() == "\\" else { return nil }
    let from = after
    let letters = command(&after)
    // The sign of an accent alone stands on no letter.
    guard letters != ["\\"], letters != Array(from.prefix(1)), after.count < from.count else {
      return nil
    }
    // Braces that were opened for the letter, and empty ones behind it.
    var open = from.prefix(from.count - after.count).count { $0 == "{" } + (isGroup ? 1 : 0)
    if open == 0, after.starts(with: ["{", "}"] as [Unicode.Scalar]) { after = after.dropFirst(2) }
    while open > 0 {
      guard after.popFirst() == "}" else { return nil }
      open -= 1
    }
    rest = after
    return letters
  }

  /// - Parameter depth: How many accents stand on the letter already, outside of this one.
  private static func command(
    _ rest: inout ArraySlice<Unicode.Scalar>, depth: Int = 0
  ) -> [Unicode.Scalar] {
    guard let first = rest.first else { return ["\\"] }
    if let mark = marks[first], !isLetter(first) || !isLetter(rest.dropFirst().first ?? " ") {
      rest.removeFirst()
      return letter(&rest, depth).map { $0 + [mark] } ?? [first]
    }
    let name = name(rest)
    if name == "textcommabelow" {
      var after = rest.dropFirst(name.count)
      guard let letter = letter(&after, depth) else { return ["\\"] }
      rest = after
      return letter + ["\u{326}"]
    }
    guard let letters = letters[name] else { return ["\\"] }
    rest = rest.dropFirst(name.count)
    // A space ends a command and is not seen.
    if rest.first == " ", rest.dropFirst().first.map(isLetter) ?? false { rest.removeFirst() }
    return letters
  }

  /// The letter that an accent stands on: `e`, `{e}`, ` e`, `\i`, `{\^e}`, which has one already.
  private static func letter(
    _ rest: inout ArraySlice<Unicode.Scalar>, _ depth: Int
  ) -> [Unicode.Scalar]? {
    while let next = rest.first, next == " " || next == "{" { rest.removeFirst() }
    guard let next = rest.popFirst() else { return nil }
    guard next == "\\" else { return [next] }
    guard let sign = rest.first else { return nil }
    // The accent takes the place of the dot.
    let isDotless = sign == "i" || sign == "j"
    if !isDotless, depth < mostAccents {
      let letters = command(&rest, depth: depth + 1)
      if letters != ["\\"] { return letters }
    }
    rest.removeFirst()
    return [sign]
  }

  /// No letter has more than two; who writes thousands shall not fill the stack.
  private static let mostAccents = 4

  /// The longest is `textcommabelow`.
  private static let longestName = 15

  /// A command's, where one begins.
  private static func name(_ rest: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(rest.prefix(longestName).prefix(while: isLetter)))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value | 0x20) &- 0x61 < 26
  }

  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}",
    "=": "\u{304}", ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}",
    "c": "\u{327}", "k": "\u{328}", "d": "\u{323}", "b": "\u{331}", "r": "\u{30A}",
  ]

  /// Commands that say how a name looks.
  private static let styles: Set = [
    "mbox", "hbox", "text", "textrm", "textbf", "textit", "textsc", "textsf", "texttt", "textup",
    "emph", "bf", "it", "rm", "sc", "em",
  ]

  private static let letters: [String: [Unicode.Scalar]] = [
    "o": ["ø"], "O": ["Ø"], "l": ["ł"], "L": ["Ł"], "ss": ["ß"], "ae": ["æ"], "AE": ["Æ"],
    "oe": ["œ"], "OE": ["Œ"], "aa": ["å"], "AA": ["Å"], "i": ["ı"], "j": ["ȷ"], "dh": ["ð"],
    "DH": ["Ð"], "dj": ["đ"], "DJ": ["Đ"], "th": ["þ"], "TH": ["Þ"],
  ]
}
