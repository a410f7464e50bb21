import GRDB
package import NonmunKit

/// What the reader did with papers that have a tag.
package struct ReaderMark: Equatable, Sendable {
  package enum Kind: Int, Sendable { case wanted, dismissed, opened }

  package var tag: String
  package var paper: Int64
  package var kind: Kind
}

extension Library {
  /// Takes over the file of dismissals when it changed.
  ///
  /// - Parameter mark: What the file looks like; empty when there is none.
  package func index(dismissalsAt mark: String, _ read: () throws -> [Dismissal]) throws {
    guard try self.mark(named: "dismissals") ?? "" != mark else { return }
    let dismissals = try read()
    try writer.write { database in
      try database.execute(sql: "DELETE FROM dismissal")
      for dismissal in dismissals {
        try database.execute(
          sql: "INSERT OR IGNORE INTO dismissal VALUES (?, ?)",
          arguments: [dismissal.item.description, dismissal.tag ?? ""])
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO mark VALUES ('dismissals', ?)", arguments: [mark])
    }
  }

  /// Notes that the reader looked at a paper. Lost with the library, as it is worth little.
  package func rememberOpening(_ item: ItemID) throws {
    let isKnown = try writer.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM opened WHERE item = ?)",
        arguments: [item.description])
    }
    guard isKnown != true else { return }
    try writer.write { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO opened VALUES (?)", arguments: [item.description])
    }
  }

  /// Whether the reader dismissed the paper of a row of `match` from its tag.
  static let isDismissed = """
    EXISTS (SELECT 1 FROM dismissal JOIN paper AS dismissed ON dismissed.id = dismissal.item
      WHERE dismissed.number = match.paper AND dismissal.tag IN ('', match.tag))
    """

  /// Marks by tag and paper. A dismissal outweighs a note, and a note that it was opened.
  ///
  /// Walks the few marks: left to itself SQLite walks all matches (sqlite.org, "The Query Planner",
  /// on CROSS JOIN).
  static func marks(_ database: Database) throws -> [ReaderMark] {
    try Row.fetchAll(
      database,
      sql: """
        WITH marked (item) AS (
          SELECT item FROM noteItem UNION SELECT item FROM queueItem
          UNION SELECT item FROM dismissal UNION SELECT item FROM opened)
        SELECT match.tag, paper.number,
          CASE WHEN EXISTS (SELECT 1 FROM dismissal
              WHERE item = marked.item AND dismissal.tag IN ('', match.tag)) THEN 1
            WHEN EXISTS (SELECT 1 FROM noteItem WHERE noteItem.item = marked.item)
              OR EXISTS (SELECT 1 FROM queueItem WHERE queueItem.item = marked.item) THEN 0
            WHEN EXISTS (SELECT 1 FROM opened WHERE opened.item = marked.item) THEN 2 END AS kind
        FROM marked CROSS JOIN paper ON paper.id = marked.item
          CROSS JOIN match ON match.paper = paper.number
        WHERE kind IS NOT NULL ORDER BY match.tag, paper.number
        """
    ).compactMap { row in
      ReaderMark.Kind(rawValue: row[2]).map {
        ReaderMark(tag: row[0], paper: row[1], kind: $0)
      }
    }
  }
}
