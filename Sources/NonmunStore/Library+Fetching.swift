package import Foundation
import GRDB
package import NonmunKit

/// All that one feed answered in one run, to be kept together or not at all.
package struct FeedHarvest: Sendable {
  package var feed: Feed
  /// What was read, each with the day whose list it is, where it is one.
  package var lists: [(parsed: ParsedFeed, day: Day?)] = []
  /// Lists in pages, whose pages were kept as they came.
  package var walks: [Walk] = []
  /// What to send next time, by address; empty where the server gave none.
  package var validators: [String: Validators] = [:]
  /// The days the reader named.
  package var days: ClosedRange<Day>?
  /// The newest day whose list, and every list before it, was answered.
  package var lastList: Day?
  /// Filled in but for what only the library can tell: `new`, `updated`, `seen` and the verdict
  /// of a feed that did not fail.
  package var report: FeedReport

  package init(feed: Feed) {
    self.feed = feed
    report = FeedReport(feed: feed.name, verdict: .failed)
  }

  package var itemCount: Int { lists.reduce(0) { $0 + $1.parsed.items.count } }
}

extension Library {
  package func validators() throws -> [String: Validators] {
    try writer.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT address, etag, lastModified FROM validator")
      var validators: [String: Validators] = [:]
      while let row = try rows.next() {
        validators[row[0]] = Validators(etag: row[1], lastModified: row[2])
      }
      return validators
    }
  }

  /// Keeps what feeds answered, in one transaction, for each costs as much as thirty papers.
  ///
  /// Items, what they match, validators and states: all of it or nothing, so that an answer of "not
  /// modified" is never given for items that were lost.
  ///
  /// It is done on the library's own thread, and whatever else is asked of the library waits for it.
  ///
  /// - Parameter then: Hears, on that thread, the reports with the library's counts and the verdicts.
  package func save(
    _ harvests: [FeedHarvest], matcher: Matcher, at now: Date, in zone: TimeZone,
    then: @escaping @Sendable (Result<[FeedReport], any Error>) -> Void
  ) {
    let keepAll: @Sendable (Database) throws -> [FeedReport] = { database in
      try harvests.map { try Self.keep($0, matcher: matcher, at: now, in: zone, database) }
    }
    writer.write(keepAll, then: then)
  }

  /// - Returns: The report, with the library's counts and the verdict.
  package func save(
    _ harvest: FeedHarvest, matcher: Matcher, at now: Date, in zone: TimeZone
  ) throws -> FeedReport {
    try writer.write { try Self.keep(harvest, matcher: matcher, at: now, in: zone, $0) }
  }

  private static func keep(
    _ harvest: FeedHarvest, matcher: Matcher, at now: Date, in zone: TimeZone,
    _ database: Database
  ) throws -> FeedReport {
    var report = harvest.report
    var counts = try tellWalks(harvest.walks, of: harvest.feed, database)
    for (parsed, listDay) in harvest.lists {
      counts += try keep(
        parsed.items, parsed.format.authority, from: harvest.feed, day: listDay, matcher,
        at: now, in: zone, database)
    }
    (report.new, report.updated, report.seen) = (counts.new, counts.updated, counts.seen)
    let arrived = counts.arrived
    report.unnamed = counts.unnamed
    if counts.unnamed > 0 {
      report.add(remark: "items left out, which name no address: \(counts.unnamed)")
    }
    for (address, validators) in harvest.validators {
      try keep(validators, of: address, harvest.feed.name, database)
    }
    let old = try state(of: harvest.feed.name, database)?.before(now)
    var state = FeedState(
      report: report, at: now, lastFresh: arrived > 0 ? now : old?.lastFresh,
      lastList: harvest.lastList ?? old?.lastList)
    let filled = harvest.lists.compactMap { $0.parsed.items.isEmpty ? nil : $0.day }
    state.lastFilled = (filled + [old?.lastFilled].compactMap { $0 }).max()
    let judgement: Judgement
    if let error = report.error {
      judgement = Judgement(failed: error, retryAt: report.retryAt, at: now, in: zone)
    } else {
      var evidence = FeedEvidence(
        of: harvest.feed.source, arrived: arrived, seen: report.seen, lastFresh: old?.lastFresh)
      evidence.isUnmodified = report.httpStatus == 304
      evidence.days = harvest.days
      evidence.lastFilled = state.lastFilled
      evidence.wasStalled = try wasStalled(harvest.feed.name, database)
      judgement = Judgement(of: evidence, at: now, in: zone)
    }
    (report.verdict, report.reason) = (judgement.verdict, judgement.reason)
    state.report = report
    state.since = old?.report.verdict == report.verdict ? old?.since ?? old?.at : now
    try keep(state, database)
    return report
  }

  /// - Parameter day: Of the list that the items are on, where it is one.
  static func keep(
    _ items: [FeedItem], _ authority: Authority, from feed: Feed, day: Day?, _ matcher: Matcher,
    at now: Date, in zone: TimeZone, _ database: Database
  ) throws -> ItemCounts {
    try admit(matcher, database)
    var counts = ItemCounts()
    for var item in items {
      guard let reference = ItemReference(naming: item) else {
        counts.unnamed += 1
        continue
      }
      if item.day == nil { item.day = day }
      let change = try keep(item, reference, authority, from: feed, at: now, in: zone, database)
      counts.seen += 1
      counts.new += change.isNew ? 1 : 0
      counts.updated += change.isUpdated ? 1 : 0
      counts.arrived += change.hasArrived ? 1 : 0
      if let paper = change.paper {
        try match(paper, change.number, from: change.isFirst ? feed : nil, matcher, database)
      }
    }
    return counts
  }

  private static func keep(
    _ validators: Validators, of address: String, _ feed: String, _ database: Database
  ) throws {
    if validators.isEmpty {
      try database.cachedStatement(sql: "DELETE FROM validator WHERE address = ?")
        .execute(arguments: [address])
    } else {
      try database.cachedStatement(sql: "INSERT OR REPLACE INTO validator VALUES (?, ?, ?, ?)")
        .execute(arguments: [address, feed, validators.etag, validators.lastModified])
    }
  }
}
