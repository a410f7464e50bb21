// The socket that libcurl hands over is of its headers' module.
import CCurl
import Foundation
package import NonmunKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The address of a machine: 4 bytes or 16.
struct NetworkAddress: Equatable {
  private let bytes: [UInt8]

  /// - Parameter text: As people and libcurl write it. IPv4 is also read where a part is missing,
  ///   octal or hexadecimal, as resolvers do: `127.1` and `0x7f000001` lead to this machine.
  init?(_ text: some StringProtocol) {
    let text = String(text)
    var six = in6_addr()
    var four = in_addr()
    // A zone, as in `fe80::1%eth0`, belongs to this machine and not to the address.
    if inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &six) == 1 {
      bytes = withUnsafeBytes(of: six, Array.init)
    } else if inet_aton(text, &four) != 0 {
      bytes = withUnsafeBytes(of: four, Array.init)
    } else {
      return nil
    }
  }

  /// `nil` for a socket that leads to no machine of a network.
  init?(_ socket: UnsafePointer<sockaddr>) {
    switch Int32(socket.pointee.sa_family) {
    case AF_INET:
      bytes = socket.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin_addr, Array.init)
      }
    case AF_INET6:
      bytes = socket.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr, Array.init)
      }
    default: return nil
    }
  }

  /// Whether it leads to this machine or a network of its own, and not to the open net.
  ///
  /// Source: IANA, "Special-Purpose Address Registry", IPv4 (RFC 1122, 1918, 3927, 6598) and IPv6
  /// (RFC 4291, 4193, 6052).
  var isPrivate: Bool {
    guard bytes.count == 16 else { return Self.isPrivate(bytes[...]) }
    let start = bytes.prefix(12)
    // IPv4 in IPv6: mapped, compatible (`::` and `::1` among them), and translated.
    if start.elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
      || start.allSatisfy({ $0 == 0 })
      || start.elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
    {
      return Self.isPrivate(bytes[12...])
    }
    // fc00::/7 within one organisation; fe80::/10 and, of old, fec0::/10 within one link or site.
    return bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80)
  }

  private static func isPrivate(_ four: ArraySlice<UInt8>) -> Bool {
    let (first, second) = (four[four.startIndex], four[four.startIndex + 1])
    return switch first {
    case 0, 10, 127: true
    case 100: second & 0xC0 == 64
    case 169: second == 254
    case 172: second & 0xF0 == 16
    case 192: second == 168
    default: false
    }
  }
}

extension NetworkAddress {
  /// Whether the host of a web address says by itself that it is private: a private number, or
  /// `localhost` (RFC 6761, section 6.3).
  ///
  /// - Parameter host: Without a port; IPv6 may stand in brackets.
  static func isPrivate(host: some StringProtocol) -> Bool {
    let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]."))
    return name == "localhost" || name.hasSuffix(".localhost")
      || NetworkAddress(name)?.isPrivate == true
  }
}

extension FeedAnswer {
  /// Whether a host answered that is neither this machine nor one of its network.
  package var isFromOpenNet: Bool {
    guard failure == nil, !isHeld, let host = WebAddress(address)?.host else { return false }
    return !NetworkAddress.isPrivate(host: host.prefix { $0 != ":" })
  }
}
