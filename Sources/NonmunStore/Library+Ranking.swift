import Foundation
import GRDB
package import NonmunKit

extension Library {
  /// Learns again what changed marks or rules teach, and scores matches that are new.
  ///
  /// - Parameters:
  ///   - matcher: Compiled only where there is something to do.
  ///   - rules: The text of `tags.yml`.
  /// - Returns: Whether anything was learned.
  @discardableResult
  package func refreshRanking(
    of tags: [Tag], _ matcher: @autoclosure () -> Matcher, rules: String
  ) throws -> Bool {
    let (marks, hasNewMatches) = try writer.read {
      (try Self.marks($0), try Self.hasNewMatches($0))
    }
    let mark = Self.mark(marks, rules)
    guard try self.mark(named: "ranking") != mark else {
      if hasNewMatches {
        let matcher = matcher()
        try writer.write { try Self.scoreNewMatches($0, tags, matcher) }
      }
      return false
    }
    let matcher = matcher()
    try writer.write { database in
      let ranking = try Self.learn(marks, tags, matcher, database)
      try database.execute(sql: "DELETE FROM ranked")
      try Self.keep(ranking, database)
      try Self.scoreNewMatches(database, tags, matcher)
      try database.execute(
        sql: "INSERT OR REPLACE INTO mark VALUES ('ranking', ?)", arguments: [mark])
    }
    return true
  }

  /// Leaves the order to the rules.
  package func forgetRanking() throws {
    guard try mark(named: "ranking") != nil else { return }
    try writer.write { database in
      try database.execute(
        sql: """
          DELETE FROM ranked;
          DELETE FROM ranking;
          DELETE FROM mark WHERE name = 'ranking';
          """)
    }
  }

  /// What tags have learned; `nil` before anything was.
  package func ranking() throws -> Ranking? {
    try writer.read { try Self.ranking($0) }
  }
}

extension Library {
  /// Tells these marks and rules from others: FNV-1a over both. The number in front changes when
  /// the same marks teach something else.
  private static func mark(_ marks: [ReaderMark], _ rules: String) -> String {
    let text = marks.map { "\($0.tag) \($0.paper) \($0.kind.rawValue)\n" }.joined() + rules
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return "2 \(marks.count) \(hash)"
  }

  private static func learn(
    _ marks: [ReaderMark], _ tags: [Tag], _ matcher: Matcher, _ database: Database
  ) throws -> Ranking {
    let byTag = Dictionary(grouping: marks, by: \.tag)
    let isEnough = byTag.mapValues { marks in
      RankingReport.reason(
        positives: marks.count { $0.kind == .wanted },
        negatives: marks.count { $0.kind == .dismissed }) == nil
    }
    let light = isEnough.values.contains(true) ? try lightPapers(database) : []
    var reading = try SubjectReading(matcher, database)
    var examples: [String: [RankingExample]] = [:]
    var read: [Int64: SubjectWithFindings] = [:]
    for (number, tag) in tags.enumerated() {
      guard let marks = byTag[tag.name] else { continue }
      var learned: [RankingExample] = []
      for mark in marks {
        guard let paper = try read[mark.paper] ?? reading.subject(mark.paper) else { continue }
        read[mark.paper] = paper
        learned.append(
          paper.example(
            of: tag, number: number, isWanted: mark.kind != .dismissed,
            kind: mark.kind == .opened ? .opened : .mark))
      }
      for paper in isEnough[tag.name] == true ? light : [] {
        guard let paper = try read[paper] ?? reading.subject(paper) else { continue }
        read[paper.number] = paper
        learned.append(paper.example(of: tag, number: number, isWanted: false, kind: .light))
      }
      examples[tag.name] = learned
    }
    return try Ranking(learning: examples, of: tags) { read in
      let rows = try Row.fetchCursor(database, sql: "SELECT title, abstract FROM paper")
      while let row = try rows.next() { read(row[0], row[1]) }
    }
  }

  /// Papers that no rule finds, as if drawn by lot: the same ones for the same library.
  private static func lightPapers(_ database: Database) throws -> [Int64] {
    let numbers = try Int64.fetchAll(
      database,
      sql: """
        SELECT number FROM paper
        WHERE NOT EXISTS (SELECT 1 FROM match WHERE match.paper = paper.number)
        """)
    return numbers.map { (RankingExample.lot($0), $0) }.sorted(by: <)
      .prefix(RankingExample.lightCount).map(\.1)
  }

}

extension Library {
  /// Under no name the words, under the name of each tag what it learned.
  private static func keep(_ ranking: Ranking, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM ranking")
    let insert = try database.cachedStatement(sql: "INSERT INTO ranking VALUES (?, ?, ?)")
    try insert.execute(arguments: ["", false, try JSONEncoder().encode(ranking.vocabulary)])
    for (tag, learned) in ranking.tags {
      try insert.execute(arguments: [
        tag, learned.report.abstains == nil, try JSONEncoder().encode(learned),
      ])
    }
  }

  private static func ranking(_ database: Database) throws -> Ranking? {
    var vocabulary: Vocabulary?
    var tags: [String: TagRanking] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT tag, learned FROM ranking") {
      let (tag, learned): (String, Data) = (row[0], row[1])
      if tag.isEmpty {
        vocabulary = try JSONDecoder().decode(Vocabulary.self, from: learned)
      } else {
        tags[tag] = try JSONDecoder().decode(TagRanking.self, from: learned)
      }
    }
    return vocabulary.map { Ranking(vocabulary: $0, tags: tags) }
  }

  /// Matches without a probability, of tags that do not abstain.
  private static let newMatches = """
    FROM match WHERE tag IN (SELECT tag FROM ranking WHERE isUsed)
    AND NOT EXISTS (
      SELECT 1 FROM ranked WHERE ranked.paper = match.paper AND ranked.tag = match.tag)
    """

  private static func hasNewMatches(_ database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 \(newMatches))") ?? false
  }

  private static func scoreNewMatches(
    _ database: Database, _ tags: [Tag], _ matcher: Matcher
  ) throws {
    guard try hasNewMatches(database), let ranking = try ranking(database) else { return }
    let papers = try Int64.fetchAll(
      database, sql: "SELECT DISTINCT paper \(newMatches) ORDER BY paper")
    let insert = try database.cachedStatement(sql: "INSERT OR IGNORE INTO ranked VALUES (?, ?, ?)")
    var reading = try SubjectReading(matcher, database)
    var text = RankingText()
    var counts = WordCounts(ranking.vocabulary.count)
    for number in papers {
      guard let paper = try reading.subject(number) else { continue }
      text.read(title: paper.subject.title, abstract: paper.subject.abstract)
      let vector = ranking.vocabulary.vector(text, &counts)
      for (place, tag) in tags.enumerated() {
        guard let learned = ranking.tags[tag.name], learned.report.abstains == nil,
          let findings = paper.findings.first(where: { $0.tag == place }), findings.isMatch
        else { continue }
        try insert.execute(arguments: [
          number, tag.name, learned.probability(vector, RuleSigns(findings, of: tag)),
        ])
      }
    }
  }
}

/// Reads papers one after another as both parts of a ranking see them.
private struct SubjectReading {
  private var pass: MatchPass
  private let row: Statement

  init(_ matcher: Matcher, _ database: Database) throws {
    pass = MatchPass(matcher)
    row = try database.makeStatement(
      sql: "SELECT \(SubjectRow.columns(for: matcher)) FROM paper WHERE number = ?")
  }

  mutating func subject(_ number: Int64) throws -> SubjectWithFindings? {
    guard let row = try Row.fetchOne(row, arguments: [number]) else { return nil }
    let subject = SubjectRow.subject(row)
    return SubjectWithFindings(
      number: number, subject: subject, findings: pass.findings(subject))
  }
}

/// A paper as both parts of a ranking see it.
private struct SubjectWithFindings {
  var number: Int64
  var subject: Matcher.Subject
  var findings: [TagFindings]

  func example(
    of tag: Tag, number place: Int, isWanted: Bool, kind: RankingExample.Kind
  ) -> RankingExample {
    let found = findings.first { $0.tag == place }
    return RankingExample(
      paper: number, title: subject.title, abstract: subject.abstract,
      signs: found.map { RuleSigns($0, of: tag) } ?? RuleSigns(), isWanted: isWanted, kind: kind)
  }
}
