import Foundation
import NonmunKit

/// The proxy that the environment names for an address, as libcurl reads it.
///
/// Only to say in an error that a proxy was asked, and to know its socket from a host's: libcurl
/// itself decides, and knows `no_proxy`.
///
/// Source: everything.curl.dev, "Proxy environment variables". `HTTP_PROXY` in capitals is not
/// read, as any client of a CGI program could set it.
struct ProxySetting {
  /// Such as `http_proxy`.
  let variable: String
  let port: Int

  /// Read once: each look at it copies all of it.
  static let environment = ProcessInfo.processInfo.environment

  init?(for address: String, environment: [String: String] = Self.environment) {
    let isSecure = address.prefix(8).lowercased() == "https://"
    let names = isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    let named = (names + ["all_proxy", "ALL_PROXY"]).first { !(environment[$0] ?? "").isEmpty }
    guard let named, let setting = environment[named] else { return nil }
    variable = named
    let hasScheme = setting.contains("://")
    let authority = (setting.components(separatedBy: "://").last ?? setting)
      .prefix { $0 != "/" }
    let host = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() } ?? authority
    let afterName = host.lastIndex(of: "]").map { host[$0...] } ?? host
    let number = afterName.lastIndex(of: ":").flatMap { Int(afterName[$0...].dropFirst()) }
    // libcurl's own, where the setting names none.
    port = number ?? (hasScheme && setting.lowercased().hasPrefix("https:") ? 443 : 1080)
  }
}
