/// One letter of a text, one TeX command, or one thing that is no letter.
struct TextPiece {
  enum Script {
    /// Separates words.
    case none
    case latin, hangul
    /// Goes with whatever word it stands in: a mark, a brace of TeX.
    case inside
  }

  var script: Script
  /// What it prints.
  var letters = String.UnicodeScalarView()
  /// In bytes and in Unicode scalars of the text.
  var length: Int
  var scalars: Int
  var startsWord = false
  var endsWord = false
  var isMark = false
}

extension TextPiece {
  init(of source: UnsafeBufferPointer<UInt8>, at place: Int, inside word: Script) {
    if source[place] < 0x80, !ASCIIWord.isPart(source[place]) {
      self = Self.tex(source, at: place, inside: word)
      return
    }
    let (scalar, length) = Self.scalar(in: source, at: place)
    let script = length == 1 ? .latin : Script(of: scalar)
    self.init(
      script: script, letters: String.UnicodeScalarView([scalar]), length: length, scalars: 1,
      isMark: script == .inside)
  }

  /// A `String`'s bytes are valid UTF-8, so the first byte tells the length.
  private static func scalar(
    in source: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (Unicode.Scalar, length: Int) {
    let first = UInt32(source[place])
    func next(_ offset: Int) -> UInt32 { UInt32(source[place + offset]) & 0x3F }
    let (value, length): (UInt32, Int) =
      switch first {
      case ..<0x80: (first, 1)
      case ..<0xE0: ((first & 0x1F) << 6 | next(1), 2)
      case ..<0xF0: ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3)
      default: ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension TextPiece.Script {
  init(of scalar: Unicode.Scalar) {
    if Hangul.isHangul(scalar) {
      self = .hangul
      return
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: self = .inside
    default: self = properties.isAlphabetic || properties.numericType != nil ? .latin : .none
    }
  }
}

/// TeX as arXiv's abstracts hold it: source, outside and inside of `$`.
extension TextPiece {
  private static func tex(
    _ source: UnsafeBufferPointer<UInt8>, at place: Int, inside word: Script
  ) -> TextPiece {
    func byte(_ place: Int) -> UInt8 { place < source.count ? source[place] : 0 }
    switch source[place] {
    case UInt8(ascii: "\\"): return command(source, at: place)
    case UInt8(ascii: "_"), UInt8(ascii: "^"):
      // `L_2` and `L_{12}` are words, `max_length` is two.
      let isBraced = byte(place + 1) == UInt8(ascii: "{")
      let isDigit = byte(place + (isBraced ? 2 : 1)) &- 0x30 < 10
      return TextPiece(script: isDigit ? .inside : .none, length: 1, scalars: 1)
    case UInt8(ascii: "}") where byte(place + 1) == UInt8(ascii: "{"):
      return TextPiece(script: .none, length: 1, scalars: 1)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"):
      return TextPiece(script: .inside, length: 1, scalars: 1)
    default: return TextPiece(script: .none, length: 1, scalars: 1)
    }
  }

  private static func command(_ source: UnsafeBufferPointer<UInt8>, at place: Int) -> TextPiece {
    func byte(_ place: Int) -> UInt8 { place < source.count ? source[place] : 0 }
    func isLetter(_ place: Int) -> Bool { (byte(place) | 0x20) &- 0x61 < 26 }
    var end = place + 1
    while isLetter(end) { end += 1 }
    let name = String(decoding: source[place + 1..<end], as: UTF8.self)
    if let letters = letters[name] {
      // The space after a command, or its empty braces, only end it.
      if byte(end) == UInt8(ascii: " "), isLetter(end + 1) { end += 1 }
      return TextPiece(
        script: .latin, letters: letters.unicodeScalars, length: end - place, scalars: end - place)
    }
    let isSign = name.isEmpty && "`'\"^~=.".utf8.contains(byte(end))
    if isSign || (name.count == 1 && "cvuHrkbdt".contains(name)) {
      if isSign { end += 1 }
      // `\"o`, `\"{o}`, `\c c`, `\'{\i}`: the accent goes, its letter stays.
      var start = end
      while byte(start) == UInt8(ascii: "{") || byte(start) == UInt8(ascii: "\\")
        || (!isSign && start == end && byte(start) == UInt8(ascii: " "))
      {
        start += 1
      }
      if isLetter(start), isSign || start > end {
        let letter = Unicode.Scalar(byte(start))
        return TextPiece(
          script: .latin, letters: String.UnicodeScalarView([letter]), length: start + 1 - place,
          scalars: start + 1 - place)
      }
    }
    if name.isEmpty || styles.contains(name) {
      return TextPiece(
        script: .none, length: max(1, end - place), scalars: max(1, end - place))
    }
    let isVariant = name.hasPrefix("var") && GreekLetter.names.contains(name.dropFirst(3))
    return TextPiece(
      script: .latin, letters: (isVariant ? String(name.dropFirst(3)) : name).unicodeScalars,
      length: end - place, scalars: end - place, startsWord: true,
      endsWord: byte(end) == UInt8(ascii: "{"))
  }

  /// TeX's commands for letters (The TeXbook, chapter 9).
  private static let letters = [
    "o": "o", "O": "O", "l": "l", "L": "L", "ss": "ss", "ae": "ae", "AE": "AE", "oe": "oe",
    "OE": "OE", "aa": "a", "AA": "A", "i": "i", "j": "j", "dh": "d", "th": "th",
  ]

  /// Commands that only say how something looks.
  private static let styles = Set(
    """
    mathcal mathbb mathbf mathrm mathit mathsf mathtt mathfrak mathscr text textbf textit texttt \
    textrm textsc textsf textsl emph operatorname boldsymbol bm pmb left right big Big hat tilde bar \
    vec dot widehat widetilde overline underline ensuremath mbox hbox rm bf it cal em tt sc sf sl
    """.split(separator: " ").map(String.init))
}
