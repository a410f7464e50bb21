import Foundation
import GRDB
import NonmunKit

/// The words of papers, `paperText`, and how far they are indexed.
///
/// New papers are indexed together, later: a mark holds the number of the last one. It moves in
/// the transaction that indexes, so a crash at any moment leaves papers that the next run indexes.
/// No trigger does this: each row's would be a savepoint, which costs FTS5 twice the time.
enum TextIndex {
  /// How many papers are indexed in one transaction: half a second, for others wait meanwhile.
  private static let batch = 10_000

  /// Whether more than some papers are not indexed.
  static func isBehind(_ papers: Int, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM paper WHERE number > \(mark) + ?)",
      arguments: [papers]) ?? false
  }

  /// Indexes the next papers.
  ///
  /// - Returns: Whether there are more.
  static func advance(_ database: Database, by batch: Int = batch) throws -> Bool {
    let last = try Int64.fetchOne(
      database,
      sql: """
        SELECT MAX(number) FROM
          (SELECT number FROM paper WHERE number > \(mark) ORDER BY number LIMIT \(batch))
        """)
    guard let last else { return false }
    try database.execute(
      sql: """
        INSERT INTO paperText (rowid, \(columns)) SELECT number, \(columns) FROM paper
        WHERE number > \(mark) AND number <= ? ORDER BY number
        """,
      arguments: [last])
    try database.execute(
      sql: "INSERT OR REPLACE INTO mark VALUES ('textIndex', ?)", arguments: ["\(last)"])
    return try isBehind(0, database)
  }

  /// Changes a paper's row, and what is indexed of it.
  ///
  /// FTS5 keeps no text of its own: words are taken out by the very text that put them in.
  static func keep(
    _ number: Int64, true database: Database, isReworded: Bool, _ change: () throws -> Void
  ) throws {
    let isIndexed =
      try isReworded
      && Bool.fetchOne(
        database.cachedStatement(sql: "SELECT ? <= \(mark)"), arguments: [number]) == true
    if isIndexed {
      try write(
        number,
        "INSERT INTO paperText (rowid, \(columns), paperText) VALUES (?, ?, ?, ?, 'delete')",
        database)
    }
    try change()
    if isIndexed {
      try write(number, "INSERT INTO paperText (rowid, \(columns)) VALUES (?, ?, ?, ?)", database)
    }
  }

  /// With bound values: an INSERT of a SELECT is a savepoint, for which FTS5 writes out what it has
  /// gathered. That is worth it for many papers, and doubles the cost of one.
  private static func write(_ number: Int64, _ sql: String, _ database: Database) throws {
    let words = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT number, \(columns) FROM paper WHERE number = ?"),
      arguments: [number])
    guard let words else { return }
    try database.cachedStatement(sql: sql)
      .execute(arguments: StatementArguments(words.databaseValues))
  }

  private static let columns = "title, abstract, authors"
  private static let mark =
    "COALESCE((SELECT CAST(value AS INTEGER) FROM mark WHERE name = 'textIndex'), 0)"
}

extension Library {
  /// How many papers a search may find not indexed: it is done with them in a tenth of a second,
  /// which no fetch of a normal morning has to spend.
  package static let fewPapers = 10_000

  /// Makes every paper findable: what came since the last time is indexed now.
  ///
  /// - Parameter few: So many papers may wait for another time.
  /// - Returns: Whether all is done; else another process is writing, and the next run goes on.
  @discardableResult
  package func indexText(except few: Int = 0) throws -> Bool {
    do {
      guard try writer.read({ try TextIndex.isBehind(few, $0) }) else { return true }
      while try writer.write({ try TextIndex.advance($0) }) {
        // Who waits asks ten times a second, and must not find the library held each time.
        usleep(25_000)
      }
      return true
    } catch  where Self.isLocked(error) {
      return false
    }
  }

  /// Indexes new papers as long as there is time, some milliseconds' worth at a time.
  package func indexText(within time: Duration) throws {
    let end = ContinuousClock.now + time
    do {
      while .now < end, try writer.write({ try TextIndex.advance($0, by: Self.someTens) }) {}
    } catch  where Self.isLocked(error) {
      // Another process is writing; it is done another time.
    }
  }

  private static let someTens = 100

  /// Throws where the index is not what the papers say. For tests: it reads everything.
  package func checkTextIndex() throws {
    try writer.write { database in
      try database.execute(
        sql: "INSERT INTO paperText (paperText, rank) VALUES ('integrity-check', 1)")
    }
  }
}

extension Paper {
  /// Whether what the index holds of it is something else, by bytes: the two Unicode forms of a
  /// Korean word are equal as strings, and other words to FTS5.
  func isWorded(unlike other: Paper) -> Bool {
    !title.utf8.elementsEqual(other.title.utf8)
      || !abstract.utf8.elementsEqual(other.abstract.utf8)
      || !authors.elementsEqual(other.authors) { $0.utf8.elementsEqual($1.utf8) }
  }
}
