import NonmunKit

/// The requests that one host is still to be asked, in order, and when it may be asked next.
struct HostLane {
  private(set) var pace: Pace
  /// `nil` until an answer has told.
  private var isMultiplexed: Bool?
  /// Whether a connection that carries all answers was misused: each has one of its own from now on.
  private(set) var asksAlone = false
  private var staysNarrow = false
  /// Among how many each request was asked last.
  private var widths: [FeedRequest: Int] = [:]
  /// What was refused, and asked again.
  private var askedAgain: Set<FeedRequest> = []
  /// Since when no good answer has come, where some were refused.
  private var refusedSince: ContinuousClock.Instant?
  /// How often in a row it refused what was asked among few.
  private var refusals = 0
  /// Whether nothing more is to be asked: the host refuses whatever it is asked.
  private(set) var isGivenUp = false
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
    widths[queue[next]] = pace.width
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
  /// After so many in a row, each among few and after a pause, a host is left: 1 + 2 + 4 + 8 seconds.
  static let mostRefusals = 4
  /// Without a good answer in between.
  static let patience = Duration.seconds(LaneGate.patience)

  /// An answer came.
  ///
  /// - Parameter isMultiplexed: Over HTTP/2: what it is asked at once goes over one connection.
  ///   `nil` for what has no head that tells.
  mutating func take(isGood: Bool, isMultiplexed: Bool?) {
    if self.isMultiplexed != true { self.isMultiplexed = isMultiplexed ?? self.isMultiplexed }
    if isGood { (refusals, refusedSince) = (0, nil) }
    guard isGood, pace.interval == .zero, !staysNarrow else { return }
    pace.width = self.isMultiplexed == true ? Self.mostStreams : min(pace.width + 1, Self.widest)
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
    let isInCompany = (running > 1 || !isEmpty) && isMultiplexed == true
    guard pace.interval == .zero,
      [.connection, .flood].contains(brokenOff) || (brokenOff == .patience && isInCompany)
    else { return false }
    asksAlone = asksAlone || brokenOff == .flood || isMultiplexed == nil
    narrow(to: Self.alone)
    return true
  }

  /// Whether a connection that was ended was refused: where each carries one request, it was.
  func isRefusal(_ brokenOff: ResponseHead.BrokenOff?) -> Bool {
    brokenOff == .refusal || (brokenOff == .connection && isMultiplexed != true)
  }

  /// One of the requests was refused, which may be because of how many there were.
  ///
  /// Each is asked again once, and the pause grows as long as all are refused (RFC 9110 names no
  /// rule for it; TCP's timer doubles, RFC 6298, section 5.5).
  ///
  /// - Parameter wait: What the host asks for.
  /// - Returns: Whether to ask it again, among few.
  mutating func asksAgain(
    refused request: FeedRequest, wait: Duration = .zero, at now: ContinuousClock.Instant
  ) -> Bool {
    guard pace.interval == .zero, next > Self.narrow else { return false }
    if widths[request] ?? pace.width <= Self.narrow {
      refusals += 1
      narrow(to: 1)
    } else {
      narrow(to: Self.narrow)
    }
    let since = refusedSince ?? now
    refusedSince = since
    let time = now + max(wait, Self.breath * (1 << refusals))
    isGivenUp = isGivenUp || refusals >= Self.mostRefusals || time - since > Self.patience
    hold(until: time)
    return !isGivenUp && askedAgain.insert(request).inserted
  }
}
