package import Foundation
import GRDB
package import NonmunKit

extension Library {
  /// Lists in pages that were broken off, by feed.
  package func walks() throws -> [String: [Walk]] {
    try writer.read { database in
      var walks: [String: [Walk]] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT feed, place FROM walk ORDER BY feed, kind")
      while let row = try rows.next() {
        // What another version wrote is begun again: its papers are there, and cost a fetch.
        guard let walk = try? JSONDecoder().decode(Walk.self, from: row["place"] as Data) else {
          continue
        }
        walks[row["feed"], default: []].append(walk)
      }
      return walks
    }
  }

  /// Keeps a page's items, what they match, and how far its walk has come: all of it or nothing,
  /// so that a walk that is broken off goes on behind the last page that was kept.
  ///
  /// What it did is counted there until ``save(_:matcher:at:in:)`` tells of it.
  package func save(
    page: ParsedFeed, of feed: Feed, _ walk: Walk, matcher: Matcher, at now: Date,
    in zone: TimeZone
  ) throws {
    try writer.write { database in
      let counts = try Self.keep(
        page.items, page.format.authority, from: feed, day: nil, matcher, at: now, in: zone,
        database)
      try Self.keep(walk, counts, of: feed, database)
    }
  }

  /// What of these items the feed had shown before.
  ///
  /// - Parameter begun: When the walk began that asks.
  package func overlap(of items: [FeedItem], in feed: Feed, begun: Date) throws -> Overlap {
    try writer.read { database in
      var overlap = Overlap.none
      let statement = try database.cachedStatement(
        sql: """
          SELECT MIN(source.at) FROM source JOIN paper ON paper.number = source.paper
          WHERE paper.id = ? AND source.feed = ?
          """)
      for item in items {
        guard let reference = ItemReference(naming: item),
          let at = try Double.fetchOne(
            statement, arguments: [reference.id.description, feed.name])
        else { continue }
        if at < begun.timeIntervalSince1970 { return .earlier }
        overlap = .thisWalk
      }
      return overlap
    }
  }

  private static func keep(
    _ walk: Walk, _ counts: ItemCounts, of feed: Feed, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO walk VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (feed, kind) DO UPDATE SET
          place = excluded.place, new = new + excluded.new, updated = updated + excluded.updated,
          seen = seen + excluded.seen, arrived = arrived + excluded.arrived,
          unnamed = unnamed + excluded.unnamed
        """,
      arguments: [
        feed.name, walk.kind.rawValue, try JSONEncoder().encode(walk), counts.new, counts.updated,
        counts.seen, counts.arrived, counts.unnamed,
      ])
  }

  /// What the pages of a feed's walks did that no report has told; those that have ended go.
  ///
  /// - Parameter walks: As they are now.
  static func tellWalks(
    _ walks: [Walk], of feed: Feed, _ database: Database
  ) throws -> ItemCounts {
    var counts = ItemCounts()
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT * FROM walk WHERE feed = ?"), arguments: [feed.name])
    for row in rows { counts += ItemCounts(row) }
    if !rows.isEmpty {
      try database.execute(
        sql: """
          UPDATE walk SET new = 0, updated = 0, seen = 0, arrived = 0, unnamed = 0 WHERE feed = ?
          """,
        arguments: [feed.name])
    }
    for walk in walks {
      if walk.isEnded {
        try database.execute(
          sql: "DELETE FROM walk WHERE feed = ? AND kind = ?",
          arguments: [feed.name, walk.kind.rawValue])
      } else if walk.isWorthKeeping {
        try keep(walk, ItemCounts(), of: feed, database)
      }
    }
    return counts
  }
}
