import Foundation
import NonmunKit

/// The bytes of a body from its first `<` on, and the encoding to read them in.
struct BodyText {
  var bytes: [UInt8]
  /// Overrides the document's own word; `nil` to believe it.
  var encoding: String?
  var defects: [String] = []

  init(_ body: [UInt8], contentType: String?) {
    bytes = body
    guard !Self.isUTF16(body) else { return }
    let isMarked = body.starts(with: Self.mark)
    if isMarked { bytes.removeFirst(Self.mark.count) }
    let start = bytes.firstIndex(of: UInt8(ascii: "<")) ?? 0
    if start > 0 {
      let before = String(decoding: bytes[..<start], as: UTF8.self)
      if before.contains(where: { !$0.isWhitespace }) {
        defects.append("text before the document")
      } else if bytes[start...].starts(with: "<?xml".utf8) {
        defects.append("white space before the XML declaration")
      }
      bytes.removeFirst(start)
    }
    let declared = isMarked ? "utf-8" : Self.declaration(in: bytes)
    let named = declared ?? Self.charset(in: contentType)
    if isMarked { encoding = "UTF-8" }
    if let named, ["euc-kr", "euckr", "ks_c_5601-1987"].contains(named) {
      // Pages say EUC-KR and mean its superset; libxml2's own EUC-KR stops at 똠 and 펲.
      encoding = "CP949"
    } else if declared == nil {
      encoding = named
    }
    settle(named)
  }

  /// What the bytes are has the last word over what they are called.
  private mutating func settle(_ named: String?) {
    // Without a way out early, so that many bytes are looked at together.
    let isASCII = bytes.reduce(0, |) < 0x80
    let isUTF8 = isASCII || String(validating: bytes, as: UTF8.self) != nil
    let isLatin = named.map { Self.latin.contains($0) } ?? false
    if isLatin, !isASCII, isUTF8 {
      encoding = "UTF-8"
      defects.append("called \(named ?? ""), but UTF-8")
    } else if isLatin {
      // HTML's rule: what is called ISO-8859-1 is its superset, curly quotes and all.
      encoding = "windows-1252"
    } else if let named, named != "utf-8", !XMLEntries.canRead(encoding: encoding ?? named) {
      encoding = isUTF8 ? "UTF-8" : "windows-1252"
      defects.append("an encoding called “\(named.forTerminal)”, which nobody knows")
    } else if encoding == nil || encoding == "UTF-8", named == nil || named == "utf-8", !isUTF8 {
      encoding = "windows-1252"
      defects.append("bytes that are not UTF-8, read as windows-1252")
    }
  }

  private static let latin: Set<String> = [
    "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252",
  ]

  /// The byte order mark in UTF-8.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// With its mark, or with the zeros that its `<?` has.
  static func isUTF16(_ body: [UInt8]) -> Bool {
    [[0xFF, 0xFE], [0xFE, 0xFF], [0x3C, 0x00], [0x00, 0x3C]].contains { body.starts(with: $0) }
  }

  /// The encoding that `<?xml … encoding="…"?>` names, in lower case.
  private static func declaration(in bytes: [UInt8]) -> String? {
    let start = bytes.prefix(200)
    guard start.starts(with: "<?xml".utf8), let end = start.firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    let text = String(decoding: start[..<end], as: UTF8.self)
    guard let name = text.range(of: "encoding") else { return nil }
    let value = text[name.upperBound...].drop { $0 == " " || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return value.dropFirst().prefix { $0 != quote }.lowercased()
  }

  private static func charset(in contentType: String?) -> String? {
    guard let type = contentType?.lowercased(), let name = type.range(of: "charset=") else {
      return nil
    }
    let value = type[name.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" && $0 != " " }
    return value.isEmpty || value == "utf-8" ? nil : String(value)
  }
}
