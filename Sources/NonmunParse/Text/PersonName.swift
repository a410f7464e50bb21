import NonmunKit

/// The name of a person as feeds write it, beside an address or alone.
struct PersonName {
  /// The address where there is no name.
  let text: String

  /// `author` of Atom, which has its name inside, or of RSS.
  init(element: XMLElement) {
    let named = element.first("name") ?? element.first("name", .iTunes) ?? element.first("email")
    self.init((named ?? element).foldedText)
  }

  /// `hana@example.com (Kim Hana)`, the form that RSS asks for; `Kim Hana <hana@example.com>` and
  /// `Kim Hana (hana@example.com)`; and a name alone.
  init(_ written: String) {
    guard let at = written.utf8.firstIndex(of: UInt8(ascii: "@")) else {
      text = HTMLText.guessed(written)
      return
    }
    let bytes = written.utf8
    var start = at
    while start > bytes.startIndex, Self.isPart(bytes[bytes.index(before: start)]) {
      start = bytes.index(before: start)
    }
    var end = bytes[bytes.index(after: at)...].firstIndex { !Self.isPart($0) } ?? bytes.endIndex
    // `?subject=…`
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "?") {
      end = bytes[end...].firstIndex { " )>\t".utf8.contains($0) } ?? bytes.endIndex
    }
    let address = written[start..<end]
    let rest = (String(written[..<start]) + String(written[end...]))
      .replacing("mailto:", with: "").replacing("()", with: "").replacing("<>", with: "")
      .whiteSpaceFolded
    let name = Substring(rest).trimming(" ,;").unwrapped
    text = name.isEmpty || address.count < 3 ? HTMLText.guessed(written) : HTMLText.guessed(name)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "._-+%".utf8.contains(byte)
  }
}

extension Substring {
  fileprivate func trimming(_ characters: String) -> Substring {
    var rest = drop { characters.contains($0) }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return rest
  }

  /// Without the one pair of brackets or quotes around all of it.
  fileprivate var unwrapped: String {
    guard let first, let last, count > 2 else { return String(self) }
    let isWrapped = [("(", ")"), ("\"", "\""), ("[", "]")].contains {
      $0 == ("\(first)", "\(last)")
    }
    return isWrapped ? String(dropFirst().dropLast()) : String(self)
  }
}
