import Foundation
import NonmunKit
import NonmunStore

/// One feed on its way.
struct FeedRun {
  var harvest: FeedHarvest
  /// Requests without an answer yet.
  var open: Int
  /// How often in a row the server asked for patience.
  var pauses = 0
  /// How many empty lists were followed by a question for the day before.
  private var listsBack = 0
  private var answeredDays: [Day] = []
  private var failedDays: [Day] = []
  private(set) var errors: [String] = []
  private var isUnchanged = false
  /// A feed that a page names, where a page was asked.
  private var namedFeed: FeedRequest?
  private var hasFollowedPage = false
  let servers: SourceServers

  init(feed: Feed, days: ClosedRange<Day>?, walks: FeedWalks, open: Int, servers: SourceServers) {
    harvest = FeedHarvest(feed: feed)
    harvest.days = days
    harvest.walks = walks.walks
    self.open = open
    self.servers = servers
    for remark in walks.remarks { harvest.report.add(remark: remark) }
  }

  mutating func fail(_ reason: String) {
    errors.append(reason)
    harvest.report.verdict = .failed
    harvest.report.error =
      errors.count == 1 ? errors[0] : "\(errors[0]) (and \(errors.count - 1) more)"
  }

  mutating func fail(_ reason: String, _ answer: FeedAnswer, now: Date) {
    fail(reason + (answer.advice.map { "; \($0)" } ?? ""))
    let asked = answer.retryAfter.flatMap { RetryAfter($0, now: now)?.date }
    if let retry = answer.notBefore ?? asked {
      harvest.report.retryAt = max(retry, harvest.report.retryAt ?? retry)
    }
  }

  mutating func count(_ answer: FeedAnswer) {
    open -= 1
    harvest.report.requests += answer.requests
    harvest.report.bytes += answer.bytesReceived
    harvest.report.duration += answer.duration
    if errors.isEmpty { harvest.report.httpStatus = answer.status }
    harvest.report.movedTo = answer.movedTo ?? harvest.report.movedTo
    if answer.failure == nil, let status = answer.status, status < 400 {
      harvest.report.remark = answer.advice ?? harvest.report.remark
    }
  }

  /// Takes an answer that is no page of a walk.
  mutating func take(_ answer: FeedAnswer, now: Date) {
    let reason = read(answer)
    if let day = answer.request.day {
      if reason == nil { answeredDays.append(day) } else { failedDays.append(day) }
    }
    if let reason { fail(reason, answer, now: now) }
  }

  /// - Returns: Why the answer cannot be used; `nil` when it was.
  private mutating func read(_ answer: FeedAnswer) -> String? {
    switch AnswerReading(answer) {
    case .unchanged:
      isUnchanged = true
      return nil
    case .feed(let parsed):
      // What is left of a body that was cut off at its start is no feed without news.
      if parsed.items.isEmpty, let defect = parsed.defect { return defect }
      harvest.lists.append((parsed, answer.request.day))
      harvest.report.defect = parsed.defect ?? harvest.report.defect
      // What arrived damaged is asked for again, whole.
      harvest.validators[answer.request.validatorKey] =
        parsed.defect == nil ? answer.validators : Validators()
      return nil
    case .page(let feed, let reason):
      return follow(feed, from: answer) ? nil : reason
    case .unusable(let reason):
      return reason
    }
  }

  /// A page that links to a feed stands for it, once: what that leads to is a feed, or nothing.
  private mutating func follow(_ feed: String, from answer: FeedAnswer) -> Bool {
    guard !hasFollowedPage, case .url = harvest.feed.source else { return false }
    hasFollowedPage = true
    let page = answer.request.address
    namedFeed = FeedRequest(
      feed: harvest.feed.name, address: feed.withUser(of: page), namedBy: page)
    harvest.report.defect =
      "\(answer.request.address.withoutUser) is a page; it names the feed \(feed.forTerminal)"
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
    return harvest.feed.listRequest(for: first - 1, servers)
  }

  /// A weekend with a holiday on each side.
  private static let longestWeekend = 4

  /// Up to which day nothing was missed; a day that failed is asked again, and all after it.
  func lastList(before held: Day?) -> Day? {
    for case .harvest(let walk) in harvest.walks { return walk.reach(after: held) }
    guard let newest = (failedDays.min() ?? answeredDays.max()) else { return held }
    guard let held else { return newest }
    let oldest = (answeredDays + failedDays).min() ?? newest
    return oldest <= held + 1 ? max(held, newest) : held
  }
}
