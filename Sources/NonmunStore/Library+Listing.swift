import GRDB
package import NonmunKit

extension Library {
  /// The papers that pass a filter, in its order; equal ones by identity, newest first.
  package func papers(_ filter: PaperFilter) throws -> [ListedPaper] {
    var conditions: [String] = []
    var arguments = StatementArguments()
    if let tag = filter.tag {
      conditions.append(
        "EXISTS (SELECT 1 FROM match WHERE match.paper = paper.number AND tag = ?)")
      arguments += [tag]
    }
    if filter.days != nil || filter.feeds != nil {
      // Of some days SQLite walks what they brought, and not the papers of all days.
      var source =
        filter.days == nil
        ? "EXISTS (SELECT 1 FROM source WHERE source.paper = paper.number"
        : "paper.number IN (SELECT source.paper FROM source WHERE source.day BETWEEN ? AND ?"
      if let days = filter.days {
        arguments += [days.lowerBound.number, days.upperBound.number]
      }
      if let feeds = filter.feeds {
        source += " AND feed IN (\(feeds.map { _ in "?" }.joined(separator: ", ")))"
        arguments += StatementArguments(feeds)
      }
      conditions.append(source + ")")
    }
    if filter.isUnnoted {
      conditions.append("NOT EXISTS (SELECT 1 FROM noteItem WHERE item = paper.id)")
    }
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let limit = filter.limit.map { "LIMIT \($0)" } ?? ""
    return try writer.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(Self.columns(isWhole: filter.isWhole)) FROM paper \(condition)
          ORDER BY \(Self.order(filter)) \(limit)
          """,
        arguments: filter.order == .score && filter.tag != nil
          ? arguments + [filter.tag] : arguments)
      var papers: [ListedPaper] = []
      while let row = try rows.next() {
        guard let paper = try Self.listed(row, database, isWhole: filter.isWhole) else {
          continue
        }
        papers.append(paper)
      }
      return papers
    }
  }

  private static func order(_ filter: PaperFilter) -> String {
    switch filter.order {
    case .date: newestFirst
    case .upvotes: "upvotes DESC, paper.id DESC"
    case .score:
      """
      (SELECT SUM(\(rank)) FROM match LEFT JOIN ranked USING (paper, tag)
        WHERE match.paper = paper.number \(filter.tag == nil ? "" : "AND match.tag = ?")) DESC,
      paper.day DESC, paper.id DESC
      """
    }
  }

  /// As ``Match/rank`` has it.
  private static let rank = """
    CASE WHEN \(isDismissed) THEN 0 ELSE COALESCE(\(Match.certainty) * probability, score) END
    """

  /// That of the index `paperByDay`.
  static let newestFirst = "paper.day DESC, published DESC, paper.id DESC"

  /// `nil` when no source ever named it.
  package func paper(_ id: ItemID) throws -> ListedPaper? {
    try writer.read { database in
      try Row.fetchOne(
        database, sql: "SELECT \(Self.columns(isWhole: true)) FROM paper WHERE id = ?",
        arguments: [id.description]
      ).flatMap { try Self.listed($0, database, isWhole: true) }
    }
  }

  /// Those of many items that some source named, without the reasons of their tags.
  package func papers(of items: [ItemID]) throws -> [ItemID: ListedPaper] {
    try writer.read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Self.columns(isWhole: true)) FROM paper WHERE id = ?")
      return try items.reduce(into: [:]) { papers, id in
        papers[id] = try Row.fetchOne(statement, arguments: [id.description]).flatMap {
          try Self.listed($0, database, isWhole: false)
        }
      }
    }
  }

  /// Beside the paper itself: its feeds and tags, a line each, and whether it is noted and queued.
  static func columns(isWhole: Bool) -> String {
    """
    \(isWhole ? PaperRow.columns : PaperRow.columnsWithoutAbstract),
    (SELECT group_concat(feed, char(10)) FROM
      (SELECT DISTINCT feed FROM source WHERE paper = paper.number ORDER BY feed)),
    EXISTS (SELECT 1 FROM noteItem WHERE item = paper.id),
    EXISTS (SELECT 1 FROM queueItem WHERE item = paper.id AND isDone = 0),
    (SELECT group_concat(tag || ' ' || score, char(10)) FROM
      (SELECT tag, score FROM match WHERE paper = paper.number ORDER BY score DESC, tag))
    """
  }

  static func listed(
    _ row: Row, _ database: Database, isWhole: Bool
  ) throws -> ListedPaper? {
    guard let paper = PaperRow.paper(row) else { return nil }
    let width = PaperRow.width
    let sources = PaperRow.lines(row[width] ?? "")
    let tags =
      isWhole
      ? try matches(of: row[0], database) : scores(row[width + 3] as String? ?? "")
    return ListedPaper(
      paper: paper, sources: sources, tags: tags, isNoted: row[width + 1],
      isQueued: row[width + 2])
  }

  /// Reads `dpo 4.0`, a line each.
  private static func scores(_ text: String) -> [Match] {
    PaperRow.lines(text).compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let score = Double(parts[1]) else { return nil }
      return Match(tag: String(parts[0]), score: score, because: [])
    }
  }
}

extension Library {
  /// Remembers what the numbers of a listing stand for, from 1.
  package func rememberListing(_ items: [ItemID]) throws {
    let listing = items.map(\.description).joined(separator: "\n")
    guard try mark(named: Self.listingName) != listing else { return }
    try setMark(listing, named: Self.listingName)
  }

  /// What a number of the last listing stands for.
  package func listed(_ number: Int) throws -> ItemID? {
    let items = PaperRow.lines(try mark(named: Self.listingName) ?? "")
    guard items.indices.contains(number - 1) else { return nil }
    return ItemID(stored: items[number - 1])
  }

  private static let listingName = "listing"

  /// What the library holds in all.
  package func counts() throws -> (papers: Int, matched: Int, notes: Int, byTag: [String: Int]) {
    try writer.read { database in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      let byTag = try Row.fetchAll(database, sql: "SELECT tag, COUNT(*) FROM match GROUP BY tag")
      return (
        try count("SELECT COUNT(*) FROM paper"),
        try count("SELECT COUNT(DISTINCT paper) FROM match"),
        try count("SELECT COUNT(*) FROM note"),
        Dictionary(uniqueKeysWithValues: byTag.map { ($0[0] as String, $0[1] as Int) })
      )
    }
  }

  /// A digest that was written, to tell it later from a file that somebody changed.
  package func digestMark(of path: String) throws -> String? {
    try mark(named: "digest \(path)")
  }

  package func setDigestMark(_ mark: String, of path: String) throws {
    try setMark(mark, named: "digest \(path)")
  }

  /// How an entry of a reading list read before it was struck out.
  package func textBeforeStrike(of text: String) throws -> String? {
    try mark(named: "struck \(text)")
  }

  package func setTextBeforeStrike(_ old: String, of text: String) throws {
    try setMark(old, named: "struck \(text)")
  }

  /// What the post of a week is called that was imported.
  package func postName(of week: DiaryWeek) throws -> String? {
    try mark(named: "post \(week.name)")
  }

  package func setPostName(_ name: String, of week: DiaryWeek) throws {
    try setMark(name, named: "post \(week.name)")
  }

  func mark(named name: String) throws -> String? {
    try writer.read { database in
      try String.fetchOne(
        database, sql: "SELECT value FROM mark WHERE name = ?", arguments: [name])
    }
  }

  func setMark(_ mark: String, named name: String) throws {
    try writer.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO mark VALUES (?, ?)", arguments: [name, mark])
    }
  }
}
