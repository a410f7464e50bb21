import Foundation
import GRDB
package import NonmunKit

extension Library {
  /// Notes that a rule holds for, newest first, and what they are about.
  ///
  /// - Parameter limit: Of the notes; the items are those of all that are found.
  package func notes(
    answering rule: Rule, limit: Int? = nil
  ) throws -> (notes: [Note], items: [ItemID]) {
    try writer.read { database in
      let numbers = try Self.noteNumbers(answering: rule.ofNotes, database)
      guard !numbers.isEmpty else { return ([], []) }
      // A list of any length, bound as one value.
      let found = "[\(numbers.map(String.init).joined(separator: ","))]"
      let items = try String.fetchAll(
        database,
        sql: "SELECT DISTINCT item FROM noteItem WHERE note IN (SELECT value FROM json_each(?))",
        arguments: [found])
      let notes = try Row.fetchAll(
        database,
        sql: """
          SELECT number, file, day, section, markdown, line FROM note
          WHERE number IN (SELECT value FROM json_each(?))
          ORDER BY day DESC, file DESC, line DESC, number DESC
          \(limit.map { "LIMIT \($0)" } ?? "")
          """,
        arguments: [found]
      ).map { row in
        let addresses = try String.fetchAll(
          database.cachedStatement(
            sql: "SELECT address FROM noteItem WHERE note = ? ORDER BY position"),
          arguments: [row[0] as Int64])
        return Note(
          day: Day(number: row[2]), section: row[3], markdown: row[4], addresses: addresses,
          file: row[1], line: row[5])
      }
      return (notes, items.compactMap { ItemReference($0)?.id })
    }
  }

  /// Asks the index of words, and reads what it finds where there is more to ask.
  private static func noteNumbers(answering rule: Rule, _ database: Database) throws -> [Int64] {
    // To learn which words stand nowhere costs milliseconds.
    guard try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM note)") == true else {
      return []
    }
    let index = WordIndex(table: "noteText", database: database)
    let condition = try rule.relaxed.map { try SearchCondition($0, index) } ?? SearchCondition()
    let filter = condition.words == nil ? "" : "WHERE noteText MATCH ?"
    let arguments = StatementArguments([condition.words].compactMap(\.self))
    if condition.words != nil, condition.sql == nil, !rule.needsReading {
      return try Int64.fetchAll(
        database, sql: "SELECT rowid FROM noteText \(filter)", arguments: arguments)
    }
    let reader = RuleReader(rule)
    return try Row.fetchAll(
      database, sql: "SELECT rowid, text FROM noteText \(filter)", arguments: arguments
    ).filter { row in
      reader.holds(
        Matcher.Subject(title: "", abstract: row[1], authors: [], categories: [], sources: []))
    }.map { $0[0] }
  }
}
