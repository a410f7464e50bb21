/// The YAML between two lines of `---` at the start of a file.
///
/// Source: Jekyll's `Document::YAML_FRONT_MATTER_REGEXP`, which takes `...` for the last line too.
package struct FrontMatter: Equatable, Sendable {
  /// With both lines of dashes.
  package var lineCount: Int

  /// `nil` where there is none, or it never ends: then the dashes are Markdown.
  package init?(in bytes: [UInt8], _ lines: PageLines) {
    guard let first = lines.lines.first,
      Self.trimmed(bytes[first.content].dropFirst(bytes.byteOrderMark.count)) == "---",
      let last = lines.lines.dropFirst().firstIndex(where: {
        ["---", "..."].contains(Self.trimmed(bytes[$0.content]))
      })
    else { return nil }
    lineCount = last + 1
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
    var line = line
    while line.last == .space || line.last == .tab { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }
}
