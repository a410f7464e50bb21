import Foundation

/// What stands before the `@` of an address: a name and a password, which are the reader's and
/// their host's, and nobody else's.
///
/// Source: RFC 3986, section 3.2.1, which asks not to show what follows the colon; the name alone
/// may be a key too.
extension String {
  /// This address as it may be shown, written down and told to others.
  package var withoutUser: String {
    guard let user = userRange else { return self }
    return String(self[..<user.lowerBound] + self[user.upperBound...])
  }

  package var hasUser: Bool { userRange != nil }

  /// This address with the user of another, where it is of the same host and no less safe.
  package func withUser(of other: String) -> String {
    guard let user = other.userRange, !hasUser, let old = WebAddress(other),
      let new = WebAddress(self), new.host == old.host,
      new.scheme == old.scheme || new.scheme == "https", let rest = self[...].afterScheme
    else { return self }
    return "\(self[..<rest.startIndex])\(other[user])\(rest)"
  }

  /// With its `@`.
  private var userRange: Range<Index>? {
    // Most addresses have none, and all are asked.
    guard utf8.contains(UInt8(ascii: "@")), let rest = self[...].afterScheme else { return nil }
    let authority = rest.utf8.prefix { !Self.ends.contains($0) }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    return rest.startIndex..<utf8.index(after: at)
  }

  /// A text with every address in it without its user.
  package var withoutUsers: String {
    guard utf8.contains(UInt8(ascii: "@")) else { return self }
    var parts = components(separatedBy: "://")
    for place in parts.indices.dropFirst() {
      let authority = parts[place].utf8.prefix {
        !Self.ends.contains($0) && $0 > 0x20 && $0 != UInt8(ascii: "\"")
      }
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { continue }
      parts[place].removeSubrange(...at)
    }
    return parts.joined(separator: "://")
  }

  private static let ends = Set("/?#".utf8)
}
