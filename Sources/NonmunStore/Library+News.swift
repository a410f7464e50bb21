package import Foundation
import GRDB
package import NonmunKit

/// What became of papers after they were noted, and what notes link that nobody has told of.
extension Library {
  /// Only of papers that are noted already: of any other the first fact is no news.
  static func keep(
    _ news: [PaperNews], of item: ItemID, _ number: Int64, at now: Date, _ database: Database
  ) throws {
    guard !news.isEmpty,
      try Bool.fetchOne(
        database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM noteItem WHERE item = ?)"),
        arguments: [item.description]) == true
    else { return }
    for news in news {
      try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO news (paper, kind, what, at) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [
        number, news.kind.rawValue, news.what, now.timeIntervalSince1970,
      ])
    }
  }

  /// News of noted papers, the newest first.
  package func news(since start: Date, until end: Date = .distantFuture) throws -> [NotedNews] {
    try writer.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT \(PaperRow.columns), news.kind, what, at,
            (SELECT MIN(note.day) FROM note JOIN noteItem ON noteItem.note = note.number
              WHERE noteItem.item = paper.id)
          FROM news JOIN paper ON paper.number = news.paper
          WHERE at >= ? AND at < ? ORDER BY at DESC, news.number DESC
          """,
        arguments: [start.timeIntervalSince1970, end.timeIntervalSince1970])
      return rows.compactMap { row in
        guard let paper = PaperRow.paper(row),
          let kind = PaperNews.Kind(rawValue: row[PaperRow.width])
        else { return nil }
        return NotedNews(
          paper: paper, news: PaperNews(kind: kind, what: row[PaperRow.width + 1]),
          at: Date(timeIntervalSince1970: row[PaperRow.width + 2]),
          noted: (row[PaperRow.width + 3] as Int?).map(Day.init(number:)))
      }
    }
  }

  /// What notes and reading lists link.
  ///
  /// - Parameter isUnknown: Only what no source has told of, but for pages that were asked for
  ///   their title after `asked`.
  /// - Parameter place: Only those behind it, in the order of identities.
  package func linkedItems(
    isUnknown: Bool, asked: Date = .distantFuture, after place: ItemID? = nil
  ) throws -> [ItemID] {
    try writer.read { database in
      let unknown = """
        WHERE NOT EXISTS (SELECT 1 FROM paper WHERE paper.id = item AND paper.title <> '')
          AND NOT EXISTS (SELECT 1 FROM nameless WHERE nameless.item = linked.item AND at > ?)
        """
      let items = try String.fetchAll(
        database,
        sql: """
          SELECT item FROM (SELECT item FROM noteItem UNION SELECT item FROM queueItem) AS linked
          \(isUnknown ? unknown : "WHERE 1") AND item > ? ORDER BY item
          """,
        arguments: (isUnknown ? [asked.timeIntervalSince1970] : [])
          + [place?.description ?? ""])
      return items.compactMap(ItemID.init(stored:))
    }
  }

  /// Keeps what was told of linked items.
  package func keep(
    linked parsed: ParsedFeed, from feed: Feed, matcher: Matcher, at now: Date, in zone: TimeZone
  ) throws {
    try writer.write { database in
      _ = try Self.keep(
        parsed.items, parsed.format.authority, from: feed, day: nil, matcher, at: now, in: zone,
        database)
    }
  }

  /// When all linked papers were last asked for.
  package func linkedItemsAsked() throws -> Date? {
    try mark(named: Self.linkedItems).flatMap(TimeInterval.init)
      .map(Date.init(timeIntervalSince1970:))
  }

  /// The last of them that was asked for; `nil` where none is left to ask for.
  package func linkedItemsPlace() throws -> ItemID? {
    try mark(named: Self.linkedItemsPlace).flatMap(ItemID.init(stored:))
  }

  /// - Parameter place: Where the next run goes on; `nil` when all were asked for.
  package func setLinkedItemsAsked(_ now: Date, upTo place: ItemID?) throws {
    try setMark(place?.description ?? "", named: Self.linkedItemsPlace)
    if place == nil { try setMark("\(now.timeIntervalSince1970)", named: Self.linkedItems) }
  }

  private static let linkedItems = "linkedItems"
  private static let linkedItemsPlace = "linkedItemsPlace"

  /// A page said no title; it is asked again another time.
  package func setNameless(_ item: ItemID, at now: Date) throws {
    try writer.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO nameless VALUES (?, ?)",
        arguments: [item.description, now.timeIntervalSince1970])
    }
  }
}
