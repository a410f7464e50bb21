import Foundation
import GRDB
package import NonmunKit

/// The library as lines, which outlive it: what feeds no longer serve cannot be fetched again.
extension Library {
  /// Hands over every paper, the oldest first, in one state of the library.
  package func savePapers(_ each: (SavedPaper) throws -> Void) throws {
    try writer.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(PaperRow.columns) FROM paper ORDER BY number")
      while let row = try rows.next() {
        guard let paper = PaperRow.paper(row) else { continue }
        let sources = try Row.fetchAll(
          database.cachedStatement(
            sql: "SELECT feed, kind, day, announceType, at FROM source WHERE paper = ?"),
          arguments: [row[0] as Int64]
        ).map {
          SavedPaper.Source(
            feed: $0[0], kind: $0[1], day: Day(number: $0[2]).description, announceType: $0[3],
            at: $0[4])
        }
        let votes = try Row.fetchAll(
          database.cachedStatement(sql: "SELECT at, count FROM upvote WHERE paper = ?"),
          arguments: [row[0] as Int64]
        ).map { SavedPaper.Votes(at: $0[0], count: $0[1]) }
        try each(SavedPaper(paper, sources: sources, votes: votes))
      }
    }
  }

  /// Puts saved papers back: those that are missing; of the others, where they were seen.
  ///
  /// - Returns: How many were missing.
  package func restore(_ papers: [SavedPaper], matcher: Matcher) throws -> Int {
    try writer.write { database in
      try Self.admit(matcher, database)
      var missing = 0
      for saved in papers {
        guard let paper = saved.paper else { continue }
        let held = try Int64.fetchOne(
          database.cachedStatement(sql: "SELECT number FROM paper WHERE id = ?"),
          arguments: [saved.id])
        let number = try held ?? PaperRow.insert(paper, into: database)
        missing += held == nil ? 1 : 0
        for source in saved.sources {
          guard let day = Day(source.day) else { continue }
          try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?, ?)"
          ).execute(arguments: [
            number, source.feed, day.number, source.kind, source.announceType, source.at,
          ])
        }
        for votes in saved.votes {
          try database.cachedStatement(sql: "INSERT OR IGNORE INTO upvote VALUES (?, ?, ?)")
            .execute(arguments: [number, votes.at, votes.count])
        }
        try Self.match(paper, number, from: nil, matcher, database)
      }
      return missing
    }
  }
}
