import NonmunKit

/// The requests that one host is still to be asked, in order, and when it may be asked next.
struct HostLane {
  let pace: Pace
  private var queue: [FeedRequest] = []
  private var next = 0
  private(set) var running = 0
  private var earliestStart: ContinuousClock.Instant?

  init(pace: Pace) { self.pace = pace }

  var isEmpty: Bool { next == queue.count }
  var waiting: ArraySlice<FeedRequest> { queue[next...] }

  mutating func add(_ request: FeedRequest) { queue.append(request) }

  /// The next request, if the host may be asked now; it counts as started.
  mutating func start(at now: ContinuousClock.Instant) -> FeedRequest? {
    guard !isEmpty, running < pace.width, (earliestStart ?? now) <= now else { return nil }
    earliestStart = now + pace.interval
    running += 1
    next += 1
    return queue[next - 1]
  }

  mutating func finish() { running -= 1 }

  /// How long nothing but time stands before the next start; `nil` when something else does.
  func wait(at now: ContinuousClock.Instant) -> Duration? {
    guard !isEmpty, running < pace.width, let earliestStart, earliestStart > now else { return nil }
    return earliestStart - now
  }
}
