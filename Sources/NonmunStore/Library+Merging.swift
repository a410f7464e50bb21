import Foundation
import GRDB
import NonmunKit

extension Library {
  /// What keeping one item did.
  struct Change {
    var number: Int64
    /// The paper as it now is; `nil` when nothing about it changed.
    var paper: Paper?
    /// The library did not hold it.
    var isFirst = false
    /// This feed had never shown it, and it is no replacement.
    var isNew = false
    /// It was held before and now says something else.
    var isUpdated = false
    /// This feed had not shown it, or not this replacement of it.
    var hasArrived = false
  }

  static func keep(
    _ item: FeedItem, _ reference: ItemReference, _ authority: Authority, from feed: Feed,
    at now: Date,
    in zone: TimeZone, _ database: Database
  ) throws -> Change {
    let number = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT number FROM paper WHERE id = ?"),
      arguments: [reference.id.description])
    var change: Change
    let isReplacement = item.announceType?.isReplacement ?? false
    if let number, let old = try PaperRow.paper(number, in: database) {
      var paper = old
      paper.merge(item, version: reference.version, by: authority, at: now, in: zone)
      change = Change(number: number)
      if paper != old {
        try TextIndex.keep(change.number, true: database, isReworded: paper.isWorded(unlike: old)) {
          try PaperRow.update(paper, number: change.number, in: database)
        }
        change.isUpdated = true
        change.paper = paper
        try keep(PaperNews.between(old, paper), of: paper.id, change.number, at: now, database)
      }
      let isNewer = (reference.version ?? 0) > (old.version ?? 0)
      let seen = try see(item, of: change.number, in: feed, at: now, zone, database)
      change.hasArrived = seen.isFirst || (isReplacement && (isNewer || seen.isFirstReplacement))
      change.isNew = seen.isFirst && !isReplacement
      if seen.isFirst { change.paper = paper }
      if paper.upvotes != old.upvotes { try count(paper, change.number, at: now, database) }
    } else {
      let paper = Paper(reference, from: item, by: authority, at: now, in: zone)
      change = Change(number: try PaperRow.insert(paper, into: database), paper: paper)
      change.isFirst = true
      change.isNew = !isReplacement
      change.isUpdated = isReplacement
      change.hasArrived = true
      try keep(item.day(in: zone) ?? Day(now, in: zone), item, change.number, feed, now, database)
      try count(paper, change.number, at: now, database)
    }
    if change.isNew { change.isUpdated = false }
    return change
  }

  /// Notes that a feed showed a paper on a day.
  ///
  /// - Returns: Whether it is the first time in this feed, and the first time as a replacement.
  ///   The same item under another date is neither: a batch that stands still may change its date.
  private static func see(
    _ item: FeedItem, of paper: Int64, in feed: Feed, at now: Date, _ zone: TimeZone,
    _ database: Database
  ) throws -> (isFirst: Bool, isFirstReplacement: Bool) {
    let known = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT COUNT(*), COUNT(*) FILTER (WHERE announceType LIKE 'replace%')
            FROM source WHERE paper = ? AND feed = ?
          """),
      arguments: [paper, feed.name])
    let isFirst = known?[0] == 0
    // Without a date of its own an item is of the day it was first seen, and of no other.
    if let day = item.day(in: zone) ?? (isFirst ? Day(now, in: zone) : nil) {
      try keep(day, item, paper, feed, now, database)
    }
    return (isFirst, known?[1] == 0)
  }

  private static func keep(
    _ day: Day, _ item: FeedItem, _ paper: Int64, _ feed: Feed, _ now: Date, _ database: Database
  ) throws {
    try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      paper, feed.name, day.number, feed.source.kind.rawValue, item.announceType?.rawValue,
      now.timeIntervalSince1970,
    ])
  }

  private static func count(
    _ paper: Paper, _ number: Int64, at now: Date, _ database: Database
  ) throws {
    guard let upvotes = paper.upvotes else { return }
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO upvote VALUES (?, ?, ?)"
    ).execute(arguments: [number, now.timeIntervalSince1970, upvotes])
  }
}
