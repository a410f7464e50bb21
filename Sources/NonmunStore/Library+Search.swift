import GRDB
package import NonmunKit

extension Library {
  /// Papers that a rule holds for, newest first, and those of `items` beside them.
  ///
  /// Finds what ``indexText()`` has indexed.
  ///
  /// - Parameter items: Found otherwise, such as by their notes.
  /// - Parameter isWhole: As ``PaperFilter/isWhole``.
  package func papers(
    answering rule: Rule, or items: [ItemID], limit: Int? = nil, isWhole: Bool = true
  ) throws -> [ListedPaper] {
    let condition = SearchCondition(rule)
    return try writer.read { database in
      var papers: [ListedPaper] = []
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(Self.columns(isWhole: isWhole)) FROM paper
          WHERE \(condition.sql)
            OR paper.id IN (\(items.map { _ in "?" }.joined(separator: ", ")))
          ORDER BY \(Self.newestFirst) \(limit.map { "LIMIT \($0)" } ?? "")
          """,
        arguments: condition.arguments + StatementArguments(items.map(\.description)))
      while let row = try rows.next() {
        guard let paper = try Self.listed(row, database, isWhole: isWhole) else { continue }
        papers.append(paper)
      }
      return papers
    }
  }
}
