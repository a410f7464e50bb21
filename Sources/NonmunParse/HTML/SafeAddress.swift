import Foundation
import NonmunKit

/// An address out of HTML that may become a link: `http`, `https` or `mailto`, and absolute.
///
/// Source: WHATWG URL, section 4.4: browsers drop tabs and line breaks anywhere in an address, and
/// control characters and spaces around it, before they look at its scheme.
struct SafeAddress {
  let text: String

  /// Longer ones are data, or an attempt to make much of little.
  static let longestInBytes = 2000

  /// - Parameter bases: What a relative address starts from, the outermost first.
  init?(_ written: String, from bases: [String]) {
    guard written.utf8.count <= Self.longestInBytes else { return nil }
    let scalars = written.unicodeScalars.filter { $0.properties.generalCategory != .control }
    var address = String(String.UnicodeScalarView(scalars)).withoutControls
      .trimmingCharacters(in: CharacterSet(charactersIn: " "))
    guard !address.isEmpty else { return nil }
    if let scheme = Self.scheme(of: address) {
      if scheme == "mailto" {
        text = address
        return
      }
    } else {
      address = Link.absolute(address, from: bases)
    }
    guard address.utf8.count <= Self.longestInBytes, address[...].afterScheme != nil,
      let scheme = Self.scheme(of: address), scheme == "http" || scheme == "https",
      WebAddress(address) != nil
    else { return nil }
    text = address
  }

  var isWeb: Bool { Self.scheme(of: text) != "mailto" }

  /// In lower case. Source: RFC 3986, section 3.1.
  private static func scheme(of address: String) -> String? {
    let name = address.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard name.endIndex < address.utf8.endIndex, let first = name.first, (first | 0x20).isLetter,
      name.allSatisfy({
        ($0 | 0x20).isLetter || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
      })
    else { return nil }
    return String(Substring(name)).lowercased()
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self) }
}
