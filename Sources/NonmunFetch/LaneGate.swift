import Foundation
import NonmunKit

/// Decides whether a host may be asked now, by what the ledger holds, and writes down that it was.
struct LaneGate {
  enum Admission {
    case ask
    /// Look again after that long; with what asks for the wait.
    case wait(Duration, rule: String)
    /// This is the answer, without a request.
    case answer(FeedAnswer, ResponseHead)
  }

  private let ledger: Ledger?
  private let kept: KeptAnswers?
  /// The reader's clock at the start, and how long ago that was.
  private let start: Date
  private let started = ContinuousClock.now
  private let isForced: Bool
  private let tell: (String) -> Void
  /// Lanes that this process alone asks, from before a request until its answer is whole.
  private var held: [String: LaneLock] = [:]
  private var hasTold = false
  /// Lanes of which nothing could be known, and before which a whole interval was waited.
  private var waitedBlindly: Set<String> = []

  /// - Parameters:
  ///   - ledger: Without one, every lane is this process's own.
  ///   - start: The reader's clock. What hosts ask for counts by it; the seconds between two
  ///     requests count by the system's, which other processes have too.
  ///   - isForced: Whether what was kept, and what is gone, is asked for all the same.
  ///   - tell: Hears, once, that the ledger cannot be used.
  init(_ ledger: Ledger?, start: Date, isForced: Bool, tell: @escaping (String) -> Void) {
    self.ledger = ledger
    kept = ledger.map { KeptAnswers($0.folder + "/answers") }
    self.start = start
    self.isForced = isForced
    self.tell = tell
  }

  var now: Date { start + (ContinuousClock.now - started) / .seconds(1) }

  /// How often a lane that another process holds is looked at.
  private static let glance = Duration.milliseconds(100)
  /// What is waited for within a run; after that the feed has failed, and says when to ask again.
  static let patience: TimeInterval = 30

  mutating func admission(_ request: FeedRequest, _ lane: String, _ pace: Pace) -> Admission {
    guard let ledger else { return .ask }
    if !isForced, !request.asksAgain, let (answer, head) = kept?.answer(to: request, at: now) {
      return .answer(answer, head)
    }
    do throws(LedgerError) {
      guard pace.interval > .zero else {
        return ruling(try ledger.entry(of: lane), request, lane, pace)
      }
      guard let lock = try ledger.lock(lane) else {
        return .wait(Self.glance, rule: pace.rule(lane))
      }
      var entry = try ledger.entry(of: lane)
      let ruling = ruling(entry, request, lane, pace)
      if case .ask = ruling {
        entry.asked = Date()
        try ledger.write(entry, of: lane)
        held[lane] = lock
      }
      return ruling
    } catch {
      sayOnce("\(error); other processes of nonmun cannot be told who was asked when")
      // What cannot be read is written anew, as if the host had just been asked.
      var entry = LedgerEntry()
      entry.asked = Date()
      try? ledger.write(entry, of: lane)  // That it cannot be written has been said.
      guard pace.interval > .zero, waitedBlindly.insert(lane).inserted else { return .ask }
      return .wait(pace.wait, rule: pace.rule(lane))
    }
  }

  /// What ``admission(_:_:_:)`` would say, though nothing is locked or written.
  func forecast(_ request: FeedRequest, _ lane: String, _ pace: Pace) -> Admission {
    guard let ledger else { return .ask }
    if !isForced, !request.asksAgain, let (answer, head) = kept?.answer(to: request, at: now) {
      return .answer(answer, head)
    }
    do throws(LedgerError) {
      return ruling(try ledger.entry(of: lane), request, lane, pace)
    } catch {
      return pace.interval > .zero ? .wait(pace.wait, rule: pace.rule(lane)) : .ask
    }
  }

  private func ruling(
    _ entry: LedgerEntry, _ request: FeedRequest, _ lane: String, _ pace: Pace
  ) -> Admission {
    func refusal(_ reason: String, until time: Date? = nil) -> Admission {
      var answer = FeedAnswer(request: request, failure: reason.forTerminal)
      answer.isHeld = true
      answer.requests = 0
      answer.notBefore = time
      return .answer(answer, ResponseHead())
    }
    if let stopped = entry.stopped {
      return refusal(
        "not asked: \(lane) answered 403 on \(Day(stopped, in: .gmt)); \(Self.stopWords(lane))")
    }
    if !isForced, entry.gone[request.address.withoutUser] != nil {
      return refusal("not asked: \(Self.goneWords)")
    }
    let now = now
    if let time = entry.notBefore(at: now) {
      let wait = time.timeIntervalSince(now)
      if wait <= Self.patience { return .wait(.seconds(wait), rule: entry.rule) }
      return refusal(
        "not asked: \(lane) wants to be left until \(time.formatted(.iso8601)) (\(entry.rule))",
        until: time)
    }
    let rest = entry.asked.map { $0.timeIntervalSinceNow + pace.wait / .seconds(1) } ?? 0
    // A last request that lies ahead was sent before the clock jumped back.
    return rest > 0 && rest <= pace.wait / .seconds(1)
      ? .wait(.seconds(rest), rule: pace.rule(lane)) : .ask
  }

  /// What was asked is given up without an answer.
  mutating func release(_ lane: String) { held[lane] = nil }

  /// Writes down what an answer tells of its host, and lets the lane go.
  ///
  /// Of a host without a pace only what it asks for is kept: no rule looks at when it was asked, and
  /// a file for each of two hundred hosts costs more than asking them.
  ///
  /// - Parameter lanes: That of the request, and that of the host that answered in the end.
  mutating func take(
    _ answer: inout FeedAnswer, _ head: ResponseHead, _ demand: HostDemand,
    lanes: (asked: String, answered: String)
  ) {
    guard let ledger else { return }
    defer { held[lanes.asked] = nil }
    let sent = Date() - (answer.duration - answer.sentAfter) / .seconds(1)
    answer.notBefore = demand.notBefore
    let isGone = head.status == 410
    let isGood = head.status.map { (200..<300).contains($0) } ?? false
    if demand.isStop { answer.advice = Self.stopWords(lanes.answered) }
    if isGone { answer.advice = Self.goneWords }
    let now = now
    let address = answer.request.address.withoutUser
    func note(_ entry: inout LedgerEntry, _ lane: String) {
      entry.asked = sent
      if isGone { entry.gone[address] = now } else if isGood { entry.gone[address] = nil }
      guard lane == lanes.answered else { return }
      // Of several answers that were on their way, the most patient one counts.
      if let time = demand.notBefore, time > entry.notBefore(at: now) ?? now {
        (entry.notBefore, entry.rule) = (time, demand.rule)
      }
      if demand.isStop { entry.stopped = now }
    }
    do throws(LedgerError) {
      if held[lanes.asked] != nil {
        var entry = try ledger.entry(of: lanes.asked)
        note(&entry, lanes.asked)
        try ledger.write(entry, of: lanes.asked)
      } else {
        let wasGone = isForced ? try ledger.entry(of: lanes.asked).gone[address] != nil : false
        if demand != HostDemand() || isGone || wasGone {
          for lane in Set([lanes.asked, lanes.answered]) {
            try ledger.change(lane, patience: .milliseconds(200)) { note(&$0, lane) }
          }
        }
      }
    } catch {
      sayOnce("\(error)")
    }
    kept?.take(answer, head, isArxiv: lanes.answered == Pace.arxiv, at: now)
  }

  private static func stopWords(_ lane: String) -> String {
    "nothing is asked there until `nonmun feeds allow \(lane)`"
  }

  private static let goneWords =
    "gone (HTTP 410): its publisher took it away; take it out of feeds.yml, or ask with --force"

  private mutating func sayOnce(_ words: String) {
    if !hasTold { tell("what was asked when: \(words)") }
    hasTold = true
  }
}
