/// Notices a server that keeps the round awake with what is no part of an answer.
///
/// libcurl counts bytes of bodies alone, and waits 45 seconds for them: it takes frames of HTTP/2
/// that bring nothing for silence, and has no setting for it. Silence lets the processor sleep.
struct Wakefulness {
  private var looks = 0
  private var heardInBytes = -1
  private var since = ContinuousClock.now

  /// As often no honest server wakes anybody for nothing: it takes a dozen packets of IP to make one
  /// of TLS, which has 16 KiB.
  private static let manyLooks = 100
  private static let longest = Duration.seconds(3)

  /// Something came to its end.
  mutating func end() { looks = 0 }

  /// Asked each time that something came and nothing was to be done.
  ///
  /// - Parameter heard: What all that is under way has heard of heads and bodies, in bytes.
  mutating func isFlood(
    at now: ContinuousClock.Instant = ContinuousClock.now, heard: () -> Int
  ) -> Bool {
    looks += 1
    guard looks >= Self.manyLooks else { return false }
    looks = 0
    let heard = heard()
    if heard != heardInBytes { (heardInBytes, since) = (heard, now) }
    return since + Self.longest <= now
  }
}
