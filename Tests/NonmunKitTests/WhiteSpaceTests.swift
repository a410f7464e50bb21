import NonmunKit
import Testing

@Suite struct WhiteSpaceTests {
  @Test(arguments: [
    ("a b", "a b"), ("  a\n  b\t", "a b"), ("", ""), (" \n", ""), ("확산\u{3000}모델", "확산 모델"),
    ("a\u{A0}\u{2028}b\u{85}", "a b"), ("\u{1680}a\u{2009}b\u{205F}c\u{202F}d", "a b c d"),
    ("é\u{200B}x 😀", "é\u{200B}x 😀"),
  ])
  func runsBecomeOneSpace(_ text: String, _ folded: String) {
    #expect(text.whiteSpaceFolded == folded)
  }

  @Test func allOfUnicodesWhiteSpaceIsKnown() {
    for value in (0 as UInt32)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isWhitespace else { continue }
      #expect(String(scalar).whiteSpaceFolded.isEmpty, "U+\(String(value, radix: 16))")
    }
  }
}
