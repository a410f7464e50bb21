extension StringProtocol {
  /// Text of a feed as the text of a link, for CommonMark, kramdown and Jekyll's Liquid.
  ///
  /// White space is folded; control characters go, and those that turn the direction of the text.
  /// What could be markup is escaped, and nothing else, so that most titles stay as they are:
  /// `A* search`, `snake_case`, `R&D`, `$\mathcal L$`.
  package var escapedForMarkdownLinkText: String {
    let scalars = Array(readableScalars.whiteSpaceFolded.unicodeScalars)
    let tildes = scalars.count { $0 == "~" }
    var text = ""
    for (index, scalar) in scalars.enumerated() {
      let before = index == 0 ? nil : scalars[index - 1]
      let after = index + 1 == scalars.count ? nil : scalars[index + 1]
      switch scalar {
      case "{":
        // Liquid runs before Markdown, and knows no backslash.
        text += "&#123;"
        continue
      case "&":
        text += scalars[index...].startsWithEntity ? "&amp;" : "&"
        continue
      // kramdown makes a table of any line with a bar.
      case "[", "]", "`", "|": text += "\\"
      case "\\" where after?.isMarkdownPunctuation ?? true: text += "\\"
      case "<" where after?.canStartTag ?? true: text += "\\"
      // What closes emphasis is harmless where nothing can open it.
      case "*" where after != " ": text += "\\"
      case "_" where after != " " && !(before.isLetter && after.isLetter): text += "\\"
      case "~" where tildes > 1: text += "\\"
      // kramdown's formulas stand between two of them.
      case "$" where before == "$" || after == "$": text += "\\"
      default: break
      }
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  private var readableScalars: String {
    var text = String.UnicodeScalarView()
    text.append(
      contentsOf: unicodeScalars.lazy.filter {
        $0.properties.isWhitespace || $0.properties.generalCategory != .control && !$0.turnsText
      })
    return String(text)
  }
}

extension Unicode.Scalar {
  /// Embeddings, overrides and isolates of Unicode Standard Annex 9, and the byte order mark.
  fileprivate var turnsText: Bool {
    switch self {
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}": true
    default: false
    }
  }

  /// ASCII punctuation: what a backslash escapes (CommonMark 0.31, section 2.4).
  var isMarkdownPunctuation: Bool {
    switch self {
    case "!"..."/", ":"..."@", "["..."`", "{"..."~": true
    default: false
    }
  }

  fileprivate var canStartTag: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "/", "!", "?": true
    default: false
    }
  }
}

extension Unicode.Scalar? {
  fileprivate var isLetter: Bool {
    guard let self else { return false }
    return self.properties.isAlphabetic || self.properties.numericType != nil
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// `&amp;`, `&#38;`, `&#x26;`: names are not looked up.
  var startsWithEntity: Bool {
    let name = dropFirst().prefix { $0 != ";" }
    guard !name.isEmpty, name.endIndex < endIndex else { return false }
    return name.allSatisfy {
      $0 == "#" || $0.isASCII && $0.properties.numericType != nil
        || $0.isASCII && $0.properties.isAlphabetic
    }
  }
}
