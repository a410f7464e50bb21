import NonmunKit

/// What bodies call their encodings, and what is meant.
enum EncodingName {
  static let korean = "CP949"
  static let latin = "windows-1252"

  static func isUTF8(_ name: String) -> Bool { name == "utf-8" || name == "utf8" }

  /// Two or four bytes a character: not of a document that begins with one byte for its `<`.
  static func isWide(_ encoding: String) -> Bool {
    ["utf-16", "utf16", "ucs-", "utf-32", "utf32", "iso-10646-ucs"].contains {
      encoding.lowercased().hasPrefix($0)
    }
  }

  /// The name that libxml2 or iconv know it by; `nil` when they do not.
  ///
  /// Where a name stands for a superset in practice, that is meant. Source: WHATWG, Encoding
  /// Standard, section 4.2.
  static func known(_ name: String) -> String? {
    let meant = supersets[name] ?? name
    return TextDecoder.canRead(meant) ? meant : TextDecoder.canRead(name) ? name : nil
  }

  private static let supersets: [String: String] = {
    var names: [String: String] = [:]
    for name in [
      "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii",
      "windows-1252", "cp1252",
    ] { names[name] = latin }
    for name in ["euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "korean", "x-windows-949"] {
      names[name] = korean
    }
    for name in ["gb2312", "gbk", "euc-cn", "x-gbk", "chinese"] { names[name] = "GB18030" }
    for name in ["shift_jis", "shift-jis", "sjis", "x-sjis"] { names[name] = "CP932" }
    names["iso-8859-9"] = "windows-1254"
    names["iso-8859-11"] = "windows-874"
    names["tis-620"] = "windows-874"
    names["big5"] = "BIG5-HKSCS"
    return names
  }()

  /// The encoding that `<?xml … encoding="…"?>` names, in lower case.
  static func declared(in start: ArraySlice<UInt8>) -> String? {
    let start = start.prefix(1 << 10)
    guard let angle = start.firstIndex(of: UInt8(ascii: "<")),
      start[angle...].starts(with: "<?xml".utf8),
      let end = start[angle...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let text = String(decoding: start[angle..<end], as: UTF8.self)
    guard let name = text.firstRange(of: "encoding") else { return nil }
    let value = text[name.upperBound...].drop { $0 == "=" || $0.isWhitespace }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    let written = value.dropFirst().prefix { $0 != quote }.lowercased().whiteSpaceFolded
    return written.isEmpty ? nil : written
  }

  static func charset(in contentType: String?) -> String? {
    guard let type = contentType?.lowercased(), let name = type.firstRange(of: "charset=") else {
      return nil
    }
    let value = type[name.upperBound...].prefix { $0 != ";" }.filter { !"\"' ".contains($0) }
    return value.isEmpty ? nil : String(value)
  }
}

/// The first bytes of a text that say how the others are to be read.
struct ByteOrderMark {
  static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]

  let length: Int
  /// `nil` for UTF-8.
  let encoding: String?

  /// A mark, or the zeros that a `<`, `{` or `[` has where a character is more than one byte.
  init?(_ start: [UInt8]) {
    // What JSON begins with is told apart as `<` is.
    var start = Array(start.prefix(4))
    for place in start.indices where "{[".utf8.contains(start[place]) {
      start[place] = UInt8(ascii: "<")
    }
    for (bytes, length, encoding) in Self.all where start.starts(with: bytes) {
      (self.length, self.encoding) = (length, encoding)
      return
    }
    return nil
  }

  func agrees(with name: String) -> Bool {
    guard let encoding else { return EncodingName.isUTF8(name) }
    return encoding.lowercased().hasPrefix(name.filter { $0 != "_" })
  }

  private static let all: [(bytes: [UInt8], length: Int, encoding: String?)] = [
    (utf8, 3, nil), ([0xFF, 0xFE, 0, 0], 4, "UTF-32LE"), ([0, 0, 0xFE, 0xFF], 4, "UTF-32BE"),
    ([0x3C, 0, 0, 0], 0, "UTF-32LE"), ([0, 0, 0, 0x3C], 0, "UTF-32BE"),
    ([0xFF, 0xFE], 2, "UTF-16LE"), ([0xFE, 0xFF], 2, "UTF-16BE"), ([0x3C, 0], 0, "UTF-16LE"),
    ([0, 0x3C], 0, "UTF-16BE"),
  ]
}
