import Foundation

/// A text cut into words as rules compare them, each with its place in the original.
///
/// A word is a run of letters and digits with the marks on them; Hangul and other letters part, so
/// that `DPO를` is `DPO` and `를`. Hyphens, spaces and punctuation separate. A word is folded to
/// lower case, without accents, Hangul in Unicode's form C, and without an English plural ending.
///
/// One pass; plain ASCII, which is nearly all of an abstract, is folded without making a `String`.
package struct TokenText: Sendable {
  package struct Word: Hashable, Sendable {
    /// The folded bytes, in ``TokenText/bytes``.
    var bytes: Range<Int>
    /// FNV-1a over the folded bytes: tells most words apart, equality of bytes decides.
    var hash: UInt64
    /// In Unicode scalars from the start of the text.
    package var range: Range<Int>
    /// Two or more capitals or digits, an `s` of the plural aside: `DPO`, `DPOs`.
    var isAcronym: Bool
    package var isHangul: Bool
  }

  private(set) var bytes: [UInt8] = []
  package private(set) var words: [Word] = []

  package init(_ text: String) {
    var text = text
    text.withUTF8 { read($0) }
  }

  /// The folded form, for messages and tests.
  package func folded(_ word: Word) -> String { String(decoding: bytes[word.bytes], as: UTF8.self) }
}

extension TokenText {
  /// FNV-1a, 64 bits.
  static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325
  static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    bytes = source.map(Self.lowercased)
    words.reserveCapacity(source.count / 6)
    var script = Script.none
    var (start, startScalar) = (0, 0)
    var (place, scalarPlace) = (0, 0)
    while place < source.count {
      if script == .none, Self.isWordByte(source[place]) {
        var end = place + 1
        while end < source.count, Self.isWordByte(source[end]) { end += 1 }
        if end == source.count || source[end] < 0x80 {
          let scalars = scalarPlace..<scalarPlace + end - place
          closeASCII(source, place..<end, at: scalars)
          (place, scalarPlace) = (end, scalars.upperBound)
          continue
        }
      }
      var next: Script
      var length = 1
      if source[place] < 0x80 {
        next = Self.isWordByte(source[place]) ? .latin : .none
      } else {
        let (scalar, width) = Self.scalar(in: source, at: place)
        next = Script(of: scalar)
        length = width
      }
      if next == .mark { next = script }
      if next != script {
        close(source, start..<place, script, at: startScalar..<scalarPlace)
        (script, start, startScalar) = (next, place, scalarPlace)
      }
      place += length
      scalarPlace += 1
    }
    close(source, start..<place, script, at: startScalar..<scalarPlace)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  /// A `String`'s bytes are valid UTF-8, so the first byte tells the length.
  private static func scalar(
    in source: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (UInt32, length: Int) {
    let first = UInt32(source[place])
    func next(_ offset: Int) -> UInt32 { UInt32(source[place + offset]) & 0x3F }
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  private mutating func close(
    _ source: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, _ script: Script,
    at scalars: Range<Int>
  ) {
    guard script != .none else { return }
    let word = UnsafeBufferPointer(rebasing: source[place])
    if word.allSatisfy({ $0 < 0x80 }) { return closeASCII(source, place, at: scalars) }
    // What folding makes longer or shorter stands behind the text.
    let start = bytes.count
    let text = String(decoding: word, as: UTF8.self)
    if script == .hangul {
      bytes += text.precomposedStringWithCanonicalMapping.utf8
    } else {
      bytes += text.withoutMarks.lowercased().utf8
    }
    let folded = start..<bytes.count
    add(
      script == .hangul ? folded : singular(folded), at: scalars, isAcronym: false,
      isHangul: script == .hangul)
  }

  /// A word whose folded bytes stand where its own do.
  private mutating func closeASCII(
    _ source: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, at scalars: Range<Int>
  ) {
    var (capitals, small) = (0, 0)
    for index in place {
      capitals += source[index] &- 0x41 < 26 ? 1 : 0
      small += source[index] &- 0x61 < 26 ? 1 : 0
    }
    // The `s` of a plural is no part of an acronym.
    if place.count > 2, source[place.upperBound - 1] == UInt8(ascii: "s") { small -= 1 }
    add(
      singular(place), at: scalars, isAcronym: place.count > 1 && capitals > 0 && small == 0,
      isHangul: false)
  }

  private mutating func add(
    _ place: Range<Int>, at scalars: Range<Int>, isAcronym: Bool, isHangul: Bool
  ) {
    guard !place.isEmpty else { return }
    let hash = bytes.withUnsafeBufferPointer { $0[place].reduce(Self.hashSeed, Self.hash) }
    words.append(
      Word(bytes: place, hash: hash, range: scalars, isAcronym: isAcronym, isHangul: isHangul))
  }

  /// `models` as `model`, `policies` as `policy`, `biases` as `biase`; `loss`, `this` and `corpus`
  /// as they are. What matters is that rule and text come out the same.
  private mutating func singular(_ word: Range<Int>) -> Range<Int> {
    let end = word.upperBound
    guard word.count > 3, bytes[end - 1] == UInt8(ascii: "s") else { return word }
    switch bytes[end - 2] {
    case UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i"): return word
    case UInt8(ascii: "e") where word.count > 4 && bytes[end - 3] == UInt8(ascii: "i"):
      bytes[end - 3] = UInt8(ascii: "y")
      return word.lowerBound..<end - 2
    default: return word.lowerBound..<end - 1
    }
  }

  private enum Script {
    case none, latin, hangul, mark

    /// For scalars beyond ASCII.
    init(of scalar: UInt32) {
      switch scalar {
      case 0x300...0x36F: self = .mark
      case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF: self = .hangul
      default:
        guard let properties = Unicode.Scalar(scalar)?.properties else {
          self = .none
          return
        }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
        default: self = properties.isAlphabetic || properties.numericType != nil ? .latin : .none
        }
      }
    }
  }
}

extension String {
  /// Without accents, and with one form for what Unicode holds compatible (`ﬁ`, `２`, `ℒ`).
  fileprivate var withoutMarks: String {
    var kept = String.UnicodeScalarView()
    for scalar in decomposedStringWithCompatibilityMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      kept.append(scalar)
    }
    return String(kept)
  }
}
