import Foundation
import GRDB
import NonmunKit

/// A rule as a condition on rows of `paper`.
///
/// What the reader typed reaches FTS5 only as folded words between quotation marks, in which nothing
/// but a quotation mark means anything (sqlite.org, "SQLite FTS5 Extension", 3.1), and SQL only as a
/// bound value.
struct SearchCondition {
  /// In the language of FTS5: holds wherever the rule does.
  var words: String?
  /// What else must hold.
  var sql: String?
  var arguments = StatementArguments()
}

extension SearchCondition {
  init(_ rule: Rule, _ index: WordIndex) throws {
    if let words = try index.expression(rule) {
      self.init(words: words)
      return
    }
    switch rule {
    case .near, .pattern: self.init()
    case .term(let term): self.init(named: term)
    case .all(let parts):
      // All that FTS5 can say is asked of it at once; the rest is looked up for what it finds.
      let said = try parts.filter { try index.expression($0) != nil }
      let rest = try parts.filter { try index.expression($0) == nil }
        .map { try SearchCondition($0, index) }
      self.init(rest, joinedBy: " AND ")
      words = said.isEmpty ? nil : try index.expression(.all(said))
    case .any(let parts):
      self.init(try parts.map { try SearchCondition($0, index) }, joinedBy: " OR ")
    case .not(let part):
      let condition = try SearchCondition(part, index)
      self.init(sql: "NOT \(condition.whole.sql)", arguments: condition.whole.arguments)
    }
  }

  private init(_ conditions: [SearchCondition], joinedBy operation: String) {
    let whole = conditions.map(\.whole)
    self.init(
      sql: "(\(whole.map(\.sql).joined(separator: operation)))",
      arguments: whole.reduce(into: StatementArguments()) { $0 += $1.arguments })
  }

  /// All of it as SQL.
  private var whole: (sql: String, arguments: StatementArguments) {
    let found = "paper.number IN (SELECT rowid FROM paperText WHERE paperText MATCH ?)"
    return switch (words, sql) {
    case (nil, nil): ("1", [])
    case (nil, let sql?): (sql, arguments)
    case (let words?, nil): (found, [words])
    case (let words?, let sql?): ("(\(found) AND \(sql))", [words] + arguments)
    }
  }

  /// A category or source, as rules compare them: without case; `cs` and `cs.*` mean all of it.
  private init(named term: Rule.Term) {
    // SQLite's own `lower` knows ASCII, as categories are; feeds are called in any language.
    let names =
      term.fields == [.category]
      ? "lower(char(10) || categories || char(10))"
      : """
      \(DatabaseFunction.lowercase.name)(char(10) || (
        SELECT group_concat(feed || char(10) || kind, char(10)) FROM source
        WHERE paper = paper.number) || char(10))
      """
    let name = term.text.lowercased().prefix { $0 != "*" }
    let ends = term.isPrefix || name.count < term.text.count ? [""] : ["\n", "."]
    let found = ends.map { _ in "instr(\(names), ?) > 0" }
    self.init(
      sql: "(\(found.joined(separator: " OR ")))",
      arguments: StatementArguments(ends.map { "\n\(name)\($0)" }))
  }
}
