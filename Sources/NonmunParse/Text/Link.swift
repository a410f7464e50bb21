/// Addresses as feeds write them.
///
/// Put together as text: what a feed wrote stays as it wrote it, Hangul and blanks included, and is
/// the same on every platform.
enum Link {
  /// Longer ones, in bytes, are no base and not joined: each entry would hold one more.
  ///
  /// Source: RFC 9110, section 4.1, asks for 8000 at least.
  private static let longest = 8 << 10

  /// - Parameter bases: What a relative address starts from, the outermost first.
  static func absolute(_ written: String, from bases: [String?]) -> String {
    guard written.utf8.count <= longest else { return written }
    // Escaped twice: no address has it. The byte is looked for first, as every item is asked.
    let isEscaped = written.utf8.contains(UInt8(ascii: "&")) && written.contains("&amp;")
    let written = isEscaped ? written.replacing("&amp;", with: "&") : written
    guard !written.isEmpty, !hasScheme(written) else { return written }
    var base = ""
    for case let next? in bases where !next.isEmpty && next.utf8.count <= longest {
      let address = joined(next, to: base)
      if address.utf8.count <= longest { base = address }
    }
    return joined(written, to: base)
  }

  /// RFC 3986, section 5.2.
  private static func joined(_ reference: String, to base: String) -> String {
    guard !base.isEmpty, !hasScheme(reference) else { return reference }
    let parts = Parts(base)
    if reference.hasPrefix("//") { return parts.scheme + reference }
    if reference.hasPrefix("#") { return parts.withoutFragment + reference }
    if reference.hasPrefix("?") { return parts.scheme + parts.authority + parts.path + reference }
    let end = reference.utf8.firstIndex { "?#".utf8.contains($0) } ?? reference.endIndex
    var path = String(reference[..<end])
    if !path.hasPrefix("/") {
      let folder = parts.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { parts.path[...$0] }
      path = (folder.map(String.init) ?? (parts.authority.isEmpty ? "" : "/")) + path
    }
    return parts.scheme + parts.authority + withoutDots(path) + reference[end...]
  }

  /// RFC 3986, section 5.2.4.
  private static func withoutDots(_ path: String) -> String {
    guard path.contains("./") || path.hasSuffix(".") else { return path }
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || kept.first?.isEmpty == false { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return kept.joined(separator: "/")
  }

  /// `mailto:`, `tag:`, `https:`; RFC 3986, section 3.1.
  private static func hasScheme(_ text: String) -> Bool {
    let end = text.utf8.firstIndex { byte in
      !((byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "+-.".utf8.contains(byte))
    }
    guard let end, text.utf8[end] == UInt8(ascii: ":"), let first = text.utf8.first else {
      return false
    }
    return (first | 0x20) &- 0x61 < 26
  }

  private struct Parts {
    /// With its colon.
    var scheme = ""
    /// With its slashes.
    var authority = ""
    var path = ""
    var withoutFragment: String

    init(_ address: String) {
      var rest = address[..<(address.utf8.firstIndex(of: UInt8(ascii: "#")) ?? address.endIndex)]
      withoutFragment = String(rest)
      if Link.hasScheme(address), let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) {
        scheme = String(rest[...colon])
        rest = rest[rest.index(after: colon)...]
      }
      if rest.hasPrefix("//") {
        let end = rest.utf8.dropFirst(2).firstIndex { "/?".utf8.contains($0) } ?? rest.endIndex
        authority = String(rest[..<end])
        rest = rest[end...]
      }
      path = String(rest[..<(rest.utf8.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex)])
    }
  }
}
