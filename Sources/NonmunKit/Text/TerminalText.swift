extension String {
  /// Safe to print: control characters, and marks that turn the direction of a line, are shown
  /// as `\u{1b}` instead of being obeyed. Line breaks and tabs become spaces.
  package var forTerminal: String {
    guard unicodeScalars.contains(where: \.isUnsafeForTerminal) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        text += " "
      } else if scalar.isUnsafeForTerminal {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The same for text of several lines: each line is kept.
  package var linesForTerminal: String {
    guard unicodeScalars.contains(where: { $0.isUnsafeForTerminal && $0 != "\n" }) else {
      return self
    }
    return unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in String(line.last == "\r" ? line.dropLast() : line).forTerminal }
      .joined(separator: "\n")
  }

  /// JSON with what a terminal would obey written as `\u001b`. JSON itself asks that only of
  /// characters below U+0020 (RFC 8259, section 7).
  package var jsonForTerminal: String {
    guard unicodeScalars.contains(where: \.isUnsafeForTerminal) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      guard scalar.isUnsafeForTerminal else {
        text.unicodeScalars.append(scalar)
        return
      }
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// How many columns a terminal gives this text: two for Hangul, Han and other wide characters,
  /// none for marks that stand on others.
  ///
  /// Source: Unicode Standard Annex #11, East Asian Width, the ranges in common use.
  package var columns: Int {
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : unicodeScalars.reduce(0) { $0 + $1.columns }
  }

  /// Filled up with spaces to a number of columns.
  package func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - self.columns))
  }
}

extension Unicode.Scalar {
  fileprivate var isUnsafeForTerminal: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  fileprivate var columns: Int {
    switch value {
    case 0x300...0x36F, 0x1160...0x11FF, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
