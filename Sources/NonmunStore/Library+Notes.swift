import GRDB
package import NonmunKit

extension Library {
  /// The mark of every file that is indexed.
  package func pageMarks() throws -> [String: String] {
    try writer.read { database in
      try Dictionary(
        uniqueKeysWithValues: Row.fetchAll(database, sql: "SELECT file, mark FROM page").map {
          ($0[0] as String, $0[1] as String)
        })
    }
  }

  /// Takes over what changed files hold, and forgets those that are gone.
  package func index(_ pages: [PageIndex], gone: [String]) throws {
    guard !pages.isEmpty || !gone.isEmpty else { return }
    try writer.write { database in
      for file in gone + pages.map(\.file) {
        try database.execute(
          sql: "DELETE FROM noteText WHERE rowid IN (SELECT number FROM note WHERE file = ?)",
          arguments: [file])
        try database.execute(sql: "DELETE FROM page WHERE file = ?", arguments: [file])
      }
      for page in pages {
        try database.execute(
          sql: "INSERT INTO page VALUES (?, ?)", arguments: [page.file, page.mark])
        for note in page.notes { try Self.insert(note, database) }
        for (position, entry) in page.queue.enumerated() {
          try database.execute(
            sql: "INSERT INTO queueItem VALUES (?, ?, ?, ?)",
            arguments: [page.file, position, entry.item.description, entry.isDone])
        }
      }
    }
  }

  private static func insert(_ note: Note, _ database: Database) throws {
    try database.cachedStatement(
      sql: "INSERT INTO note (file, day, section, markdown, line) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [note.file, note.day.number, note.section, note.markdown, note.line])
    let number = database.lastInsertedRowID
    try database.cachedStatement(sql: "INSERT INTO noteText (rowid, text) VALUES (?, ?)")
      .execute(arguments: [number, note.searched.abstract])
    for (position, address) in note.addresses.enumerated() {
      guard let item = ItemReference(address)?.id else { continue }
      try database.cachedStatement(sql: "INSERT INTO noteItem VALUES (?, ?, ?, ?)")
        .execute(arguments: [number, position, item.description, address])
    }
  }

  /// Whether it stands on a reading list, still open.
  package func isQueued(_ item: ItemID) throws -> Bool {
    try writer.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM queueItem WHERE item = ? AND isDone = 0)",
        arguments: [item.description]) ?? false
    }
  }

  /// Notes in the order of their days and lines, each with the tags of its papers.
  package func notes(
    tag: String? = nil, days: ClosedRange<Day>? = nil, item: ItemID? = nil
  ) throws -> [(note: Note, tags: [String])] {
    var conditions: [String] = []
    var arguments = StatementArguments()
    if let tag {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM noteItem JOIN paper ON paper.id = item
          JOIN match ON match.paper = paper.number
          WHERE noteItem.note = note.number AND match.tag = ?)
        """)
      arguments += [tag]
    }
    if let days {
      conditions.append("day BETWEEN ? AND ?")
      arguments += [days.lowerBound.number, days.upperBound.number]
    }
    if let item {
      conditions.append(
        "EXISTS (SELECT 1 FROM noteItem WHERE noteItem.note = note.number AND item = ?)")
      arguments += [item.description]
    }
    let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let found = "(SELECT number FROM note \(filter))"
    return try writer.read { database in
      let addresses = try Self.texts(
        "SELECT note, address FROM noteItem WHERE note IN \(found) ORDER BY note, position",
        arguments, database)
      let tags = try Self.texts(
        """
        SELECT DISTINCT note, tag FROM noteItem JOIN paper ON paper.id = item
          JOIN match ON match.paper = paper.number WHERE note IN \(found) ORDER BY note, tag
        """, arguments, database)
      return try Row.fetchAll(
        database,
        sql: "SELECT number, file, day, section, markdown, line FROM note \(filter) "
          + "ORDER BY day, file, line, number",
        arguments: arguments
      ).map { row in
        let note = Note(
          day: Day(number: row[2]), section: row[3], markdown: row[4],
          addresses: addresses[row[0]] ?? [], file: row[1], line: row[5])
        return (note, tags[row[0]] ?? [])
      }
    }
  }

  /// The texts of each note, in the order of the rows.
  private static func texts(
    _ sql: String, _ arguments: StatementArguments, _ database: Database
  ) throws -> [Int64: [String]] {
    var texts: [Int64: [String]] = [:]
    let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    while let row = try rows.next() { texts[row[0], default: []].append(row[1]) }
    return texts
  }
}
