import Foundation
import NonmunFetch
import NonmunKit
import NonmunParse
import NonmunStore

/// One fetch of some feeds: what fetching, parsing and storing have to say to each other.
///
/// A feed whose last answer is there is kept while others are still on their way; of a list in pages
/// every page is, before the next is asked for.
struct Refresh {
  let library: Library
  let matcher: Matcher
  let zone: TimeZone
  let now: Date
  /// The days the reader named.
  let days: ClosedRange<Day>?
  let servers: SourceServers
  /// How long a server that asks for patience in the middle of a list is waited for, at a time.
  let patience: Duration
  var progress: FetchProgress?

  private var runs: [String: FeedRun] = [:]
  private let keeper: HarvestKeeper
  /// Whether a host of the open net has answered.
  private(set) var hasReachedNet = false
  /// Of the feeds that tell nothing, since the reader ended them.
  private var interrupted: [String: FeedReport] = [:]
  /// What servers asked to be asked later, and how much later.
  private var postponed: [(request: FeedRequest, wait: Duration)] = []
  private let start = ContinuousClock.now
  private let validators: [String: Validators]
  let states: [String: FeedState]
  private let walks: [String: [Walk]]

  init(
    library: Library, matcher: Matcher, zone: TimeZone, now: Date, days: ClosedRange<Day>?,
    servers: SourceServers = .live, patience: Duration = .seconds(600)
  ) throws {
    self.library = library
    self.matcher = matcher
    self.zone = zone
    self.now = now
    self.days = days
    self.servers = servers
    self.patience = patience
    keeper = HarvestKeeper(library: library, matcher: matcher, at: now, in: zone)
    validators = try library.validators()
    states = try library.states().mapValues { $0.before(now) }
    walks = try library.walks()
  }

  /// What `fetch` would ask first, in the order of the feeds.
  func requests(for feed: Feed) -> [FeedRequest] { requests(for: feed, walks(of: feed).walks) }

  private func requests(for feed: Feed, _ walks: [Walk]) -> [FeedRequest] {
    let lists = feed.requests(
      days: days, now: now, lastList: states[feed.name]?.lastList, servers: servers)
    let pages = walks.filter { !$0.isEnded }.map { walk in
      let request = walk.request(for: feed, servers)
      return walk.kind == .newest && !walk.isWorthKeeping ? withValidators(request) : request
    }
    return lists.map(withValidators) + pages
  }

  private func walks(of feed: Feed) -> FeedWalks {
    feed.walks(days: days, now: now, state: states[feed.name], held: walks[feed.name] ?? [])
  }

  private func withValidators(_ request: FeedRequest) -> FeedRequest {
    var request = request
    request.validators =
      states[request.feed]?.validatorsAreStale(at: now) == true
      ? Validators() : validators[request.validatorKey] ?? Validators()
    return request
  }

  /// - Returns: A report for each feed, in the order given.
  mutating func run(_ feeds: [Feed], _ round: FetchRound) throws -> [FeedReport] {
    do {
      try ask(feeds, round)
    } catch {
      // Such as a recording that could not be written: what arrived is kept all the same.
      try keeper.finish()
      throw error
    }
    try keeper.finish()
    let reports = reports
    return feeds.compactMap { reports[$0.name] }
  }

  /// Of the feeds that are done, by name.
  var reports: [String: FeedReport] { interrupted.merging(keeper.reports) { $1 } }

  private mutating func ask(_ feeds: [Feed], _ round: FetchRound) throws {
    var all: [FeedRequest] = []
    for feed in inTurn(feeds) {
      let walks = walks(of: feed)
      let requests = requests(for: feed, walks.walks)
      let run = FeedRun(
        feed: feed, days: days, walks: walks, open: requests.count, servers: servers)
      if requests.isEmpty {
        try finish(run)
      } else {
        runs[feed.name] = run
        all += requests
      }
    }
    progress?.start(all)
    defer { progress?.end() }
    while !all.isEmpty {
      // In a pause that a host asks for, the words of what is new are indexed.
      try round.run(all, meanwhile: { try library.indexText(within: $0) }) { answer in
        let next = try take(answer)
        progress?.finish(answer, next: next)
        return next
      }
      all = waitForPostponed()
      progress?.start(all)
    }
  }

  private mutating func take(_ answer: FeedAnswer) throws -> [FeedRequest] {
    guard var run = runs[answer.request.feed] else { return [] }
    hasReachedNet = hasReachedNet || answer.isFromOpenNet
    var next: [FeedRequest] = []
    if run.isBeforeTheRecording(answer) {
      run.open -= 1
    } else if let index = run.walk(asking: answer.request) {
      run.count(answer)
      next = try take(page: answer, of: index, in: &run)
    } else {
      run.count(answer)
      run.take(answer, now: now)
      next = run.nextRequests().map(withValidators)
    }
    runs[answer.request.feed] = run
    if run.open == 0 { try finish(run) }
    return next
  }

  private mutating func finish(_ run: FeedRun) throws {
    var run = run
    let name = run.harvest.feed.name
    runs[name] = nil
    // That the reader ended it tells nothing of the feed, so nothing is written down.
    if run.harvest.lists.isEmpty, run.errors == [FetchRound.interrupted] {
      run.harvest.report.reason = FetchRound.interrupted
      interrupted[name] = run.harvest.report
      return
    }
    run.noteGap(after: states[name]?.lastFresh, in: zone)
    run.harvest.lastList = run.lastList(before: states[name]?.lastList)
    try keeper.keep(run.harvest)
  }
}

/// Servers that ask for patience.
extension Refresh {
  /// How often in a row one is waited for.
  private static let mostPauses = 5

  /// - Returns: Whether the request is asked again after a while; it counts as open.
  mutating func postpone(_ answer: FeedAnswer, in run: inout FeedRun) -> Bool {
    guard answer.failure == nil, answer.status == 503 || answer.status == 429,
      let asked = answer.retryAfter.flatMap({ RetryAfter($0, now: clock) }),
      run.pauses < Self.mostPauses
    else { return false }
    let wait = Duration.seconds(max(0, asked.date.timeIntervalSince(clock)))
    guard wait <= patience else { return false }
    run.pauses += 1
    run.open += 1
    postponed.append((answer.request, wait))
    return true
  }

  private var clock: Date { now + (ContinuousClock.now - start) / .seconds(1) }

  /// Waits when nothing else is left to do, so that no other host has to.
  private mutating func waitForPostponed() -> [FeedRequest] {
    guard let longest = postponed.map(\.wait).max() else { return [] }
    defer { postponed = [] }
    for request in postponed.map(\.request) {
      progress?.note(request.feed, waits: "waits \(longest), as the server asks")
    }
    // Ctrl-C need not wait; what it ends is the next round.
    let end = ContinuousClock.now + longest
    while .now < end, !Interruption.hasCome { Thread.sleep(forTimeInterval: 0.1) }
    return postponed.map(\.request)
  }
}
