extension String {
  /// `application/x-www-form-urlencoded`, leaving what a query string may hold as it is.
  var encodedForQuery: String { encoded(space: "+", keeping: Self.kept) }

  /// Every byte escaped that is not unreserved (RFC 3986, section 2.3): also a `%`, so that text
  /// that looks encoded already arrives as it is.
  var encodedWhole: String { encoded(space: "%20", keeping: Self.unreserved) }

  private func encoded(space: String, keeping kept: Set<UInt8>) -> String {
    utf8.reduce(into: "") { encoded, byte in
      switch byte {
      case UInt8(ascii: " "): encoded += space
      case let byte where kept.contains(byte): encoded.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
  }

  private static let unreserved = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
  private static let kept = unreserved.union(":()*,/".utf8)
}
