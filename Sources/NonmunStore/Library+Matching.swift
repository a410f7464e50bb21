import Foundation
import GRDB
package import NonmunKit

extension Library {
  /// Matches every paper again, when the tags are not those it was matched with.
  ///
  /// - Parameter matcher: Compiled only where it is needed.
  /// - Parameter mark: The text of `tags.yml`.
  /// - Returns: Whether anything had to be done.
  @discardableResult
  package func rematch(
    _ matcher: @autoclosure () throws -> Matcher, mark: String
  ) throws -> Bool {
    guard try !isMatched(with: mark) else { return false }
    try writer.write { database in
      try database.execute(sql: "DELETE FROM match; DELETE FROM ranked")
      let hasPapers = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM paper)")
      if hasPapers == true { try Self.matchAll(matcher(), database) }
      try database.execute(
        sql: "INSERT OR REPLACE INTO mark VALUES ('tags', ?)", arguments: [Self.tagsMark(mark)])
    }
    return true
  }

  private static func matchAll(_ matcher: Matcher, _ database: Database) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(SubjectRow.columns(for: matcher)) FROM paper")
    var (numbers, subjects): ([Int64], [Matcher.Subject]) = ([], [])
    func matchThese() throws {
      for (number, matches) in zip(numbers, matcher.matches(subjects)) {
        try write(matches, of: number, database)
      }
      (numbers, subjects) = ([], [])
    }
    while let row = try rows.next() {
      numbers.append(row[0])
      subjects.append(SubjectRow.subject(row))
      if subjects.count == matchedTogether { try matchThese() }
    }
    try matchThese()
  }

  /// Whether the matches that are kept are those of this text of `tags.yml`.
  package func isMatched(with text: String) throws -> Bool {
    try mark(named: "tags") == Self.tagsMark(text)
  }

  /// Papers are matched by it from here on: by other tags than the library was matched with, where
  /// `tags.yml` was edited meanwhile. The next command then matches all again.
  static func admit(_ matcher: Matcher, _ database: Database) throws {
    guard let text = matcher.text else { return }
    try database.cachedStatement(sql: "DELETE FROM mark WHERE name = 'tags' AND value <> ?")
      .execute(arguments: [tagsMark(text)])
  }

  /// The version changes when the same rules find other words.
  private static func tagsMark(_ text: String) -> String { "3\n" + text }

  /// A few megabytes, and a twentieth of a second's work.
  private static let matchedTogether = 2000

  /// - Parameter feed: The only one that has shown it, for a paper that is new to the library.
  static func match(
    _ paper: Paper, _ number: Int64, from feed: Feed?, _ matcher: Matcher, _ database: Database
  ) throws {
    var names: [String] = []
    if let feed {
      names = [feed.name, feed.source.kind.rawValue]
    } else {
      let sources = try Row.fetchAll(
        database.cachedStatement(sql: "SELECT DISTINCT feed, kind FROM source WHERE paper = ?"),
        arguments: [number])
      names = sources.flatMap { [$0[0] as String, $0[1] as String] }
      for table in ["match", "ranked"] {
        try database.cachedStatement(sql: "DELETE FROM \(table) WHERE paper = ?")
          .execute(arguments: [number])
      }
    }
    var pass = MatchPass(matcher)
    try write(
      pass.matches(Matcher.Subject(paper, sources: names), isExplained: false), of: number,
      database)
  }

  private static func write(
    _ matches: [Match], of number: Int64, _ database: Database
  ) throws {
    for match in matches {
      try database.cachedStatement(sql: "INSERT INTO match VALUES (?, ?, ?)")
        .execute(arguments: [number, match.tag, match.score])
    }
  }

  /// Without what spoke for them.
  static func matches(of number: Int64, _ database: Database) throws -> [Match] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT match.tag, score, probability, \(isDismissed)
          FROM match LEFT JOIN ranked USING (paper, tag)
          WHERE match.paper = ? ORDER BY score DESC, match.tag
          """),
      arguments: [number]
    ).map { row in
      var match = Match(tag: row[0], score: row[1], because: [])
      match.probability = row[2]
      match.isDismissed = row[3]
      return match
    }
  }

  /// The same papers with what spoke for their tags, which the library does not keep.
  ///
  /// - Parameter matcher: Of the tags that the library was last matched with.
  package func explained(
    _ papers: [ListedPaper], by matcher: Matcher
  ) throws -> [ListedPaper] {
    var pass = MatchPass(matcher)
    return try writer.read { database in
      let subject = try database.makeStatement(
        sql: "SELECT \(SubjectRow.columns(for: matcher)) FROM paper WHERE id = ?")
      return try papers.map { paper in
        guard !paper.tags.isEmpty,
          let row = try Row.fetchOne(subject, arguments: [paper.paper.id.description])
        else { return paper }
        let found = pass.matches(SubjectRow.subject(row))
        var paper = paper
        for place in paper.tags.indices {
          let match = found.first { $0.tag == paper.tags[place].tag }
          paper.tags[place].because = match?.because ?? []
        }
        return paper
      }
    }
  }
}
