import GRDB
package import NonmunKit

extension Library {
  /// What explains learned scores; `nil` where no tag has learned enough to use.
  package func rankingReasons() throws -> RankingReasons? {
    let isUsed = try writer.read {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM ranking WHERE isUsed)")
    }
    guard isUsed == true, let ranking = try ranking() else { return nil }
    let noted = try writer.read { database in
      try Row.fetchAll(
        database,
        // SQLite takes the other columns from the row with the least day (sqlite.org,
        // "Quirks", section 6): a paper's first note.
        sql: """
          SELECT paper.id, title, abstract, file, line, MIN(note.day),
            (SELECT group_concat(tag, char(10)) FROM match WHERE match.paper = paper.number)
          FROM noteItem JOIN note ON note.number = noteItem.note
            JOIN paper ON paper.id = noteItem.item
          GROUP BY paper.number ORDER BY paper.number
          """
      ).compactMap { row in
        ItemID(stored: row[0]).map { item in
          RankingReasons.NotedPaper(
            item: item, title: row[1], abstract: row[2],
            tags: PaperRow.lines(row[6] ?? ""), file: row[3], line: row[4],
            in: ranking.vocabulary)
        }
      }
    }
    return RankingReasons(ranking, noted: noted)
  }
}
