import Foundation

/// Text of a feed as a value between braces in a `.bib` file, for BibTeX and biber.
///
/// Accented letters are written in TeX, since BibTeX abbreviates names by the byte; other scripts
/// stay UTF-8. BibTeX counts a brace behind a backslash, too (btxdoc, section 4), so that one that
/// has no partner has to be spelt out.
struct BibTeXText {
  let text: String

  /// A name, a journal, a remark: all of it is text.
  init(plain source: String) {
    text = source.bibTeXForm.map { Self.escaped($0) }.joined()
  }

  /// A title: formulas and a few commands of style are kept where they are whole, and words with
  /// capitals inside keep them whatever a style does to the others.
  init(title source: String) {
    let title = source.bibTeXForm
    guard title.hasBracePairs else {
      text = Self.words(of: title, keepsMarkup: false)
      return
    }
    let parts = title.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    let formulas = stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
    guard !parts.count.isMultiple(of: 2), !title.contains("\\$"),
      formulas.allSatisfy({ !$0.isEmpty && $0.hasBracePairs })
    else {
      text = Self.words(of: title, keepsMarkup: true)
      return
    }
    text = parts.enumerated().map { place, part in
      place.isMultiple(of: 2)
        ? Self.words(of: part, keepsMarkup: part.hasBracePairs) : "{$\(Self.formula(part))$}"
    }.joined()
  }

  private static func formula(_ tex: String) -> String {
    var isEscaped = false
    return tex.map { character in
      defer { isEscaped = character == "\\" && !isEscaped }
      return "%#&".contains(character) && !isEscaped ? "\\\(character)" : String(character)
    }.joined()
  }

  /// - Parameter keepsMarkup: Whether its braces are in pairs.
  private static func words(of text: String, keepsMarkup: Bool) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      if keepsMarkup, word.contains(where: { "{}\\".contains($0) }) { return markup(word) }
      guard word.dropFirst().contains(where: \.isUppercase) else { return escaped(word) }
      // A colon inside would hide from styles that a new sentence begins.
      let end = word.lastIndex { !$0.isPunctuation } ?? word.startIndex
      return "{\(escaped(word[...end]))}\(escaped(word[end...].dropFirst()))"
    }.joined(separator: " ")
  }

  private static let styles = [
    "emph", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "textsuperscript",
    "textsubscript",
  ]

  private static func markup(_ word: Substring) -> String {
    var text = ""
    var rest = word
    while let character = rest.popFirst() {
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      if character == "\\", styles.contains(String(name)), rest.dropFirst(name.count).first == "{" {
        text += "\\\(name)"
        rest = rest.dropFirst(name.count)
      } else if character == "\\", let next = rest.first, "&%#_".contains(next) {
        text += "\\\(next)"
        rest.removeFirst()
      } else {
        text += "{}".contains(character) ? String(character) : escaped(character)
      }
    }
    return text
  }

  private static func escaped(_ text: Substring) -> String {
    text.map { escaped($0) }.joined()
  }

  private static func escaped(_ character: Character) -> String {
    if let written = signs[character] { return written }
    guard !character.isASCII else { return String(character) }
    if let letter = letters[character] { return "{\\\(letter)}" }
    let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
    guard let base = scalars.first, base.isASCII, base.properties.isAlphabetic,
      let mark = scalars.dropFirst().first, scalars.count == 2, let accent = accents[mark.value]
    else { return String(character) }
    let isDotted = (base == "i" || base == "j") && mark.value < 0x320
    let gap = accent.first?.isLetter == true && !isDotted ? " " : ""
    return "{\\\(accent)\(gap)\(isDotted ? "\\" : "")\(base)}"
  }

  private static let signs: [Character: String] = [
    "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_", "$": "\\$", "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}", "\\": "\\textbackslash{}", "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}", "<": "\\textless{}", ">": "\\textgreater{}",
  ]

  private static let letters: [Character: String] = [
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe",
    "Œ": "OE", "ı": "i",
  ]

  /// Of combining marks.
  private static let accents: [UInt32: String] = [
    0x300: "`", 0x301: "'", 0x302: "^", 0x303: "~", 0x304: "=", 0x306: "u", 0x307: ".",
    0x308: "\"", 0x30A: "r", 0x30B: "H", 0x30C: "v", 0x323: "d", 0x327: "c", 0x328: "k",
  ]
}

extension String {
  /// One line in one Unicode form.
  fileprivate var bibTeXForm: String {
    withoutControls.whiteSpaceFolded.precomposedStringWithCanonicalMapping
  }

  /// Whether each brace has its partner, those behind a backslash counted as BibTeX does.
  fileprivate var hasBracePairs: Bool {
    var depth = 0
    for character in self {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      guard depth >= 0 else { return false }
    }
    return depth == 0
  }
}
