import NonmunKit

/// The requests that one host is still to be asked, in order, and when it may be asked next.
struct HostLane {
  private(set) var pace: Pace
  private var isMultiplexed = false
  /// Whether a connection that carries all answers was misused: each has one of its own from now on.
  private(set) var asksAlone = false
  private var staysNarrow = false
  /// What was asked since it was known to be too much at once.
  private var askedNarrow: Set<FeedRequest> = []
  private var queue: [FeedRequest] = []
  private var next = 0
  private(set) var running = 0
  private var earliestStart: ContinuousClock.Instant?

  init(pace: Pace) { self.pace = pace }

  var isEmpty: Bool { next == queue.count }
  var waiting: ArraySlice<FeedRequest> { queue[next...] }

  mutating func add(_ request: FeedRequest) { queue.append(request) }

  /// The next request, if the host may be asked now.
  func candidate(at now: ContinuousClock.Instant) -> FeedRequest? {
    guard !isEmpty, running < pace.width, (earliestStart ?? now) <= now else { return nil }
    return queue[next]
  }

  /// The next request leaves the queue; it counts as started.
  mutating func start(at now: ContinuousClock.Instant) {
    hold(until: now + pace.wait)
    if staysNarrow { askedNarrow.insert(queue[next]) }
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

/// How many requests are under way at once. One with a pace is asked as its pace says.
///
/// No standard names a number: RFC 9112, section 9.4, asks to be conservative. So it grows as TCP's
/// window does (RFC 5681, section 3.1): from a few, by one for each good answer, and back at the
/// first sign that it is too much.
extension HostLane {
  /// Connections to a host that speaks HTTP/1.1.
  static let widest = 24
  /// A host should take a hundred streams (RFC 9113, section 6.5.2).
  static let mostStreams = 100
  /// Each on a connection of its own, to a host whose one connection for all ended early: what
  /// browsers open.
  static let alone = 6
  /// To a host that was asked too much at once: what RFC 2616, section 8.1.4, let everybody open.
  static let narrow = 2
  /// Before a host is asked again that was asked too much at once, and named no time.
  static let breath = Duration.seconds(1)

  /// An answer came.
  ///
  /// - Parameter isMultiplexed: Over HTTP/2: what it is asked at once goes over one connection.
  mutating func take(isGood: Bool, isMultiplexed: Bool) {
    self.isMultiplexed = self.isMultiplexed || isMultiplexed
    guard isGood, pace.interval == .zero, !staysNarrow else { return }
    pace.width = self.isMultiplexed ? Self.mostStreams : min(pace.width + 1, Self.widest)
  }

  /// Whether a quota could be used up by what is under way and waits.
  var isCrowded: Bool { !staysNarrow && pace.interval == .zero && running + waiting.count > 1 }

  mutating func narrow(to width: Int) {
    staysNarrow = true
    pace.width = min(pace.width, width)
  }

  /// One of the requests under way came to no good end, which may be another one's fault.
  ///
  /// - Returns: Whether to ask it again, on a connection of its own; the lane is as narrow then as
  ///   for any host that gives each request one.
  mutating func isolates(_ brokenOff: ResponseHead.BrokenOff) -> Bool {
    // Where nothing comes any more, only company makes it likely.
    let isInCompany = (running > 1 || !isEmpty) && isMultiplexed
    guard pace.interval == .zero,
      [.connection, .flood].contains(brokenOff) || (brokenOff == .patience && isInCompany)
    else { return false }
    asksAlone = asksAlone || brokenOff == .flood
    narrow(to: Self.alone)
    return true
  }

  /// One of the requests was refused, which may be because of how many there were.
  ///
  /// - Returns: Whether to ask it again, among few.
  mutating func asksAgain(refused request: FeedRequest, at now: ContinuousClock.Instant) -> Bool {
    guard pace.interval == .zero, next > Self.narrow, !askedNarrow.contains(request) else {
      return false
    }
    narrow(to: Self.narrow)
    hold(until: now + Self.breath)
    return true
  }
}
