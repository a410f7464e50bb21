extension String {
  /// A YAML value of one line that reads back as exactly this text.
  ///
  /// Source: YAML 1.2.2, section 7.3.1, double-quoted style.
  package var forYAML: String {
    let escaped = unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      default:
        guard
          scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar == "\u{2028}"
            || scalar == "\u{2029}" || scalar == "\u{FEFF}"
        else {
          text.unicodeScalars.append(scalar)
          return
        }
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return "\"\(escaped)\""
  }
}
