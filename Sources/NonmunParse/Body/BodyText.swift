import Foundation
import NonmunKit

/// How the bytes of a body become text: found from its beginning.
///
/// What the bytes are has the last word over what they are called, by the document or by the
/// `Content-Type` field.
struct BodyText {
  /// As libxml2 knows it; `nil` for UTF-8.
  private(set) var encoding: String?
  /// Whether some bytes are not UTF-8, and stand for something all the same.
  private(set) var isMended = false
  private(set) var defects: [String] = []
  /// The beginning of the document, as UTF-8.
  private(set) var head: [UInt8] = []
  /// How many bytes of UTF-8 stand before it: a mark, white space, or text that is none of it.
  private(set) var skipped = 0

  /// - Parameter start: The first bytes; the more, the better what follows is known.
  init(_ start: [UInt8], contentType: String?) {
    if let mark = ByteOrderMark(start) {
      encoding = mark.encoding
      if let name = EncodingName.declared(in: start[mark.length...]), !mark.agrees(with: name) {
        defects.append("called \(name.forTerminal), but marked as \(mark.encoding ?? "UTF-8")")
      }
      if mark.encoding == nil, !Self.isUTF8(start) { mend() }
    } else {
      settle(start, EncodingName.declared(in: start[...]), EncodingName.charset(in: contentType))
    }
    let text = decoded(start)
    skipped = begin(in: text)
    head = skipped == 0 ? text : Array(text[skipped...])
  }

  /// The bytes as UTF-8, from the document's beginning on.
  func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if encoding == nil, !isMended { return bytes }
    var text: [UInt8] = []
    var decoder = TextDecoder(encoding, mends: isMended)
    bytes.withUnsafeBufferPointer { bytes in
      decoder.decode(bytes, isLast: true) { text.append(contentsOf: $0) }
    }
    return text
  }

  var looksLikeHTML: Bool {
    var start = String(decoding: head.prefix(2000), as: UTF8.self).lowercased()[...]
    while start.hasPrefix("<!--"), let end = start.range(of: "-->") {
      start = start[end.upperBound...].drop { $0.isWhitespace }
    }
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  var looksLikeJSON: Bool { head.first == UInt8(ascii: "{") || head.first == UInt8(ascii: "[") }
}

extension BodyText {
  private mutating func settle(_ start: [UInt8], _ declared: String?, _ charset: String?) {
    let isUTF8 = Self.isUTF8(start)
    let names = [declared, charset].compactMap { $0 }
    var known: [(name: String, encoding: String)] = []
    for name in names where !EncodingName.isUTF8(name) {
      if let encoding = EncodingName.known(name) {
        known.append((name, encoding))
      } else {
        defects.append("an encoding called “\(name.forTerminal)”, which nobody knows")
      }
    }
    if let first = known.first {
      // A few letters may be UTF-8 by chance, as “€” in EUC-KR; more are not.
      let isSurelyUTF8 = isUTF8 && start.count { $0 >= 0x80 } > Self.mostByChance
      let isLatin = first.encoding == EncodingName.latin && !start.allSatisfy { $0 < 0x80 }
      if isSurelyUTF8 || isLatin && isUTF8 || EncodingName.isWide(first.encoding) {
        defects.append("called \(first.name.forTerminal), but UTF-8")
        known = []
      }
    }
    if known.first?.encoding == EncodingName.latin, Self.isKorean(start) {
      defects.append("called \(known[0].name.forTerminal), but CP949")
      encoding = EncodingName.korean
      return
    }
    let isCalledUTF8 = declared.map(EncodingName.isUTF8) ?? names.isEmpty
    if isUTF8, isCalledUTF8 || known.isEmpty { return }
    if let clean = known.first(where: { Self.isClean(start, $0.encoding) }) ?? known.first {
      encoding = clean.encoding
    } else if Self.isKorean(start) {
      encoding = EncodingName.korean
      defects.append("bytes that are not UTF-8, read as CP949")
    } else {
      mend()
    }
  }

  private static let mostByChance = 8

  private mutating func mend() {
    isMended = true
    defects.append("bytes that are not UTF-8, read as windows-1252")
  }

  /// Whether no byte is wrong; the last character may be cut off.
  private static func isUTF8(_ start: [UInt8]) -> Bool {
    // Without a way out early, so that many bytes are looked at together.
    if start.reduce(0, |) < 0x80 { return true }
    return start.withUnsafeBufferPointer(UTF8Mending.isValid)
  }

  private static func isClean(_ start: [UInt8], _ encoding: String) -> Bool {
    var decoder = TextDecoder(encoding, mends: false)
    start.withUnsafeBufferPointer { decoder.decode($0, isLast: false) { _ in } }
    return decoder.damaged == 0
  }

  /// Hangul without any word of its encoding, as old Korean servers send it; a byte that is missing
  /// somewhere does not hide it.
  ///
  /// Only syllables of KS X 1001 count, whose second byte is none of ASCII: in CP949 as a whole an
  /// English `’t` of windows-1252 is one too.
  private static func isKorean(_ start: some RandomAccessCollection<UInt8>) -> Bool {
    var (syllables, others) = (0, 0)
    var rest = start[...]
    while let first = rest.popFirst() {
      guard first >= 0x80 else { continue }
      let isPair = rest.first.map { $0 >= 0xA1 } ?? false
      if isPair { rest = rest.dropFirst() }
      if isPair, (0xB0...0xC8).contains(first) {
        syllables += 1
      } else if !isPair || first == 0xFF {
        others += 1
      }
    }
    return syllables > 1 && syllables > others
  }

  /// Looks again where the beginning told nothing: it was ASCII, and what is not came later.
  mutating func reconsider(_ pieces: BodyPieces) throws(FeedError) {
    guard encoding == nil, !isMended else { return }
    var sample: [UInt8] = []
    try pieces.eachPiece { piece in
      if piece.contains(where: { $0 >= 0x80 }) { sample += piece }
      return sample.count < Self.sampleSize
    }
    guard !Self.isUTF8(sample), Self.isKorean(sample) else { return }
    encoding = EncodingName.korean
    defects.append("bytes that are not UTF-8, read as CP949")
  }

  private static let sampleSize = 1 << 18

  /// Where the document begins: at its declaration, which warnings of a server's own programs may
  /// stand before, else at the first `<` or at what opens a list in JSON.
  private mutating func begin(in text: [UInt8]) -> Int {
    let isMarked = text.starts(with: ByteOrderMark.utf8)
    let start = text.dropFirst(isMarked ? ByteOrderMark.utf8.count : 0)
    let first = start.firstIndex { $0 > 0x20 } ?? text.count
    if first < text.count, text[first] == UInt8(ascii: "{") || text[first] == UInt8(ascii: "[") {
      return first
    }
    guard let angle = start.firstIndex(of: UInt8(ascii: "<")) else { return text.count }
    let declaration = text[angle...].starts(with: Self.declaration) ? angle : nil
    let begin = declaration ?? Self.lateDeclaration(in: text[angle...]) ?? angle
    if first < begin {
      defects.append("text before the document")
    } else if begin > start.startIndex, text[begin...].starts(with: Self.declaration) {
      defects.append("white space before the XML declaration")
    }
    return begin
  }

  private static let declaration = Array("<?xml".utf8)

  /// A declaration behind other markup, when what comes first is no page that may quote one.
  private static func lateDeclaration(in text: ArraySlice<UInt8>) -> Int? {
    let start = text.prefix(1 << 16)
    let words = String(decoding: start.prefix(100), as: UTF8.self).lowercased()
    guard !["<!doctype", "<html", "<rss", "<feed", "<rdf", "<?"].contains(where: words.hasPrefix)
    else { return nil }
    return start.indices.first { start[$0...].starts(with: declaration) }
  }
}
