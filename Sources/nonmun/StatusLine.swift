import NonmunKit

/// Where a feed stands, for `status`.
struct StatusLine: Encodable {
  var feed: String
  var verdict, reason, since, at, lastFresh, nextDue: String?
  var httpStatus: Int?
  var new, updated, seen: Int?
  var error, defect, retryAt: String?

  init(_ stand: FeedStand) {
    let report = stand.state?.report
    feed = stand.feed.name
    verdict = report?.verdict.rawValue
    reason = report?.reason
    since = stand.state?.since?.iso8601
    at = stand.state?.at.iso8601
    lastFresh = stand.state?.lastFresh?.iso8601
    nextDue = stand.nextDue?.iso8601
    httpStatus = report?.httpStatus
    new = report?.new
    updated = report?.updated
    seen = report?.seen
    error = report?.error
    defect = report?.defect
    retryAt = report?.retryAt?.iso8601
  }
}

/// A run of a feed, for `status --history`: the fields of `fetch`, and when it was.
struct RunLine: Encodable {
  private var at: String
  private var line: FeedLine

  init(_ run: PastRun) {
    at = run.at.iso8601
    line = FeedLine(run.report)
  }

  private enum Key: String, CodingKey { case at }

  func encode(to encoder: any Encoder) throws {
    try line.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(at, forKey: .at)
  }
}
