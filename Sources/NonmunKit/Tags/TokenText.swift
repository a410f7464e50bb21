import Foundation

/// A text cut into words as rules and searches compare them, each with its place in the original.
///
/// A word is a run of letters and digits with the marks on them; Hangul and other letters part, so
/// that `DPO를` is `DPO` and `를`. Hyphens, spaces and punctuation separate. A word is folded: lower
/// case, no accents, one Unicode form, TeX as what it prints (`Schr\"odinger`, `$L_2$`), a Greek
/// letter as its name, an English word without the endings that ``EnglishStem`` takes off.
///
/// One pass; plain ASCII and Hangul syllables, nearly all there is, make no `String`.
package struct TokenText: Sendable {
  package struct Word: Hashable, Sendable {
    /// The folded bytes, in ``TokenText/bytes``.
    var bytes: Range<Int>
    /// The same before endings were taken off: what a prefix is compared with.
    var plain: Range<Int>
    /// In Unicode scalars from the start of the text.
    package var range: Range<Int>
    /// Two to eight capitals or digits, an `s` of the plural aside: `DPO`, `DPOs`, not `PREFERENCE`.
    /// Asked for, such a word is found only where ``hasCapitals``.
    package var isAcronym: Bool
    /// Written as an acronym may be: `DPO`, `DPOs`, `LoRA`, `ReLU`.
    package var hasCapitals: Bool
    /// Bit i: letter i, of the first eight, is a capital. None is known beyond ASCII.
    var capitals: UInt8
    package var isHangul: Bool

    /// `DPOs`, `ReLUs`, `RoIs`: its stem is it without the `s`.
    var isPluralAcronym: Bool

    /// Five letters at most, two of them capitals or more, others small: `DiT`, `LoRA`, `dLLM`.
    /// Asked for, such a word is found only where it is written so or all in capitals.
    package var isMixed: Bool {
      hasCapitals && !isAcronym && capitals != 0
        && plain.count - (isPluralAcronym ? 1 : 0) <= TokenText.longestMixed
    }

    /// Whether it tells by its capitals what is meant.
    var isCased: Bool { isAcronym || isMixed }
  }

  var bytes: [UInt8] = []
  package private(set) var words: [Word] = []

  /// Without words.
  init() {}

  package init(_ text: String) {
    var text = text
    text.withUTF8 { read($0) }
  }

  /// A word of ASCII with the capitals that it has; of a longer one than eight letters, of the first.
  func written(_ word: Word) -> [UInt8] {
    bytes[word.plain].enumerated().map { place, letter in
      place < 8 && word.capitals >> UInt8(place) & 1 != 0 ? letter & ~0x20 : letter
    }
  }

  /// The folded form, for messages and tests.
  package func folded(_ word: Word) -> String { String(decoding: bytes[word.bytes], as: UTF8.self) }
}

extension TokenText {
  /// A longer word in capitals is only loud.
  static let longestAcronym = 8
  /// A longer word is a name of several (`PyTorch`, `ImageNet`), which people write in any case.
  static let longestMixed = 5

  private mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    bytes = [UInt8](unsafeUninitializedCapacity: source.count) { copy, count in
      for place in source.indices { copy[place] = ASCIIWord.lowercased(source[place]) }
      count = source.count
    }
    words.reserveCapacity(source.count / 6)
    var (place, scalar) = (0, 0)
    while place < source.count {
      let byte = source[place]
      if ASCIIWord.isPart(byte) {
        var end = place + 1
        while end < source.count, ASCIIWord.isPart(source[end]) { end += 1 }
        if end == source.count || Self.endsWord(source, at: end) {
          let scalars = scalar..<scalar + end - place
          addASCII(source, place..<end, at: scalars)
          (place, scalar) = (end, scalars.upperBound)
        } else {
          readCarefully(source, &place, &scalar)
        }
      } else if byte < 0x80, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "{") {
        place += 1
        scalar += 1
      } else {
        var end = place
        while Hangul.isSyllable(source, at: end) { end += 3 }
        if end > place, end == source.count || Self.endsHangul(source, at: end) {
          let scalars = scalar..<scalar + (end - place) / 3
          add(place..<end, plain: place..<end, at: scalars, isHangul: true)
          (place, scalar) = (end, scalars.upperBound)
        } else {
          readCarefully(source, &place, &scalar)
        }
      }
    }
  }

  /// Whether a word of ASCII is over: neither TeX nor another letter or mark may follow.
  static func endsWord(_ source: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let byte = source[place]
    if byte < 0x80 {
      // `\ ^ _ $ { }`: these six.
      return byte < 0x24 || (byte != 0x24 && byte < 0x5C)
        || !(byte == 0x24 || byte == 0x5C || byte == 0x5E || byte == 0x5F || byte == 0x7B
          || byte == 0x7D)
    }
    // General punctuation, where dashes and quotation marks are, and Hangul.
    return (byte == 0xE2 && source[place + 1] == 0x80 && source[place + 2] >= 0x90)
      || Hangul.isSyllable(source, at: place)
  }

  static func endsHangul(_ source: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    source[place] < 0x80
  }

  /// A word whose lower-case bytes stand where its own do.
  private mutating func addASCII(
    _ source: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, at scalars: Range<Int>
  ) {
    var (capitals, small) = (0, 0)
    for index in place {
      capitals &+= source[index] &- 0x41 < 26 ? 1 : 0
      small &+= source[index] &- 0x61 < 26 ? 1 : 0
    }
    if ASCIIWord.isTail(source, at: place.lowerBound) { return }
    // One among others tells nothing; a letter by itself may be one of `U.S.`
    let isTelling = capitals > 1 || place.count == 1
    add(
      plain: place, capitals: capitals, at: isTelling ? ASCIIWord.capitals(source[place]) : 0,
      small: small, ending: Ending(source[place]), at: scalars)
  }

  /// What may be a plural, as written.
  private enum Ending {
    case smallS, smallSBehindCapital, other

    @inline(__always)
    init(_ letters: some BidirectionalCollection<UInt8>) {
      guard letters.last == UInt8(ascii: "s") else {
        self = .other
        return
      }
      let before = letters.dropLast().last ?? 0
      self = before &- 0x41 < 26 ? .smallSBehindCapital : .smallS
    }
  }

  /// A word of ASCII with the counts of its letters.
  private mutating func add(
    plain: Range<Int>, capitals: Int, at places: UInt8, small: Int, ending: Ending,
    at scalars: Range<Int>
  ) {
    // The `s` of a plural is no part of an acronym.
    let isPlural = plain.count > 2 && ending != .other && small == 1
    let isAcronym =
      plain.count > 1 && plain.count <= Self.longestAcronym && capitals > 0
      && small == (isPlural ? 1 : 0)
    // Nor of a name that ends in a capital: `ReLUs` ends as `virus` does.
    let isPluralName = (isAcronym && isPlural) || (capitals > 1 && ending == .smallSBehindCapital)
    let stem = isPluralName ? plain.dropLast() : EnglishStem.stem(of: plain, in: &bytes)
    add(
      stem, plain: plain, at: scalars, isAcronym: isAcronym,
      hasCapitals: isAcronym || capitals > 1, capitals: places,
      isPluralAcronym: isPluralName)
  }

  private mutating func add(
    _ place: Range<Int>, plain: Range<Int>, at scalars: Range<Int>, isAcronym: Bool = false,
    hasCapitals: Bool = false, capitals: UInt8 = 0, isHangul: Bool = false,
    isPluralAcronym: Bool = false
  ) {
    words.append(
      Word(
        bytes: place, plain: plain, range: scalars, isAcronym: isAcronym,
        hasCapitals: hasCapitals, capitals: capitals, isHangul: isHangul,
        isPluralAcronym: isPluralAcronym))
  }
}

extension TokenText {
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// Reads one word, of any letters, marks and TeX, or skips what separates words.
  mutating func readCarefully(
    _ source: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ scalar: inout Int
  ) {
    // What folding makes longer or shorter stands behind the text.
    let start = bytes.count
    var script = TextPiece.Script.none
    var range = scalar..<scalar
    while place < source.count {
      let byte = source[place]
      if ASCIIWord.isPart(byte) {
        if script == .hangul { break }
        range = (script == .none ? scalar : range.lowerBound)..<scalar + 1
        script = .latin
        bytes.append(byte)
        place += 1
        scalar += 1
        continue
      }
      let piece = TextPiece(of: source, at: place, inside: script)
      if script != .none, piece.startsWord || (piece.script != script && piece.script != .inside) {
        break
      }
      place += piece.length
      scalar += piece.scalars
      if piece.script == .inside {
        // A mark belongs to the letter before it; a brace at the end does not.
        if script != .none, piece.isMark {
          bytes += source[piece.letters]
          range = range.lowerBound..<scalar
        }
        continue
      }
      guard piece.script != .none else { return }
      range = (script == .none ? scalar - piece.scalars : range.lowerBound)..<scalar
      script = piece.script
      bytes += source[piece.letters]
      if piece.endsWord { break }
    }
    if script != .none { addFolded(from: start, isHangul: script == .hangul, at: range) }
  }

  /// A word whose letters, as written, are the last bytes.
  private mutating func addFolded(from start: Int, isHangul: Bool, at scalars: Range<Int>) {
    let ending = Ending(bytes[start...])
    var (capitals, small) = (0, 0)
    var places: UInt8 = 0
    if bytes[start...].allSatisfy({ $0 < 0x80 }) {
      places = ASCIIWord.capitals(bytes[start...])
      for place in start..<bytes.count {
        capitals += bytes[place] &- 0x41 < 26 ? 1 : 0
        small += bytes[place] &- 0x61 < 26 ? 1 : 0
        bytes[place] = ASCIIWord.lowercased(bytes[place])
      }
    } else {
      let letters = String(decoding: bytes[start...], as: UTF8.self).unicodeScalars
      bytes.removeLast(bytes.count - start)
      if isHangul {
        bytes += Hangul.composed(letters).utf8
        return add(start..<bytes.count, plain: start..<bytes.count, at: scalars, isHangul: true)
      }
      let word = FoldedLetters(letters)
      bytes += word.text.utf8
      guard bytes.count > start else { return }
      guard word.isASCII else {
        return add(
          start..<bytes.count, plain: start..<bytes.count, at: scalars,
          isAcronym: word.capitals > 1 && word.small == 0, hasCapitals: word.capitals > 1)
      }
      (capitals, small) = (word.capitals, word.small)
    }
    add(
      plain: start..<bytes.count, capitals: capitals, at: places, small: small,
      ending: ending, at: scalars)
  }
}
