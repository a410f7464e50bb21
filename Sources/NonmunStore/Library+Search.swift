import GRDB
package import NonmunKit

extension Library {
  /// Papers that a rule holds for, newest first, and those of `items` among them.
  ///
  /// Finds what ``indexText(except:)`` has indexed.
  ///
  /// - Parameter items: Found otherwise, such as by their notes.
  /// - Parameter isWhole: As ``PaperFilter/isWhole``.
  package func papers(
    answering rule: Rule, or items: [ItemID], limit: Int? = nil, isWhole: Bool = true
  ) throws -> [ListedPaper] {
    let reader = rule.needsReading ? RuleReader(rule) : nil
    return try writer.read { database in
      let index = WordIndex(table: "paperText", database: database)
      let condition = try rule.relaxed.map { try SearchCondition($0, index) } ?? SearchCondition()
      var papers: [ListedPaper] = []
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(Self.columns(isWhole: isWhole || reader != nil)) FROM paper
          WHERE \(try Self.filter(condition, orOneOf: items.count, limit: reader == nil ? limit : nil, database))
          ORDER BY \(Self.newestFirst) \(reader == nil ? limit.map { "LIMIT \($0)" } ?? "" : "")
          """,
        arguments: StatementArguments([condition.words].compactMap(\.self))
          + condition.arguments + StatementArguments(items.map(\.description)))
      while papers.count < limit ?? .max, let row = try rows.next() {
        guard
          let paper = try Self.listed(row, database, isWhole: isWhole || reader != nil)
        else { continue }
        let isFound =
          reader.map { $0.holds(Matcher.Subject(paper.paper, sources: paper.sources)) } ?? true
        if isFound || items.contains(paper.paper.id) { papers.append(paper) }
      }
      return papers
    }
  }

  /// Rare words lead to few rows, which are sorted; with common ones the rows are walked in their
  /// order up to the limit, and with those that nearly all hold each row is asked for them.
  ///
  /// SQLite cannot know, and the `+` tells it which: of 100,000 papers, 1 ms instead of 20 for a rare
  /// word. To collect a row costs 0.14 µs, to ask one 40 µs for each phrase.
  private static func filter(
    _ condition: SearchCondition, orOneOf items: Int, limit: Int?, _ database: Database
  ) throws -> String {
    let noted =
      items == 0
      ? "" : " OR paper.id IN (\(Array(repeating: "?", count: items).joined(separator: ", ")))"
    let rest = condition.sql ?? "1"
    guard let words = condition.words else { return rest + noted }
    let count =
      try Int.fetchOne(
        database,
        sql: """
          SELECT COUNT(*) FROM
            (SELECT 1 FROM paperText WHERE paperText MATCH ? LIMIT \(manyRows))
          """,
        arguments: [words]) ?? 0
    let phrases = words.utf8.count { $0 == UInt8(ascii: "\"") } / 2
    let papers = try Int.fetchOne(database, sql: "SELECT MAX(number) FROM paper") ?? 0
    let isAsked =
      limit.map { count > fewRows && count * count > 300 * $0 * papers * phrases } ?? false
    let found =
      isAsked
      ? "EXISTS (SELECT 1 FROM paperText WHERE paperText MATCH ? AND rowid = paper.number)"
      : "\(count <= fewRows ? "" : "+")paper.number IN "
        + "(SELECT rowid FROM paperText WHERE paperText MATCH ?)"
    return "(\(found) AND \(rest))\(noted)"
  }

  private static let fewRows = 1000
  private static let manyRows = 50_000
}
