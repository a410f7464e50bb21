import GRDB

/// The papers that an index of words finds, the newest first, found only as far as they are asked
/// for.
///
/// FTS5 gives rows by their numbers, and the listing has them by day. Papers come into a library more
/// or less by day, so FTS5 is asked for the highest numbers, and for more where the listing comes to a
/// paper below. Few are sorted. From low to high: FTS5 leaps over what one word of several has not,
/// and down it does not.
struct NewestFound {
  private let listing: FastDatabaseValueCursor<Int64>
  private let window: Statement
  private let words: String
  private var found: NumberSet
  private let highest: Int64
  /// FTS5 was asked for all numbers from here on.
  private var lowest: Int64 = 1

  /// - Parameter words: In the language of FTS5.
  /// - Parameter others: Numbers of papers that are found otherwise.
  init(_ words: String, or others: [Int64], _ database: Database) throws {
    self.words = words
    highest = try Int64.fetchOne(database, sql: "SELECT MAX(number) FROM paper") ?? 0
    found = NumberSet(upTo: highest)
    let match = "SELECT rowid FROM paperText WHERE paperText MATCH ?"
    window = try database.makeStatement(sql: "\(match) AND rowid BETWEEN ? AND ?")
    let hits = try Int64.fetchCursor(database, sql: match, arguments: [words])
    // To begin again costs more than to go on where words may go on, or are half through.
    let half = words.contains(" *") ? 0 : highest / 2
    var few = others
    var isPart = false
    while let number = try hits.next() {
      found.insert(number)
      guard few.count > Self.few else {
        few.append(number)
        continue
      }
      if number < half {
        lowest = max(1, highest - max(64, number / 4))
        isPart = true
        break
      }
    }
    for number in others { found.insert(number) }
    let order = "ORDER BY \(Library.newestFirst)"
    if few.count > Self.few {
      listing = try Int64.fetchCursor(database, sql: "SELECT number FROM paper \(order)")
      if isPart { try find(in: lowest...highest) }
    } else {
      listing = try Int64.fetchCursor(
        database,
        sql: "SELECT number FROM paper WHERE number IN (SELECT value FROM json_each(?)) \(order)",
        // A list of any length, bound as one value.
        arguments: ["[\(few.map(String.init).joined(separator: ","))]"])
    }
  }

  /// To sort one costs some microseconds, to walk past one half of one.
  private static let few = 1000

  /// - Returns: The number of the next paper.
  mutating func next() throws -> Int64? {
    while let number = try listing.next() {
      while number < lowest {
        let next = max(1, lowest - 2 * (highest - lowest))
        try find(in: next...lowest - 1)
        lowest = next
      }
      if found.contains(number) { return number }
    }
    return nil
  }

  private mutating func find(in numbers: ClosedRange<Int64>) throws {
    let hits = try Int64.fetchCursor(
      window, arguments: [words, numbers.lowerBound, numbers.upperBound])
    while let number = try hits.next() { found.insert(number) }
  }
}

/// Numbers of papers, a bit each. What is no such number, as a damaged file may have it, is left out.
private struct NumberSet {
  private var bits: [UInt64]

  init(upTo highest: Int64) { bits = Array(repeating: 0, count: Int(max(0, highest) >> 6) + 1) }

  mutating func insert(_ number: Int64) {
    guard holdsPlace(of: number) else { return }
    bits[Int(number >> 6)] |= 1 << UInt64(number & 63)
  }

  func contains(_ number: Int64) -> Bool {
    holdsPlace(of: number) && bits[Int(number >> 6)] >> UInt64(number & 63) & 1 != 0
  }

  private func holdsPlace(of number: Int64) -> Bool { number >= 0 && number >> 6 < bits.count }
}
