import Foundation

/// The bytes of a body from its first `<` on, and the encoding to read them in.
struct BodyText {
  var bytes: [UInt8]
  /// Overrides the document's own word; `nil` to believe it.
  var encoding: String?
  var defects: [String] = []

  init(_ body: [UInt8], contentType: String?) {
    bytes = body
    let isUTF16 = body.starts(with: [0xFF, 0xFE]) || body.starts(with: [0xFE, 0xFF])
    guard !isUTF16 else { return }
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let start = bytes.firstIndex(of: UInt8(ascii: "<")) ?? 0
    if start > 0 {
      let before = String(decoding: bytes[..<start], as: UTF8.self)
      if before.contains(where: { !$0.isWhitespace }) {
        defects.append("text before the document")
      }
      bytes.removeFirst(start)
    }
    let declared = Self.declaration(in: bytes)
    let named = declared ?? Self.charset(in: contentType)
    if let named, ["euc-kr", "euckr", "ks_c_5601-1987"].contains(named) {
      // Pages say EUC-KR and mean its superset; libxml2's own EUC-KR stops at 똠 and 펲.
      encoding = "CP949"
    } else if declared == nil {
      encoding = named
    }
    if encoding == nil, declared == nil || declared == "utf-8",
      String(validating: bytes, as: UTF8.self) == nil
    {
      encoding = "windows-1252"
      defects.append("bytes that are not UTF-8, read as windows-1252")
    }
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
