import NonmunKit

/// How a host wants to be asked.
package struct Pace: Equatable, Sendable {
  /// From the start of one request to the start of the next.
  package var interval: Duration
  /// Requests under way at the same time, at first; see ``HostLane``.
  package var width: Int

  package init(interval: Duration = .zero, width: Int) {
    self.interval = interval
    self.width = width
  }

  /// From one request to the next, as it is kept: a thirtieth more, because a host counts from
  /// when a request reaches it, and the way there does not always take the same time.
  var wait: Duration { interval + interval / 30 }

  /// The rule in words.
  func rule(_ lane: String) -> String {
    "\(lane): one request in \(Int(interval / .seconds(1))) s, on one connection"
  }

  /// The lane of all that belongs to arXiv.
  static let arxiv = "arxiv.org"

  /// The hosts that share one lane with this address, and their pace.
  ///
  /// arXiv asks for no more than one request every three seconds on a single connection, over all
  /// its machines (arXiv API terms of use). Elsewhere twelve at first, twice what a browser opens to
  /// one host: twenty feeds of a host then take no longer than if all were asked at once.
  package static func of(_ address: String) -> (lane: String, pace: Pace) {
    let host = WebAddress(address)?.host ?? address.withoutUser
    let name = host.prefix { $0 != ":" }
    if name == "arxiv.org" || name.hasSuffix(".arxiv.org") {
      return (arxiv, Pace(interval: .seconds(3), width: 1))
    }
    return (host, Pace(width: 12))
  }
}
