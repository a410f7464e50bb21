import GRDB
package import NonmunKit

extension Library {
  /// A paper as rules see it, and what a listing says of it.
  package struct ReadPaper: Sendable {
    package var id: ItemID
    package var title: String
    package var day: Day?
    package var subject: Matcher.Subject
  }

  /// Hands every paper over, the newest first.
  package func readPapers(_ read: (ReadPaper) throws -> Void) throws {
    try writer.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(SubjectRow.columns), paper.id, paper.day FROM paper ORDER BY \(Self.newestFirst)
          """)
      while let row = try rows.next() {
        guard let id = ItemID(stored: row[SubjectRow.width]) else { continue }
        let subject = SubjectRow.subject(row)
        try read(
          ReadPaper(
            id: id, title: subject.title,
            day: (row[SubjectRow.width + 1] as Int?).map(Day.init(number:)), subject: subject))
      }
    }
  }

  /// What rules see of a paper; `nil` when no source ever named it.
  package func subject(_ id: ItemID) throws -> Matcher.Subject? {
    try writer.read { database in
      try Row.fetchOne(
        database, sql: "SELECT \(SubjectRow.columns) FROM paper WHERE id = ?",
        arguments: [id.description]
      ).map(SubjectRow.subject)
    }
  }

  /// How many papers have each tag.
  package func matchCounts() throws -> [String: Int] {
    try writer.read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT tag, COUNT(*) FROM match GROUP BY tag")
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
    }
  }
}

/// The columns of `paper` that rules ask for, and its feeds.
enum SubjectRow {
  static let columns = columns(authors: "authors", sources: sources)
  static let width = 6

  /// Without what no rule asks for: names to be taken apart, and a look into another table.
  static func columns(for matcher: Matcher) -> String {
    columns(
      authors: matcher.asksAuthors ? "authors" : "''",
      sources: matcher.asksSources ? sources : "NULL")
  }

  private static func columns(authors: String, sources: String) -> String {
    "paper.number, title, abstract, \(authors), categories, \(sources)"
  }

  private static let sources = """
    (SELECT group_concat(feed || char(10) || kind, char(10)) FROM source
      WHERE source.paper = paper.number)
    """

  static func subject(_ row: Row) -> Matcher.Subject {
    Matcher.Subject(
      title: row[1], abstract: row[2], authors: PaperRow.lines(row[3]),
      categories: PaperRow.lines(row[4]), sources: (row[5] as String?).map(PaperRow.lines) ?? [])
  }
}
