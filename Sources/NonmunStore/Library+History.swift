import Foundation
import GRDB
package import NonmunKit

/// What became of feeds: the last state of each, and its runs.
extension Library {
  /// So many runs of a feed are kept.
  package static let longestHistory = 100

  package func states() throws -> [String: FeedState] {
    try writer.read { database in
      let rows = try Row.fetchCursor(database, sql: Self.stateQuery)
      var states: [String: FeedState] = [:]
      while let row = try rows.next() {
        let state = FeedState(row)
        states[state.report.feed] = state
      }
      return states
    }
  }

  /// The last runs of a feed, newest first.
  package func runs(of feed: String, limit: Int) throws -> [PastRun] {
    try writer.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM feedRun WHERE feed = ? ORDER BY number DESC LIMIT ?",
        arguments: [feed, limit]
      ).map { row in
        var report = FeedReport(row)
        report.requests = row["requests"]
        report.bytes = row["bytes"]
        report.duration = .seconds(row["seconds"] as Double)
        return PastRun(report: report, at: Date(timeIntervalSince1970: row["at"]))
      }
    }
  }

  static func state(of feed: String, _ database: Database) throws -> FeedState? {
    try Row.fetchOne(
      database.cachedStatement(sql: "\(stateQuery) WHERE feedState.feed = ?"), arguments: [feed]
    ).map(FeedState.init)
  }

  /// Whether a feed's last answer left it stalled; that it could not be asked ends no stall.
  static func wasStalled(_ feed: String, _ database: Database) throws -> Bool {
    try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT verdict FROM feedRun WHERE feed = ? AND verdict <> ? ORDER BY number DESC LIMIT 1
          """),
      arguments: [feed, Verdict.failed.rawValue]) == Verdict.stalled.rawValue
  }

  static func keep(_ state: FeedState, _ database: Database) throws {
    let report = state.report
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO feedState VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      report.feed, state.at.timeIntervalSince1970, report.verdict.rawValue, report.httpStatus,
      report.new, report.updated, report.seen, report.error, report.defect,
      state.lastFresh?.timeIntervalSince1970, state.lastList?.number,
    ])
    try database.cachedStatement(
      sql: "INSERT INTO feedRun VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      report.feed, state.at.timeIntervalSince1970, report.verdict.rawValue,
      (state.since ?? state.at).timeIntervalSince1970, report.reason, report.httpStatus,
      report.new, report.updated, report.seen, report.requests, report.bytes,
      report.duration / .seconds(1), report.error, report.defect,
      report.retryAt?.timeIntervalSince1970, state.lastFilled?.number,
    ])
    try database.cachedStatement(
      sql: """
        DELETE FROM feedRun WHERE feed = ?1 AND number <=
          (SELECT number FROM feedRun WHERE feed = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
        """
    ).execute(arguments: [report.feed, longestHistory])
  }

  /// A state from before there was a history has no run.
  private static let stateQuery = """
    SELECT feedState.*, since, reason, retryAt, lastFilled FROM feedState LEFT JOIN feedRun
      ON number = (SELECT MAX(number) FROM feedRun WHERE feedRun.feed = feedState.feed)
    """
}

extension FeedState {
  fileprivate init(_ row: Row) {
    self.init(
      report: FeedReport(row), at: Date(timeIntervalSince1970: row["at"]),
      lastFresh: (row["lastFresh"] as Double?).map(Date.init(timeIntervalSince1970:)),
      lastList: (row["lastList"] as Int?).map(Day.init(number:)))
    since = (row["since"] as Double?).map(Date.init(timeIntervalSince1970:))
    lastFilled = (row["lastFilled"] as Int?).map(Day.init(number:))
  }
}

extension FeedReport {
  fileprivate init(_ row: Row) {
    self.init(feed: row["feed"], verdict: Verdict(rawValue: row["verdict"]) ?? .failed)
    reason = row["reason"]
    httpStatus = row["httpStatus"]
    new = row["new"]
    updated = row["updated"]
    seen = row["seen"]
    error = row["error"]
    defect = row["defect"]
    retryAt = (row["retryAt"] as Double?).map(Date.init(timeIntervalSince1970:))
  }
}
