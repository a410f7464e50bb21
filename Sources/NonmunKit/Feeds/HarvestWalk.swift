package import Foundation

/// A harvest over OAI-PMH, had page by page, and how far: what a later run goes on from.
///
/// Source: OAI-PMH 2.0, sections 2.7 and 3.5. arXiv's server counts in days.
package struct HarvestWalk: Hashable, Codable, Sendable {
  package let set: String
  /// Records that changed on this day or after it.
  package let from: Day
  /// The last day; `nil` for all that there is.
  package let until: Day?
  private var token: ResumptionToken?
  /// All that changed before this day was had.
  private var finished: Day
  /// The newest day of change that was seen; `nil` when pages do not come in order.
  private var newest: Day?
  /// The server's day when the harvest began: what changes later is not in it.
  private var asOf: Day?
  /// The last page whose number was a power of two, by its first and last record; a later page
  /// that is the same one tells of a list that goes round in circles, however long they are.
  ///
  /// Source: R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980).
  private var landmark: [String]?
  private var pages: Int?
  private var emptyPages = 0
  private var restarts = 0
  private var damagedEnds = 0
  package private(set) var done = 0
  package private(set) var total: Int?
  /// Records that the server says are no more.
  package private(set) var withdrawn = 0
  package private(set) var isEnded = false

  package init(_ set: String, from: Day, until: Day? = nil) {
    self.set = set
    self.from = from
    self.until = until
    finished = from
    newest = from
  }

  /// Of a server that gives nothing and says that it goes on.
  private static let mostEmptyPages = 2
  /// How often in one run a damaged page that seems to be the last one is asked for again.
  private static let retries = 2
}

extension HarvestWalk {
  package func address(_ servers: SourceServers) -> String {
    let verb = "\(servers.arxivOAI)?verb=ListRecords"
    if let token { return "\(verb)&resumptionToken=\(token.text.encodedWhole)" }
    return "\(verb)&metadataPrefix=arXiv&set=\(set.encodedForQuery)&from=\(finished)"
      + (until.map { "&until=\($0)" } ?? "")
  }

  package func request(for feed: Feed, _ servers: SourceServers) -> FeedRequest {
    var request = FeedRequest(feed: feed.name, address: address(servers))
    request.isForm = request.address.utf8.count > Self.longestAddress
    return request
  }

  /// In bytes. A server should take so much (RFC 9110, section 4.1), many take no more, and a token
  /// may have any length. OAI-PMH takes every request as a form, too (section 3.1.1).
  private static let longestAddress = 8000

  /// What a failure has to do with, where it is out of the ordinary.
  package var circumstance: String? {
    guard let count = token?.text.utf8.count, count > Self.longestAddress else { return nil }
    return "the token to go on with has \(count) bytes"
  }

  package var isWorthKeeping: Bool { asOf != nil || damagedEnds > 0 }
  package var isResumed: Bool { token != nil }

  package func hasExpired(at now: Date) -> Bool { token?.expires.map { $0 <= now } ?? false }

  /// Begins again where the server does not know the token any more.
  ///
  /// - Returns: From which day; `nil` when that was tried in vain in this run.
  package mutating func restart() -> Day? {
    guard restarts == 0 else { return nil }
    restarts += 1
    token = nil
    total = nil
    (landmark, pages) = (nil, nil)
    newest = finished
    return finished
  }

  /// Begins a run with a harvest that was broken off.
  package mutating func resume() { restarts = 0 }

  /// Goes on behind one page.
  package mutating func take(_ page: ParsedFeed, now: Date) -> PageOutcome {
    if let next = page.resumption, next.text == token?.text {
      return .broken("the server goes round in circles: it answers a token with the same token")
    }
    emptyPages = page.items.isEmpty && page.deleted.isEmpty ? emptyPages + 1 : 0
    guard page.resumption == nil || emptyPages <= Self.mostEmptyPages else {
      return .broken("\(emptyPages) pages without a record, and the server says that it goes on")
    }
    if page.resumption == nil, let defect = page.defect, damagedEnds <= Self.retries {
      // A page that was cut off has lost its token: it would end the harvest in silence.
      damagedEnds += 1
      guard damagedEnds > Self.retries else { return .askAgain }
      return .broken("the last page came damaged: \(defect); the next fetch asks again")
    }
    damagedEnds = 0
    guard page.resumption == nil || passes(page) else {
      return .broken("the server goes round in circles: it gives a page that it gave before")
    }
    asOf = asOf ?? Day(page.answered ?? now, in: .gmt)
    advance(over: page.changed)
    done += page.items.count + page.deleted.count
    withdrawn += page.deleted.count
    total = page.total ?? total
    token = page.resumption
    isEnded = token == nil
    return .kept
  }

  /// Whether a page is none that was passed before.
  private mutating func passes(_ page: ParsedFeed) -> Bool {
    let records = page.items.map(\.id) + page.deleted
    guard let first = records.first, let last = records.last else { return true }
    let number = (pages ?? 0) + 1
    guard landmark != [first, last] else { return false }
    if number.nonzeroBitCount == 1 { landmark = [first, last] }
    pages = number
    return true
  }

  /// Where pages come in the order of their days, what lies behind the newest is finished. arXiv's
  /// server of 2025 sorts so; the one before it did not.
  private mutating func advance(over changed: ClosedRange<Day>?) {
    guard let changed else { return }
    if let before = newest, changed.lowerBound >= before {
      newest = changed.upperBound
      finished = changed.upperBound
    } else {
      newest = nil
      finished = from
    }
  }

  /// Up to which day nothing is missing, once it has ended.
  ///
  /// - Parameter held: What was said of that before.
  package func reach(after held: Day?) -> Day? {
    guard isEnded, let asOf else { return held }
    guard let held else { return until == nil ? asOf : nil }
    // A harvest of long ago leaves the days between it and what is held as they were.
    return from <= held + 1 ? max(held, min(until ?? asOf, asOf)) : held
  }
}
