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
    let isWhole = isWhole || reader != nil
    return try writer.read { database in
      let index = WordIndex(table: "paperText", database: database)
      let condition = try rule.relaxed.map { try SearchCondition($0, index) } ?? SearchCondition()
      let noted = Array(repeating: "?", count: items.count).joined(separator: ", ")
      let sql = """
        SELECT \(Self.columns(isWhole: isWhole)) FROM paper
        WHERE (\(condition.sql ?? "1") OR paper.id IN (\(noted)))
        """
      let arguments = condition.arguments + StatementArguments(items.map(\.description))
      var papers: [ListedPaper] = []
      func add(_ row: Row) throws {
        guard let paper = try Self.listed(row, database, isWhole: isWhole) else { return }
        let isFound =
          reader.map { $0.holds(Matcher.Subject(paper.paper, sources: paper.sources)) } ?? true
        if isFound || items.contains(paper.paper.id) { papers.append(paper) }
      }
      if let words = condition.words {
        let others = try Self.numbers(of: items, database)
        var found = try NewestFound(words, or: others, database)
        let statement = try database.makeStatement(sql: "\(sql) AND paper.number = ?")
        while papers.count < limit ?? .max, let number = try found.next() {
          try Row.fetchOne(statement, arguments: arguments + [number]).map(add)
        }
      } else {
        let rows = try Row.fetchCursor(
          database, sql: "\(sql) ORDER BY \(Self.newestFirst)", arguments: arguments)
        while papers.count < limit ?? .max, let row = try rows.next() { try add(row) }
      }
      return papers
    }
  }

  private static func numbers(of items: [ItemID], _ database: Database) throws -> [Int64] {
    let number = try database.cachedStatement(sql: "SELECT number FROM paper WHERE id = ?")
    return try items.compactMap { try Int64.fetchOne(number, arguments: [$0.description]) }
  }

  /// Whether there is nothing to be found: no paper, and no note.
  package func isEmpty() throws -> Bool {
    try writer.read {
      try Bool.fetchOne(
        $0,
        sql: "SELECT NOT EXISTS (SELECT 1 FROM paper) AND NOT EXISTS (SELECT 1 FROM note)") ?? true
    }
  }
}
