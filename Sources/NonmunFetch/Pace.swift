import NonmunKit

/// How a host wants to be asked.
package struct Pace: Equatable, Sendable {
  /// From the start of one request to the start of the next.
  package var interval: Duration
  /// Requests under way at the same time, each on a connection of its own.
  package var width: Int

  package init(interval: Duration = .zero, width: Int) {
    self.interval = interval
    self.width = width
  }

  /// The hosts that share one lane with this address, and their pace.
  ///
  /// arXiv asks for no more than one request every three seconds on a single connection, over all
  /// its machines (arXiv API terms of use). Elsewhere as many as a browser opens to one host.
  package static func of(_ address: String) -> (lane: String, pace: Pace) {
    let host = WebAddress(address)?.host ?? address
    let name = host.prefix { $0 != ":" }
    if name == "arxiv.org" || name.hasSuffix(".arxiv.org") {
      return ("arxiv.org", Pace(interval: .seconds(3), width: 1))
    }
    return (host, Pace(width: 6))
  }
}
