package import Foundation
package import NonmunKit

/// Asks many hosts at once, and each of them at its pace.
///
/// One libcurl multi loop on the calling thread, instead of an actor and a thread for each host:
/// hundreds of transfers wait in one `poll`, nothing is shared between threads, and an answer is
/// parsed and stored between two looks at the others, which meanwhile fill their sockets.
package struct FetchRound {
  package enum Source: Sendable {
    case network
    /// A folder of recorded answers.
    case replay(String)
  }

  private let agent: String
  private let source: Source
  private let record: RecordingFolder?
  private let limits: FetchLimits
  let pace: (String) -> (lane: String, pace: Pace)
  let gate: LaneGate
  private let stop: () -> Bool

  /// - Parameters:
  ///   - agent: The `User-Agent` field.
  ///   - record: A folder that every answer is written into as well.
  ///   - pace: The lane of an address, and how its host wants to be asked.
  ///   - ledger: What all processes of the user know of hosts; without it this one is alone.
  ///   - now: The reader's clock.
  ///   - isForced: Whether to ask for what was kept, and for what is gone.
  ///   - tell: Hears what the reader is to know and no answer says.
  ///   - stop: Whether to end now. What is not answered then is answered with a failure.
  package init(
    agent: String, source: Source, record: String? = nil, limits: FetchLimits = FetchLimits(),
    pace: @escaping (String) -> (lane: String, pace: Pace) = Pace.of,
    ledger: Ledger? = nil, now: Date = Date(), isForced: Bool = false,
    tell: @escaping (String) -> Void = { _ in }, stop: @escaping () -> Bool = { false }
  ) {
    self.agent = agent
    self.source = source
    self.record = record.map(RecordingFolder.init)
    self.limits = limits
    self.pace = pace
    self.stop = stop
    gate = LaneGate(ledger, start: now, isForced: isForced, tell: tell)
  }

  var isReplay: Bool {
    if case .replay = source { true } else { false }
  }

  /// Hands each answer to `each` as soon as it is whole, on this thread; what that returns is asked
  /// as well.
  ///
  /// - Parameter meanwhile: Called when there is nothing to do but wait, with the time in which no
  ///   answer can come: a pause that a host's pace asks for, and zero while any host is asked.
  /// - Throws: What `each` throws, at once. A recording that could not be written is thrown at the
  ///   end, when every answer was handed over.
  package func run(
    _ requests: [FeedRequest], meanwhile: (Duration) throws -> Void = { _ in },
    each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    switch source {
    case .network: try fetch(requests, meanwhile, each)
    case .replay(let folder): try replay(requests, from: RecordingFolder(folder), each)
    }
  }

  private func replay(
    _ requests: [FeedRequest], from folder: RecordingFolder,
    _ each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    var queue = requests[...]
    while let request = queue.popFirst() {
      guard !stop() else { return try Self.interrupt([request] + queue, each) }
      queue += try each(folder.answer(to: request, redirects: limits.redirects))
    }
  }

  /// How long answers are read and kept without a look at the others: libcurl takes what it could
  /// not receive meanwhile for a server that sends nothing.
  private static let longestBlink = Duration.seconds(1)
  /// Transfers under way over all hosts.
  private static let widest = OpenFiles.transfers(atMost: 200)

  private func fetch(
    _ requests: [FeedRequest], _ meanwhile: (Duration) throws -> Void,
    _ each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    var multi = try MultiHandle()
    try multi.hold(connections: Self.widest)
    var gate = gate
    var trails = RedirectTrails(longest: limits.redirects)
    var wakefulness = Wakefulness()
    var isWoken = false
    let bodies = BodyBudget(limitInBytes: limits.allBodiesInBytes)
    /// Asked again, on connections of their own.
    var isolated: Set<FeedRequest> = []
    var lanes: [String: HostLane] = [:]
    /// The lanes in which somebody waits, in the order of the requests.
    var busy: [String] = []
    /// The last words of hosts that are given up, to those that still wait for them.
    var lastWords: [String: FeedAnswer] = [:]
    var recordingError: (any Error)?
    func add(_ request: FeedRequest) {
      let (name, pace) = pace(request.address)
      if lanes[name]?.isEmpty ?? true, !busy.contains(name) { busy.append(name) }
      lanes[name, default: HostLane(pace: pace)].add(request)
    }
    func write(_ answer: FeedAnswer, _ head: ResponseHead) {
      do {
        try record?.write(answer, head)
      } catch {
        recordingError = recordingError ?? error
      }
    }
    requests.forEach(add)
    while !stop() {
      var patience = Duration.seconds(1)
      var isIdle = true
      for name in busy {
        while let words = lastWords[name], let request = lanes[name]?.waiting.first {
          isIdle = false
          lanes[name]?.skip()
          try each(trails.end(words.repeated(to: request))).forEach(add)
        }
        while multi.count < Self.widest, let lane = lanes[name],
          let request = lane.candidate(at: .now)
        {
          switch gate.admission(request, name, lane.pace) {
          case .wait(let time, _):
            lanes[name]?.hold(until: .now + time)
          case .answer(let answer, let head):
            isIdle = false
            lanes[name]?.skip()
            write(answer, head)
            try each(trails.end(answer)).forEach(add)
          case .ask:
            lanes[name]?.start(at: .now)
            do throws(CurlError) {
              try multi.add(
                try CurlHandle(
                  request, agent: agent, limits: limits(for: request, lane.pace), bodies: bodies,
                  watch: multi.watch, isAlone: lane.asksAlone || isolated.contains(request),
                  pace: pace))
            } catch {
              isIdle = false
              gate.release(name)
              lanes[name]?.finish(sent: .now)
              let answer = FeedAnswer(request: request, failure: error.description)
              try each(trails.end(answer)).forEach(add)
            }
          }
        }
        patience = min(patience, lanes[name]?.wait(at: .now) ?? patience)
      }
      busy.removeAll { lanes[$0]?.isEmpty ?? true }
      var done = try multi.perform()[...]
      if !done.isEmpty {
        wakefulness.end()
      } else if isWoken, wakefulness.isFlood(heard: { multi.heardInBytes }) {
        done += try multi.breakOffShared()
      }
      isIdle = isIdle && done.isEmpty
      var looked = ContinuousClock.now
      while let (whole, head) = done.popFirst() {
        if looked + Self.longestBlink < .now {
          done += try multi.perform()
          looked = .now
        }
        var answer = whole
        let (asked, pace) = pace(answer.request.address)
        let isAtHome = answer.address == answer.request.address || head.entersLane
        let answered = isAtHome ? asked : self.pace(answer.address).lane
        lanes[answered]?.take(isGood: answer.isGood, isMultiplexed: head.isMultiplexed)
        var demand = HostDemand(head, now: gate.now)
        let isRefusal =
          asked == answered && demand.isRefusal(head, at: gate.now)
          || lanes[asked]?.isRefusal(head.brokenOff) ?? false
        let isToIsolate =
          head.brokenOff.map { lanes[asked]?.isolates($0) ?? false } ?? false
          && isolated.insert(answer.request).inserted
        let isToAskAgain =
          isRefusal
          && lanes[asked]?.asksAgain(
            refused: answer.request, wait: .seconds(demand.spokenWait(at: gate.now)), at: .now)
            ?? false
        if isToAskAgain, demand.isUnspoken { demand = HostDemand() }
        lanes[asked]?.finish(sent: .now - answer.duration + answer.sentAfter)
        if lanes[answered]?.isCrowded == true, HostDemand.isLow(head) {
          lanes[answered]?.narrow(to: HostLane.narrow)
        }
        gate.take(&answer, head, demand, lanes: (asked, answered))
        if isRefusal, lanes[asked]?.isGivenUp == true { lastWords[asked] = answer }
        if isToAskAgain || isToIsolate {
          trails.askAgain(after: answer)
          add(answer.request)
          continue
        }
        if limits(for: answer.request, pace).redirects == 0 || head.entersLane,
          let next = trails.next(&answer, head)
        {
          add(next)
          continue
        }
        answer = trails.end(answer, head)
        write(answer, head)
        try each(answer).forEach(add)
      }
      if multi.count == 0, busy.isEmpty { break }
      if isIdle {
        let end = ContinuousClock.now + patience
        try meanwhile(multi.count == 0 ? patience : .zero)
        isWoken = try multi.wait(end - .now)
      }
    }
    try Self.interrupt(multi.requests + lanes.values.flatMap(\.waiting), each)
    if let recordingError { throw recordingError }
  }

  /// Why a request has no answer when the reader ended the round.
  package static let interrupted = "interrupted"

  /// Says of each request that nobody will answer it any more.
  private static func interrupt(
    _ requests: [FeedRequest], _ each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    var queue = requests[...]
    while let request = queue.popFirst() {
      queue += try each(FeedAnswer(request: request, failure: interrupted))
    }
  }

  /// A redirect is a request of its own: where requests have a pace, libcurl follows none. Of a form
  /// it would send the first half alone.
  private func limits(for request: FeedRequest, _ pace: Pace) -> FetchLimits {
    var limits = limits
    if pace.interval > .zero || request.isForm { limits.redirects = 0 }
    return limits
  }
}
