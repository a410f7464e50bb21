import GRDB

/// Whether a file has the tables of a library: a whole file may hold another program's, or too few.
enum LibrarySchema {
  /// Asked before any step of ``Migrations`` is taken, so that nothing is added to what is not ours.
  static func isAnothers(_ database: Database) throws -> Bool {
    if try Migrations.areDone(database) { return false }
    let tables = try String.fetchSet(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
    guard !tables.isEmpty else { return false }
    // Tables and the number of their steps are written in one transaction.
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
    return (version ?? 0) <= 0 || tables.isDisjoint(with: ["paper", "feedState", "mark"])
  }

  /// Remembers the count of changes that SQLite keeps of a schema (sqlite.org, "PRAGMA
  /// schema_version").
  static func remember(_ database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO mark SELECT 'schema', schema_version FROM pragma_schema_version
        """)
  }

  /// What a library needs and this one has not, in SQLite's words; `nil` when nothing is missing.
  ///
  /// Looked for only where somebody changed the schema: it takes 5 ms.
  static func missing(_ database: Database) throws -> String? {
    let isOurs = try Bool.fetchOne(
      database,
      sql: """
        SELECT value = CAST(schema_version AS TEXT) FROM mark, pragma_schema_version
        WHERE name = 'schema'
        """)
    guard isOurs != true else { return nil }
    let has = try columns(database)
    let model = try Library()
    let wanted = try model.writer.read(columns)
    for (table, columns) in wanted.sorted(by: { $0.key < $1.key }) {
      guard let there = has[table] else { return "no such table: \(table)" }
      if let column = columns.subtracting(there).min() {
        return "no such column: \(table).\(column)"
      }
    }
    return nil
  }

  /// Whether SQLite says of one of our statements that the file lacks what it names. As every
  /// statement is tested, it is never the statement's fault.
  static func isMissing(_ words: String) -> Bool {
    words.hasPrefix("no such table") || words.hasPrefix("no such column")
      || words.contains("has no column named") || words.contains("values were supplied")
  }

  /// By table, without those that FTS5 keeps its index in.
  private static func columns(_ database: Database) throws -> [String: Set<String>] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT list.name, info.name FROM pragma_table_list AS list, pragma_table_info(list.name) AS info
        WHERE list.schema = 'main' AND list.type IN ('table', 'virtual')
        """)
    return rows.reduce(into: [:]) { $0[$1[0], default: []].insert($1[1]) }
  }
}
