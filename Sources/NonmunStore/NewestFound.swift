import GRDB

/// The papers that an index of words finds, the newest first, found only as far as they are asked
/// for.
///
/// FTS5 gives rows by their numbers, and the listing has them by day. Both are walked together: a
/// paper of the listing is known to be found, or not, once FTS5 has come down to its number. Papers
/// come into a library more or less by day, so that neither is walked far for the first twenty of
/// many; few are sorted.
struct NewestFound {
  private let hits: FastDatabaseValueCursor<Int64>
  private let listing: FastDatabaseValueCursor<Int64>
  private var found: Set<Int64>
  /// The number that FTS5 has come down to.
  private var lowest = Int64.max

  /// - Parameter words: In the language of FTS5.
  /// - Parameter others: Numbers of papers that are found otherwise.
  init(_ words: String, or others: [Int64], _ database: Database) throws {
    found = Set(others)
    hits = try Int64.fetchCursor(
      database,
      sql: "SELECT rowid FROM paperText WHERE paperText MATCH ? ORDER BY rowid DESC",
      arguments: [words])
    while found.count <= Self.few, lowest > 0 {
      lowest = try hits.next() ?? 0
      if lowest > 0 { found.insert(lowest) }
    }
    let order = "ORDER BY \(Library.newestFirst)"
    if lowest > 0 {
      listing = try Int64.fetchCursor(database, sql: "SELECT number FROM paper \(order)")
    } else {
      listing = try Int64.fetchCursor(
        database,
        sql: "SELECT number FROM paper WHERE number IN (SELECT value FROM json_each(?)) \(order)",
        // A list of any length, bound as one value.
        arguments: ["[\(found.map(String.init).joined(separator: ","))]"])
    }
  }

  /// To sort one costs some microseconds, to walk past one half of one.
  private static let few = 1000

  /// - Returns: The number of the next paper.
  mutating func next() throws -> Int64? {
    while let number = try listing.next() {
      while number < lowest {
        lowest = try hits.next() ?? 0
        found.insert(lowest)
      }
      if found.contains(number) { return number }
    }
    return nil
  }
}
