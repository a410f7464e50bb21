import Foundation
import GRDB
import Testing

/// Libraries that an earlier nonmun wrote.
@Suite struct MigrationTests {
  /// Before matches were kept without what spoke for them.
  private static let eighth = """
    DROP TABLE ranked;
    DROP TABLE match;
    CREATE TABLE match (
      paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
      tag TEXT NOT NULL,
      score REAL NOT NULL,
      because TEXT NOT NULL,
      PRIMARY KEY (paper, tag)
    ) WITHOUT ROWID;
    CREATE INDEX matchByTag ON match (tag);
    CREATE TABLE ranked (
      paper INTEGER NOT NULL,
      tag TEXT NOT NULL,
      probability REAL NOT NULL,
      PRIMARY KEY (paper, tag),
      FOREIGN KEY (paper, tag) REFERENCES match ON DELETE CASCADE
    ) WITHOUT ROWID;
    INSERT INTO match SELECT number, 'old', 3, '[]' FROM paper;
    INSERT INTO ranked SELECT number, 'old', 0.5 FROM paper;
    DELETE FROM mark WHERE name = 'schema';
    PRAGMA user_version = 8;
    """
  /// Before tags learned. The index of notes, which only nonmun can drop, stays.
  private static let fifth =
    eighth + """
      DROP TABLE ranked;
      DROP TABLE ranking;
      DROP TABLE opened;
      DROP TABLE dismissal;
      PRAGMA user_version = 5;
      """

  /// - Parameter opened: How many papers are remembered as opened.
  @Test(arguments: [(eighth, 1), (fifth, 0)])
  func anEarlierLibraryIsBroughtUpToDate(_ steps: String, _ opened: Int) throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/tags.yml": "tags: [{name: small, any: [paper]}]",
      "Annotations/2024-08-19.md": "## 11일차\n",
    ])
    try scratch.fetchOne()
    let address = "https://papers.test/one"
    try scratch.run("note", "--day", "2024-08-19", address, "[]는 읽었다.")
    try scratch.run("list")
    #expect(try scratch.run("show", "1").status == 0)
    let before = try scratch.run("list", "--json").output
    let queue = try DatabaseQueue(
      path: scratch.folder.appending(path: ".nonmun/library.sqlite").path())
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(steps)")
    }
    let after = try scratch.run("list", "--json")
    #expect(after.error.isEmpty)
    #expect(after.output == before)
    #expect(after.output.contains(#""name":"small""#))
    let kept = try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM opened") }
    #expect(kept == opened)
    #expect(try scratch.run("show", "1").output.contains(address))
    #expect(try scratch.run("search", "paper").output.contains(address))
    #expect(try scratch.run("search", "읽었다").output.contains("읽었다"))
    #expect(try scratch.run("notes").output.contains("읽었다"))
  }
}
