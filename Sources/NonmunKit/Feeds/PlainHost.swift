import Foundation

extension String {
  /// This address with its host as the DNS knows it.
  ///
  /// `한글.kr` is `xn--…`, which libcurl does itself only where the locale is one of UTF-8, and
  /// `%61rxiv.org` is `arxiv.org`, whose pace it must not escape. What cannot be read as a host
  /// stays as it is.
  ///
  /// Source: UTS 46, as `URL` applies it; RFC 3986, section 3.2.2.
  package var withPlainHost: String {
    guard let rest = self[...].afterScheme else { return self }
    let authority = rest.prefix { !"/?#".contains($0) }
    guard authority.utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "%") }),
      let name = authority.split(separator: "@", omittingEmptySubsequences: false).last,
      !name.hasPrefix("["), let decoded = name.removingPercentEncoding,
      !decoded.contains(where: { "/?#@%\\".contains($0) || $0.isWhitespace }),
      let plain = URL(string: "http://\(decoded)/")?.absoluteString.dropFirst("http://".count)
    else { return self }
    return "\(self[..<name.startIndex])\(plain.dropLast())\(self[authority.endIndex...])"
  }
}
