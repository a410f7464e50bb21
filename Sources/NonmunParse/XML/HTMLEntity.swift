import CXML2

/// HTML's names for characters, by libxml2's table.
enum HTMLEntity {
  /// `nbsp` is U+00A0; `nil` for names that HTML does not know.
  static func scalar(named name: String) -> Unicode.Scalar? {
    guard let found = htmlEntityLookup(name) else { return name == "apos" ? "'" : nil }
    return Unicode.Scalar(found.pointee.value)
  }

  /// One of the old names, which browsers know without the `;` as well.
  ///
  /// Source: WHATWG HTML, section 13.5: those of Latin-1, and of XML.
  static func scalar(unended name: String) -> Unicode.Scalar? {
    let scalar = scalar(named: name)
    let isOld = scalar.map { 0xA0...0xFF ~= $0.value } ?? false
    return isOld || ["amp", "lt", "gt", "quot"].contains(name) ? scalar : nil
  }
}
