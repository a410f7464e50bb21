extension String {
  /// An address of the web as the destination of a link: as it stands, wherever it can.
  ///
  /// In `<>` where it holds white space or parentheses that do not pair.
  package var escapedForMarkdownDestination: String {
    let scalars = Array(encodedForMarkdown.unicodeScalars)
    var destination = ""
    for (index, scalar) in scalars.enumerated() {
      let after = index + 1 == scalars.count ? nil : scalars[index + 1]
      switch scalar {
      case "\\" where after?.isMarkdownPunctuation ?? true: destination += "\\\\"
      case "&" where scalars[index...].startsWithEntity: destination += "&amp;"
      default: destination.unicodeScalars.append(scalar)
      }
    }
    let isBare = !scalars.contains { $0.properties.isWhitespace } && scalars.parenthesesPair
    return isBare ? destination : "<\(destination)>"
  }

  /// What Markdown or Liquid would take for their own, percent-encoded; RFC 3986 allows none of
  /// these in an address.
  ///
  /// It is what is read back from ``escapedForMarkdownDestination``.
  package var encodedForMarkdown: String {
    var address = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "<", ">", "`", "{", "|", "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        address += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      default: address.unicodeScalars.append(scalar)
      }
    }
    return address
  }
}

extension [Unicode.Scalar] {
  /// CommonMark 0.31, section 6.3. cmark-gfm reads 32 pairs inside each other.
  fileprivate var parenthesesPair: Bool {
    var depth = 0
    for scalar in self {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      guard (0..<32).contains(depth) else { return false }
    }
    return depth == 0
  }
}
