import NonmunKit

/// The requests that one host is still to be asked, in order, and when it may be asked next.
struct HostLane {
  private(set) var pace: Pace
  /// The width that the lane began with.
  private let firstWidth: Int
  private var staysNarrow = false
  private var queue: [FeedRequest] = []
  private var next = 0
  private(set) var running = 0
  private var earliestStart: ContinuousClock.Instant?

  init(pace: Pace) {
    self.pace = pace
    firstWidth = pace.width
  }

  var isEmpty: Bool { next == queue.count }
  var waiting: ArraySlice<FeedRequest> { queue[next...] }

  mutating func add(_ request: FeedRequest) { queue.append(request) }

  /// The host speaks HTTP/2: what it is asked at once goes over one connection.
  ///
  /// A host should take a hundred streams (RFC 9113, section 6.5.2); one with a pace is asked as
  /// its pace says.
  mutating func widen() {
    if pace.interval == .zero, !staysNarrow { pace.width = 100 }
  }

  /// One of the requests under way came to no good end, which may be another one's fault.
  ///
  /// - Returns: Whether to ask it again, on a connection of its own; the lane is as narrow then as
  ///   for any host that gives each request one.
  mutating func isolates(_ brokenOff: ResponseHead.BrokenOff) -> Bool {
    // Where nothing comes any more, only company makes it likely.
    let isInCompany = (running > 1 || !isEmpty) && (pace.width > firstWidth || staysNarrow)
    guard pace.interval == .zero, brokenOff == .connection || isInCompany else { return false }
    staysNarrow = true
    pace.width = firstWidth
    return true
  }

  /// The next request, if the host may be asked now.
  func candidate(at now: ContinuousClock.Instant) -> FeedRequest? {
    guard !isEmpty, running < pace.width, (earliestStart ?? now) <= now else { return nil }
    return queue[next]
  }

  /// The next request leaves the queue; it counts as started.
  mutating func start(at now: ContinuousClock.Instant) {
    hold(until: now + pace.wait)
    running += 1
    next += 1
  }

  /// The next request leaves the queue, as it is not to be asked.
  mutating func skip() { next += 1 }

  /// - Parameter sent: When the request left; it may have taken a while to get a connection.
  mutating func finish(sent: ContinuousClock.Instant) {
    hold(until: sent + pace.wait)
    running -= 1
  }

  mutating func hold(until time: ContinuousClock.Instant) {
    earliestStart = max(time, earliestStart ?? time)
  }

  /// How long nothing but time stands before the next start; `nil` when something else does.
  func wait(at now: ContinuousClock.Instant) -> Duration? {
    guard !isEmpty, running < pace.width, let earliestStart, earliestStart > now else { return nil }
    return earliestStart - now
  }
}
