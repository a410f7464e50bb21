/// Characters that a wrong encoding made, turned back into what was meant.
enum Mojibake {
  /// UTF-8 that was taken for ISO-8859-1 and encoded once more, `dÃ©jÃ `, and bytes of windows-1252
  /// that became control characters. Text without either comes back as it is.
  static func undone(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xC3 }) else { return text }
    var bytes: [UInt8] = []
    var (isLatin, hasControls) = (true, false)
    for scalar in text.unicodeScalars {
      if let byte = UInt8(exactly: scalar.value) { bytes.append(byte) } else { isLatin = false }
      hasControls = hasControls || isControl(scalar)
      if !isLatin, hasControls { break }
    }
    // Words in Latin letters are hardly ever UTF-8 by chance.
    if isLatin, let meant = String(validating: bytes, as: UTF8.self) { return meant }
    guard hasControls else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map(meant)))
  }

  /// Source: WHATWG, HTML, "Numeric character reference end state".
  static func meant(by scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value == 0 { return "\u{FFFD}" }
    return isControl(scalar) ? windows1252[Int(scalar.value - 0x80)] : scalar
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (0x80...0x9F).contains(scalar.value)
  }

  /// From 0x80 on; five bytes stand for nothing.
  private static let windows1252 = Array(
    ("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}" + "\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ").unicodeScalars)
}
