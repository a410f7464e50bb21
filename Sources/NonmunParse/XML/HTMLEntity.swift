import CXML2

/// HTML's names for characters, by libxml2's table.
enum HTMLEntity {
  /// `nbsp` is U+00A0; `nil` for names that HTML does not know.
  static func scalar(named name: String) -> Unicode.Scalar? {
    guard let found = htmlEntityLookup(name) else { return name == "apos" ? "'" : nil }
    return Unicode.Scalar(found.pointee.value)
  }
}
