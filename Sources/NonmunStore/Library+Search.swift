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
    let condition = rule.relaxed.map { SearchCondition($0) } ?? SearchCondition()
    let reader = rule.needsReading ? RuleReader(rule) : nil
    return try writer.read { database in
      var papers: [ListedPaper] = []
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(Self.columns(isWhole: isWhole || reader != nil)) FROM paper
          WHERE \(try Self.filter(condition, orOneOf: items.count, database))
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
  /// order up to the limit. SQLite cannot know, and the `+` tells it which: of 100,000 papers,
  /// 1 ms instead of 20 for a rare word, 12 instead of 150 for one that all hold.
  private static func filter(
    _ condition: SearchCondition, orOneOf items: Int, _ database: Database
  ) throws -> String {
    let marks = Array(repeating: "?", count: items).joined(separator: ", ")
    let rest = condition.sql ?? "1"
    guard let words = condition.words else { return "\(rest) OR paper.id IN (\(marks))" }
    let count = try Int.fetchOne(
      database,
      sql: """
        SELECT COUNT(*) FROM
          (SELECT 1 FROM paperText WHERE paperText MATCH ? LIMIT \(fewRows + 1))
        """,
      arguments: [words])
    let sign = (count ?? 0) <= fewRows ? "" : "+"
    let found = "\(sign)paper.number IN (SELECT rowid FROM paperText WHERE paperText MATCH ?)"
    return items == 0
      ? "\(found) AND \(rest)" : "(\(found) AND \(rest)) OR paper.id IN (\(marks))"
  }

  private static let fewRows = 1000
}
