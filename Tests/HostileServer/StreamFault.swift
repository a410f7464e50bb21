/// What a server can do on the one connection of HTTP/2 that carries many answers. The manual has a
/// row for each.
package enum StreamFault: String, CaseIterable, Sendable {
  case streamReset = "stream-reset"
  case streamCut = "stream-cut"
  case streamTrailer = "stream-trailer"
  case connectionClosed = "connection-closed"
  case goaway
  case brokenHead = "broken-head"
  case continuationFlood = "continuation-flood"
  case pingFlood = "ping-flood"
  case settingsFlood = "settings-flood"
  case windowFlood = "window-flood"
  case priorityFlood = "priority-flood"
  case emptyFlood = "empty-flood"
  case pushFlood = "push-flood"
  case garbage = "not-http-2"
  case nowhere = "no-protocol"

  /// Whether the other streams on the connection are answered.
  var isOfOneStream: Bool { self == .streamReset || self == .streamTrailer || self == .streamCut }
}
