extension StringProtocol {
  /// Text of a feed as the text of a link, for CommonMark, kramdown and Jekyll's Liquid.
  ///
  /// White space is folded; control characters go, and those that turn the direction of the text.
  /// What could be markup is escaped, and nothing else, so that most titles stay as they are:
  /// `A* search`, `snake_case`, `R&D`, `$\mathcal L$`.
  package var escapedForMarkdownLinkText: String {
    let scalars = Array(withoutControls.whiteSpaceFolded.unicodeScalars)
    return scalars.escapedForMarkdown(isPart: false)
  }

  /// Text of a feed as a part of a paragraph or heading that may hold marks of ours, for CommonMark,
  /// GitHub's extensions and kramdown. White space stays.
  ///
  /// - Parameter startsLine: What begins a heading, a list, a quote or a rule is text there too.
  package func escapedForMarkdownText(startsLine: Bool) -> String {
    let text = Array(withoutControls.unicodeScalars).escapedForMarkdown(isPart: true)
    return startsLine ? text.escapedForMarkdownLineStart : text
  }

  /// Without control characters, but for white space, and without those that turn the direction of
  /// the text.
  package var withoutControls: String {
    var text = String.UnicodeScalarView()
    text.append(
      contentsOf: unicodeScalars.lazy.filter {
        $0.properties.isWhitespace || $0.properties.generalCategory != .control && !$0.turnsText
      })
    return String(text)
  }
}

extension [Unicode.Scalar] {
  private static let slashes: Self = ["/", "/"]
  private static let web: ArraySlice<Unicode.Scalar> = ["w", "w", "w"]
  private static let chat: ArraySlice<Unicode.Scalar> = ["x", "m", "p", "p"]

  /// - Parameter isPart: Whether other text, or marks of ours, may stand on both sides.
  fileprivate func escapedForMarkdown(isPart: Bool) -> String {
    let hasTildes = isPart || count { $0 == "~" } > 1
    var text = ""
    for (index, scalar) in enumerated() {
      let before = index == 0 ? nil : self[index - 1]
      let after = index + 1 == count ? nil : self[index + 1]
      switch scalar {
      case "{":
        // Liquid runs before Markdown, and knows no backslash.
        text += "&#123;"
        continue
      case "&":
        text += self[index...].startsWithEntity ? "&amp;" : "&"
        continue
      case "]" where after == ":":
        // kramdown takes `[Re\]: a](address)` at the start of a line for a definition of a link, and
        // leaves the line out.
        text += "&#93;"
        continue
      // kramdown makes a table of any line with a bar.
      case "[", "]", "`", "|": text += "\\"
      case "\\" where after?.isMarkdownPunctuation ?? true: text += "\\"
      case "<" where after?.canStartTag ?? true: text += "\\"
      // What closes emphasis is harmless where nothing can open it.
      case "*" where isPart || after != " ": text += "\\"
      case "_" where after != " " && !(before.isLetter && after.isLetter): text += "\\"
      case "~" where hasTildes: text += "\\"
      // kramdown's formulas stand between two of them.
      case "$" where before == "$" || after == "$": text += "\\"
      // GitHub makes links of bare addresses, which reach over our marks up to white space.
      case ":" where isPart && self[(index + 1)...].starts(with: Self.slashes): text += "\\"
      case "." where isPart && self[..<index].suffix(3) == Self.web: text += "\\"
      case ":" where isPart && self[..<index].suffix(4) == Self.chat:
        // A link as well, and one that no backslash keeps from being one: a word joiner does.
        text += ":\u{2060}"
        continue
      default: break
      }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}

extension String {
  /// With a backslash where a line that starts like this would be more than text: CommonMark 0.31,
  /// sections 4 and 5; tables of GitHub's; definition lists of kramdown.
  fileprivate var escapedForMarkdownLineStart: String {
    let scalars = unicodeScalars
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    let mark = digits.endIndex
    guard mark < scalars.endIndex else { return self }
    let after = scalars[scalars.index(after: mark)...].first
    let isAlone = after == nil || after == " "
    let isMarkup =
      switch scalars[mark] {
      case ".", ")": !digits.isEmpty && isAlone
      case ">", "=", "_": digits.isEmpty
      case "#": digits.isEmpty && (isAlone || after == "#")
      case "-", "+", ":": digits.isEmpty && (isAlone || after == "-")
      default: false
      }
    return isMarkup ? String(scalars[..<mark]) + "\\" + String(scalars[mark...]) : self
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
    // No name is longer; text of nothing but `&` is not looked through for each of them.
    let name = dropFirst().prefix(33).prefix { $0 != ";" }
    guard !name.isEmpty, name.endIndex < endIndex, self[name.endIndex] == ";" else { return false }
    return name.allSatisfy {
      $0 == "#" || $0.isASCII && $0.properties.numericType != nil
        || $0.isASCII && $0.properties.isAlphabetic
    }
  }
}
