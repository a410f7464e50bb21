import Foundation
import NonmunKit

/// Where in a folder the answer of an address is kept.
enum RecordedName {
  /// Relative paths, the one to write first: the address as it is sent, then with its
  /// percent-encoding undone, as `wget` names files.
  static func all(of address: String) -> [String] {
    let sent = name(of: address, decoding: false)
    let decoded = name(of: address, decoding: true)
    return sent == decoded ? [sent] : [sent, decoded]
  }

  private static func name(of address: String, decoding: Bool) -> String {
    guard let address = WebAddress(address) else { return "not-an-address" }
    func text(_ part: String) -> String { decoding ? WebAddress.decoded(part) : part }
    var parts = text(address.path).split(separator: "/", omittingEmptySubsequences: true)
      .map(String.init)
    if address.path.hasSuffix("/") { parts.append("index.html") }
    if let query = address.query, let last = parts.popLast() {
      parts.append("\(last)?\(text(query).replacing("/", with: "%2F"))")
    }
    return ([address.host] + parts).map(safe).joined(separator: "/")
  }

  /// The longest name that common file systems take is 255 bytes, `.headers` included.
  private static let longest = 240

  /// One component that stays in its folder: no `..`, no NUL, not too long.
  private static func safe(_ component: String) -> String {
    let component = component.replacing("\0", with: "%00")
    if component == "." || component == ".." { return component.replacing(".", with: "%2E") }
    guard component.utf8.count > longest else { return component }
    let hash = component.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    let start = String(decoding: component.utf8.prefix(200), as: UTF8.self)
    return "\(start)~" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
