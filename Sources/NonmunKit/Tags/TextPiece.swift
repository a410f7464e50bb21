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
  /// What of the text it prints, in bytes.
  var letters = 0..<0
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
      script: script, letters: place..<place + length, length: length, scalars: 1,
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
    let name = place + 1..<end
    let command =
      name.isEmpty
      ? "`'\"^~=.".utf8.contains(byte(end)) ? .accent : .style
      : TeXCommand.known[WordHash.of(source[name])]
    if command == .accent {
      let isSign = name.isEmpty
      if isSign { end += 1 }
      // `\"o`, `\"{o}`, `\c c`, `\'{\i}`: the accent goes, its letter stays.
      var start = end
      while byte(start) == UInt8(ascii: "{") || byte(start) == UInt8(ascii: "\\")
        || (!isSign && start == end && byte(start) == UInt8(ascii: " "))
      {
        start += 1
      }
      if isLetter(start), isSign || start > end {
        return TextPiece(
          script: .latin, letters: start..<start + 1, length: start + 1 - place,
          scalars: start + 1 - place)
      }
    }
    var letters = name
    switch command {
    case .letters(let count):
      // The space after a command, or its empty braces, only end it.
      if byte(end) == UInt8(ascii: " "), isLetter(end + 1) { end += 1 }
      return TextPiece(
        script: .latin, letters: name.prefix(count), length: end - place, scalars: end - place)
    case .accent where name.isEmpty, .style:
      return TextPiece(
        script: .none, length: max(1, end - place), scalars: max(1, end - place))
    case .variant: letters = name.dropFirst(3)
    case .accent, nil: break
    }
    return TextPiece(
      script: .latin, letters: letters, length: end - place, scalars: end - place,
      startsWord: true, endsWord: byte(end) == UInt8(ascii: "{"))
  }
}
