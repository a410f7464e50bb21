import Foundation

extension String {
  /// An address that stands bare in Korean text, without the particle that hangs on it.
  ///
  /// GitHub's autolinks end at white space, and Korean puts none there:
  /// `https://arxiv.org/abs/2406.07522를`. What is cut is Hangul at the end that follows an ASCII
  /// letter or digit, a closing parenthesis never opened, or, if it is a particle and nothing else,
  /// a slash. `/wiki/트랜스포머` stays whole.
  package var cutBeforeGluedHangul: String {
    let tail = String(unicodeScalars.suffix(while: { !$0.isASCII }))
    guard let first = tail.unicodeScalars.first, first.isHangul else { return self }
    let head = String(unicodeScalars.dropLast(tail.unicodeScalars.count))
    guard let last = head.unicodeScalars.last else { return self }
    let isGlued =
      switch last {
      case "0"..."9", "a"..."z", "A"..."Z": true
      case ")": head.hasParenthesisNeverOpened
      case "/": tail.isParticle
      default: false
      }
    return isGlued ? head.withoutPunctuationAtItsEnd : self
  }

  private var isParticle: Bool {
    KoreanParticle.isParticle(Array(precomposedStringWithCanonicalMapping.utf8)[...])
  }

  /// As GitHub ends an address (GitHub Flavored Markdown 0.29, section 6.9).
  private var withoutPunctuationAtItsEnd: String {
    var address = self
    while let last = address.unicodeScalars.last,
      "?!.,:*_~'\"".unicodeScalars.contains(last)
        || last == ")" && address.hasParenthesisNeverOpened
    {
      address.unicodeScalars.removeLast()
    }
    return address
  }

  private var hasParenthesisNeverOpened: Bool {
    utf8.count { $0 == UInt8(ascii: ")") } > utf8.count { $0 == UInt8(ascii: "(") }
  }
}

extension Unicode.Scalar {
  /// A syllable, or a letter of one: files from macOS may hold decomposed text.
  private static let hangul: [ClosedRange<Unicode.Scalar>] = [
    "\u{AC00}"..."\u{D7A3}", "\u{1100}"..."\u{11FF}", "\u{3131}"..."\u{318E}",
  ]

  fileprivate var isHangul: Bool { Self.hangul.contains { $0.contains(self) } }
}

extension BidirectionalCollection {
  fileprivate func suffix(while holds: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, holds(self[index(before: start)]) { formIndex(before: &start) }
    return self[start...]
  }
}
