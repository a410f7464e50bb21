import Foundation
import NonmunFetch
import NonmunKit
import NonmunParse
import NonmunStore

/// One fetch of some feeds: what fetching, parsing and storing have to say to each other.
///
/// A feed is kept as soon as its last answer is there, while others are still on their way.
struct Refresh {
  let library: Library
  let matcher: Matcher
  let zone: TimeZone
  let now: Date
  /// The days the reader named.
  let days: ClosedRange<Day>?

  private var runs: [String: Run] = [:]
  private var reports: [String: FeedReport] = [:]
  private let validators: [String: Validators]
  private let states: [String: FeedState]

  init(
    library: Library, matcher: Matcher, zone: TimeZone, now: Date, days: ClosedRange<Day>?
  ) throws {
    self.library = library
    self.matcher = matcher
    self.zone = zone
    self.now = now
    self.days = days
    validators = try library.validators()
    states = try library.states()
  }

  /// What `fetch` would ask, in the order of the feeds.
  func requests(for feed: Feed) -> [FeedRequest] {
    feed.requests(days: days, now: now, lastList: states[feed.name]?.lastList).map(withValidators)
  }

  private func withValidators(_ request: FeedRequest) -> FeedRequest {
    var request = request
    request.validators = validators[request.address] ?? Validators()
    return request
  }

  /// - Returns: A report for each feed, in the order given.
  mutating func run(_ feeds: [Feed], _ round: FetchRound) throws -> [FeedReport] {
    var all: [FeedRequest] = []
    for feed in feeds {
      let requests = requests(for: feed)
      var run = Run(feed: feed, days: days, open: requests.count)
      if requests.isEmpty {
        if case .arxivOAI = feed.source {
          run.fail("harvesting over OAI-PMH is not part of this version")
        }
        try finish(run)
      } else {
        runs[feed.name] = run
        all += requests
      }
    }
    try round.run(all) { answer in try take(answer) }
    return feeds.compactMap { reports[$0.name] }
  }

  private mutating func take(_ answer: FeedAnswer) throws -> [FeedRequest] {
    guard var run = runs[answer.request.feed] else { return [] }
    run.take(answer, now: now)
    let next = run.nextRequests().map(withValidators)
    runs[answer.request.feed] = run
    if run.open == 0 { try finish(run) }
    return next
  }

  private mutating func finish(_ run: Run) throws {
    var run = run
    runs[run.harvest.feed.name] = nil
    run.harvest.lastList = run.lastList(before: states[run.harvest.feed.name]?.lastList)
    reports[run.harvest.feed.name] = try library.save(
      run.harvest, matcher: matcher, at: now, in: zone)
  }
}

/// One feed on its way.
private struct Run {
  var harvest: FeedHarvest
  /// Requests without an answer yet.
  var open: Int
  /// How many empty lists were followed by a question for the day before.
  private var listsBack = 0
  private var answeredDays: [Day] = []
  private var failedDays: [Day] = []
  private var errors: [String] = []
  private var isUnchanged = false
  /// A feed that a page names, where a page was asked.
  private var namedFeed: FeedRequest?
  private var hasFollowedPage = false

  init(feed: Feed, days: ClosedRange<Day>?, open: Int) {
    harvest = FeedHarvest(feed: feed)
    harvest.days = days
    self.open = open
  }

  mutating func fail(_ reason: String) {
    errors.append(reason)
    harvest.report.verdict = .failed
    harvest.report.error =
      errors.count == 1 ? errors[0] : "\(errors[0]) (and \(errors.count - 1) more)"
  }

  mutating func take(_ answer: FeedAnswer, now: Date) {
    open -= 1
    harvest.report.requests += 1
    harvest.report.bytes += answer.bytesReceived
    harvest.report.duration += answer.duration
    if errors.isEmpty { harvest.report.httpStatus = answer.status }
    let reason = read(answer)
    if let day = answer.request.day {
      if reason == nil { answeredDays.append(day) } else { failedDays.append(day) }
    }
    guard let reason else { return }
    fail(reason)
    if let retry = answer.retryAfter.flatMap({ RetryAfter($0, now: now)?.date }) {
      harvest.report.retryAt = max(retry, harvest.report.retryAt ?? retry)
    }
  }

  /// - Returns: Why the answer cannot be used; `nil` when it was.
  private mutating func read(_ answer: FeedAnswer) -> String? {
    if let failure = answer.failure {
      return failure == "not recorded" ? "\(failure): \(answer.request.address)" : failure
    }
    switch answer.status ?? 0 {
    case 304 where !answer.request.validators.isEmpty:
      isUnchanged = true
      return nil
    case 304:
      return "the server says “not modified”, though it was not asked"
    case 200..<300:
      do throws(FeedError) {
        let parsed = try ParsedFeed(
          parsing: answer.body, contentType: answer.contentType, address: answer.address)
        harvest.lists.append((parsed, answer.request.day))
        harvest.report.defect = parsed.defect ?? harvest.report.defect
        // What arrived damaged is asked for again, whole.
        harvest.validators[answer.request.address] =
          parsed.defect == nil ? answer.validators : Validators()
        return nil
      } catch {
        guard case .htmlPage(let feeds) = error, let feed = feeds.first, follow(feed, from: answer)
        else { return error.description }
        return nil
      }
    case let status:
      let words = Self.told(in: answer).map { ": \($0)" } ?? ""
      return "HTTP \(status) from \(answer.address)\(words)"
    }
  }

  /// What the server tells of an error in the form of a feed, as arXiv does.
  private static func told(in answer: FeedAnswer) -> String? {
    do throws(FeedError) {
      _ = try ParsedFeed(parsing: answer.body, contentType: answer.contentType)
      return nil
    } catch {
      if case .told(let words) = error { return words }
      return nil
    }
  }

  /// A page that links to a feed stands for it, once: what that leads to is a feed, or nothing.
  private mutating func follow(_ feed: String, from answer: FeedAnswer) -> Bool {
    guard !hasFollowedPage, case .url = harvest.feed.source else { return false }
    hasFollowedPage = true
    namedFeed = FeedRequest(
      feed: harvest.feed.name, address: feed, namedBy: answer.request.address)
    harvest.report.defect =
      "\(answer.request.address) is a page; it names the feed \(feed.forTerminal)"
    return true
  }

  /// What is to be asked besides, now that this is known; it counts as open.
  mutating func nextRequests() -> [FeedRequest] {
    var next: [FeedRequest] = []
    if let named = namedFeed {
      namedFeed = nil
      next.append(named)
    } else if open == 0, let earlier = earlierList {
      listsBack += 1
      next.append(earlier)
    }
    open += next.count
    return next
  }

  /// Before a list of today is filled, the last one that is not empty is what “today” means.
  private var earlierList: FeedRequest? {
    guard harvest.feed.source == .huggingFace, harvest.days == nil, errors.isEmpty, !isUnchanged,
      harvest.lists.allSatisfy(\.parsed.items.isEmpty), listsBack < Self.longestWeekend,
      let first = answeredDays.min()
    else { return nil }
    return harvest.feed.listRequest(for: first - 1)
  }

  /// A weekend with a holiday on each side.
  private static let longestWeekend = 4

  /// Up to which day no list was missed; a day that failed is asked again, and all after it.
  func lastList(before held: Day?) -> Day? {
    guard let newest = (failedDays.min() ?? answeredDays.max()) else { return held }
    guard let held else { return newest }
    let oldest = (answeredDays + failedDays).min() ?? newest
    return oldest <= held + 1 ? max(held, newest) : held
  }
}

/// When a server that asked for patience may be asked again.
///
/// Source: RFC 9110, section 10.2.3: seconds, or a date.
private struct RetryAfter {
  let date: Date

  init?(_ text: String, now: Date) {
    if let seconds = Int(text.whiteSpaceFolded), seconds >= 0 {
      date = now + Double(min(seconds, 366 * 86_400))
    } else if let read = FeedDate(text)?.date {
      date = read
    } else {
      return nil
    }
  }
}
