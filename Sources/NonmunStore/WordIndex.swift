import GRDB
import NonmunKit

/// A table of FTS5, and how it is asked.
final class WordIndex {
  private let table: String
  private let database: Database
  /// Phrases that were looked for: names of a thing share their words.
  private var stands: [String: Bool] = [:]

  init(table: String, database: Database) {
    self.table = table
    self.database = database
  }
}

extension WordIndex {
  /// A rule about words alone in the language of FTS5; `nil` for any other.
  func expression(_ rule: Rule) throws -> String? {
    switch rule {
    case .term(let term): try expression(term)
    case .all(let parts): try all(parts)
    case .any(let parts): try expression(parts, joinedBy: " OR ")
    case .not, .near, .pattern: nil
    }
  }

  /// FTS5 knows `NOT` only between two: what is, and what is not to be.
  private func all(_ parts: [Rule]) throws -> String? {
    var (wanted, unwanted): ([Rule], [Rule]) = ([], [])
    for part in parts {
      if case .not(let part) = part { unwanted.append(part) } else { wanted.append(part) }
    }
    guard let found = try expression(wanted, joinedBy: " AND ") else { return nil }
    guard !unwanted.isEmpty else { return found }
    return try expression(unwanted, joinedBy: " OR ").map { "(\(found) NOT \($0))" }
  }

  private func expression(_ rules: [Rule], joinedBy operation: String) throws -> String? {
    let parts = try rules.compactMap { try expression($0) }
    return parts.isEmpty || parts.count < rules.count
      ? nil : "(\(parts.joined(separator: operation)))"
  }

  private func expression(_ term: Rule.Term) throws -> String? {
    let columns = term.fields.compactMap(column)
    guard columns.count == term.fields.count else { return nil }
    let phrases = try known(
      SearchTokens.phrases(for: term).map { phrase in
        "\"\(phrase.tokens.joined(separator: " "))\"" + (phrase.isPrefix ? " *" : "")
      })
    guard !phrases.isEmpty else { return nil }
    let filter = columns.count == 3 ? "" : "{\(columns.joined(separator: " "))} : "
    return "(\(filter)(\(phrases.joined(separator: " OR "))))"
  }

  private func column(_ field: Rule.Field) -> String? {
    switch field {
    case .title: "title"
    case .abstract: "abstract"
    case .author: "authors"
    case .category, .source: nil
    }
  }

  /// Those of several that stand anywhere: each costs 40 µs now, and at every row later.
  private func known(_ phrases: [String]) throws -> [String] {
    guard phrases.count > 2 else { return phrases }
    // Most are the word written apart, which is rare: all of them are asked for at once first.
    guard try stands(phrases.dropFirst().joined(separator: " OR ")) else { return [phrases[0]] }
    let known = try phrases.filter(stands)
    return known.isEmpty ? Array(phrases.prefix(1)) : known
  }

  private func stands(_ phrase: String) throws -> Bool {
    if let known = stands[phrase] { return known }
    let found = try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(table) MATCH ?)"),
      arguments: [phrase])
    stands[phrase] = found
    return found == true
  }
}
