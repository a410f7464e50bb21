import Foundation

/// An `http` or `https` address taken apart as text, so that every platform reads it alike.
///
/// Source: RFC 3986, sections 3 and 6.2.2.
package struct WebAddress: Sendable {
  package var scheme: String
  /// In lower case, without the scheme's own port.
  package var host: String
  /// Starts with `/`.
  package var path: String
  package var query: String?

  /// `nil` unless `text` is an address with a host; the scheme may be missing where the text
  /// begins with a name that has a dot and goes on with a path (`arxiv.org/abs/…`).
  package init?(_ text: some StringProtocol) {
    // By bytes: every item of every feed is asked.
    var rest = Substring(text)
    if let authority = rest.afterScheme {
      scheme = rest[..<authority.startIndex].dropLast(3).lowercased()
      rest = authority
    } else {
      scheme = "https"
      // A name of the net ends in letters, which tells it from `10.1000/…` and from a file.
      guard let slash = rest.place(of: "/"), let dot = rest[..<slash].lastPlace(of: "."),
        rest[dot..<slash].dropFirst().contains(where: \.isLetter)
      else { return nil }
    }
    guard scheme == "http" || scheme == "https" else { return nil }
    if let fragment = rest.place(of: "#") { rest = rest[..<fragment] }
    if let mark = rest.place(of: "?") {
      query = String(rest[rest.utf8.index(after: mark)...])
      rest = rest[..<mark]
    }
    let slash = rest.place(of: "/") ?? rest.endIndex
    path = slash == rest.endIndex ? "/" : String(rest[slash...])
    var authority = rest[..<slash]
    if let at = authority.lastPlace(of: "@") {
      authority = authority[authority.utf8.index(after: at)...]
    }
    host = authority.lowercased()
    let ownPort = scheme == "http" ? ":80" : ":443"
    if host.utf8.suffix(ownPort.utf8.count).elementsEqual(ownPort.utf8) {
      host.removeLast(ownPort.count)
    }
    while host.utf8.last == UInt8(ascii: ".") { host.removeLast() }
    guard !host.isEmpty,
      host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        || !host.unicodeScalars.contains(where: \.properties.isWhitespace)
    else { return nil }
  }
}

extension Substring {
  fileprivate func place(of mark: Unicode.Scalar) -> Index? {
    utf8.firstIndex(of: UInt8(ascii: mark))
  }

  fileprivate func lastPlace(of mark: Unicode.Scalar) -> Index? {
    utf8.lastIndex(of: UInt8(ascii: mark))
  }

  /// What follows the `://` of an address; `nil` where no scheme was typed.
  package var afterScheme: Substring? {
    utf8.firstIndex(of: UInt8(ascii: ":")).flatMap { self[$0...].after(prefix: "://") }
  }
}

extension WebAddress {
  /// One text for all ways to write the same address.
  ///
  /// Host in lower case, `twitter.com` as `x.com`, tracking parameters gone, percent-encoding in
  /// upper case and only where it is needed, everything else in UTF-8 of Unicode's form C, encoded.
  package var normalForm: String {
    var host = host
    if ["twitter.com", "www.twitter.com", "mobile.twitter.com", "www.x.com"].contains(host) {
      host = "x.com"
    }
    var text = "\(scheme)://\(host)\(Self.encodedOnce(path))"
    let parameters = (query ?? "").split(separator: "&").filter { !isTracking($0, at: host) }
    if !parameters.isEmpty {
      text += "?" + parameters.map { Self.encodedOnce(String($0)) }.joined(separator: "&")
    }
    return text
  }

  /// Percent-encoding undone; text that is not UTF-8 stays as it is.
  package static func decoded(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding ?? text : text
  }

  /// The parameters that only follow whoever opens it.
  package var trackingParameters: [String] {
    (query ?? "").split(separator: "&").filter { isTracking($0, at: host) }.map(String.init)
  }

  private func isTracking(_ parameter: Substring, at host: String) -> Bool {
    let name = parameter.prefix { $0 != "=" }.lowercased()
    if name.hasPrefix("utm_") || Self.trackingParameters.contains(name) { return true }
    return switch host {
    case "x.com": name == "s" || name == "t"
    case "youtu.be", "youtube.com", "www.youtube.com": name == "si" || name == "feature"
    case "medium.com": name == "source"
    default: host.hasSuffix(".medium.com") && name == "source"
    }
  }

  /// What mail, search and social sites hang on a link to follow its reader.
  private static let trackingParameters: Set<String> = [
    "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "igsh", "igshid", "mc_cid", "mc_eid",
    "mkt_tok", "msclkid", "ref", "ref_src", "ref_url", "s_cid", "trk", "twclid", "vero_id",
    "wbraid",
    "yclid",
  ]

  /// A path or parameter with exactly the escapes it needs.
  private static func encodedOnce(_ text: String) -> String {
    var bytes: [UInt8] = []
    var source = Array(text.utf8)[...]
    while let byte = source.popFirst() {
      guard byte == UInt8(ascii: "%"), let high = source.first.flatMap(hexValue),
        let low = source.dropFirst().first.flatMap(hexValue)
      else {
        bytes.append(byte)
        continue
      }
      source = source.dropFirst(2)
      let value = high << 4 | low
      if value >= 0x80 || unreserved.contains(value) {
        bytes.append(value)
      } else {
        bytes += "%".utf8 + hex(value)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      return bytes.reduce(into: "") {
        $0 += $1 < 0x80 ? String(UnicodeScalar($1)) : "%\(hexText($1))"
      }
    }
    return decoded.precomposedStringWithCanonicalMapping.utf8.reduce(into: "") { text, byte in
      if byte > 0x20 && byte < 0x7F && !#""<>\^`{|}"#.utf8.contains(byte) {
        text.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        text += "%\(hexText(byte))"
      }
    }
  }

  private static let unreserved = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
  }

  private static func hex(_ byte: UInt8) -> [UInt8] { Array(hexText(byte).utf8) }

  private static func hexText(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
