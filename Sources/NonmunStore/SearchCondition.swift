import Foundation
import GRDB
import NonmunKit

/// A rule as a condition on rows of `paper`.
///
/// What the reader typed reaches FTS5 only between quotation marks, in which nothing but a
/// quotation mark means anything (sqlite.org, "SQLite FTS5 Extension", 3.1), and SQL only as a
/// bound value.
struct SearchCondition {
  var sql: String
  var arguments: StatementArguments
  /// The whole rule in the language of FTS5, where it is about words alone.
  var words: String?
}

extension SearchCondition {
  init(_ rule: Rule) {
    if let words = Self.expression(rule) {
      self.init(
        sql: "paper.number IN (SELECT rowid FROM paperText WHERE paperText MATCH ?)",
        arguments: [words], words: words)
      return
    }
    switch rule {
    case .near, .pattern: self.init(sql: "1", arguments: [])
    case .term(let term): self.init(named: term)
    case .all(let parts): self.init(parts, joinedBy: " AND ")
    case .any(let parts): self.init(parts, joinedBy: " OR ")
    case .not(let part):
      let condition = SearchCondition(part)
      self.init(sql: "NOT \(condition.sql)", arguments: condition.arguments)
    }
  }

  private init(_ rules: [Rule], joinedBy operation: String) {
    let conditions = rules.map { SearchCondition($0) }
    self.init(
      sql: "(\(conditions.map(\.sql).joined(separator: operation)))",
      arguments: conditions.reduce(into: StatementArguments()) { $0 += $1.arguments })
  }

  /// A category or source, as rules compare them: without case; `cs` and `cs.*` mean all of it.
  private init(named term: Rule.Term) {
    let names =
      term.fields == [.category]
      ? "categories"
      : "(SELECT group_concat(feed || char(10) || kind, char(10)) FROM source "
        + "WHERE paper = paper.number)"
    let name = term.text.lowercased().prefix { $0 != "*" }
    let ends = term.isPrefix || name.count < term.text.count ? [""] : ["\n", "."]
    let found = ends.map { _ in "instr(lower(char(10) || \(names) || char(10)), ?) > 0" }
    self.init(
      sql: "(\(found.joined(separator: " OR ")))",
      arguments: StatementArguments(ends.map { "\n\(name)\($0)" }))
  }
}

extension SearchCondition {
  /// A rule about words alone in the language of FTS5; `nil` for any other.
  private static func expression(_ rule: Rule) -> String? {
    switch rule {
    case .term(let term): expression(term)
    case .all(let parts): expression(parts, joinedBy: " AND ")
    case .any(let parts): expression(parts, joinedBy: " OR ")
    case .not, .near, .pattern: nil
    }
  }

  private static func expression(_ rules: [Rule], joinedBy operation: String) -> String? {
    let parts = rules.compactMap(expression)
    return parts.count == rules.count ? "(\(parts.joined(separator: operation)))" : nil
  }

  private static func expression(_ term: Rule.Term) -> String? {
    let columns = term.fields.compactMap(column)
    guard columns.count == term.fields.count else { return nil }
    // To this tokenizer a word and its particle are one word, and the two Unicode forms two.
    let isHangul = TokenText(term.text).words.last?.isHangul ?? false
    let forms =
      isHangul
      ? [
        term.text.precomposedStringWithCanonicalMapping,
        term.text.decomposedStringWithCanonicalMapping,
      ] : [term.text]
    let words = forms.map { form in
      // SQLite reads a text up to a NUL.
      let quoted = form.replacing("\"", with: "\"\"").replacing("\0", with: " ")
      return "\"\(quoted)\"" + (term.isPrefix || isHangul ? " *" : "")
    }
    let filter = columns.count == 3 ? "" : "{\(columns.joined(separator: " "))} : "
    return "(\(filter)(\(words.joined(separator: " OR "))))"
  }

  private static func column(_ field: Rule.Field) -> String? {
    switch field {
    case .title: "title"
    case .abstract: "abstract"
    case .author: "authors"
    case .category, .source: nil
    }
  }
}
