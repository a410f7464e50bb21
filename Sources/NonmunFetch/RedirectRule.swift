import NonmunKit

/// Where a transfer may be led by a server that is not trusted to know.
///
/// A redirect from the open net to this machine or its network would let strangers reach what
/// only the reader can, so it is refused, unless the reader named such a host for this feed. The
/// host's own redirects stay allowed where its name led there from the start: a company's wiki.
struct RedirectRule {
  private let given: Host?
  /// Whether the request itself was named by a server, in a page.
  private let isNamedByServer: Bool
  private var startedPrivate = false

  init(_ request: FeedRequest) {
    given = Host(request.namedBy ?? request.address)
    isNamedByServer = request.namedBy != nil
  }

  /// Why the host may not be asked; `nil` when it may.
  ///
  /// - Parameters:
  ///   - address: The web address that is to be asked.
  ///   - hop: How many redirects led to it.
  ///   - machine: What the name led to; `nil` where a proxy looks it up.
  mutating func refusal(of address: String, hop: Int, at machine: NetworkAddress?) -> String? {
    guard let host = Host(address) else { return nil }
    let isPrivate = machine?.isPrivate == true || host.isPrivate
    if hop == 0, !isNamedByServer {
      startedPrivate = isPrivate
      return nil
    }
    guard isPrivate, let given, !given.isPrivate, !(startedPrivate && given.name == host.name)
    else { return nil }
    return "led from \(given.name) to a private address, which is not asked: \(address)"
  }

  /// Whether an address is of the host that the reader named, which is of this machine or network.
  func isStill(in address: String) -> Bool {
    startedPrivate && given?.name == Host(address)?.name
  }

  /// A host as the address names it.
  private struct Host {
    let name: Substring
    var isPrivate: Bool { NetworkAddress.isPrivate(host: name) }

    init?(_ address: String) {
      guard let host = WebAddress(address)?.host else { return nil }
      name =
        host.hasPrefix("[")
        ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    }
  }
}
