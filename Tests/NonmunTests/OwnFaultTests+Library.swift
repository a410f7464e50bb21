import Foundation
import GRDB
import HostileServer
import Testing

/// A library that is damaged, or none.
extension OwnFaultTests {
  /// - Parameter damage: What is written over the file: from where on, and for how long.
  @Test(arguments: [0..<100, 20_000..<60_000, 100..<3000])
  func aDamagedLibraryIsSetAsideAndMadeAnew(_ damage: Range<Int>) throws {
    let scratch = try Scratch(["nonmun.yml": "", "Annotations/2024-08-19.md": "## 11일차\n"])
    try scratch.fetchOne()
    try scratch.run("note", "--day", "2024-08-19", "https://papers.test/one", "[]는 읽었다.")
    let page = try scratch.text("Annotations/2024-08-19.md")
    let path = scratch.folder.appending(path: ".nonmun/library.sqlite")
    var bytes = try Data(contentsOf: path)
    try #require(bytes.count > 60_000)
    bytes.replaceSubrange(damage, with: Data(repeating: 0xA5, count: damage.count))
    try bytes.write(to: path)
    let result = try scratch.run("fetch", "--replay", "r")
    #expect(result.status == 0)
    #expect(table.holds(result.error, for: Fault.damagedLibrary.rawValue), "\(result.error)")
    #expect(result.output.contains("1 new"))
    #expect(try Data(contentsOf: URL(filePath: path.path() + ".damaged-1")) == bytes)
    #expect(try scratch.text("Annotations/2024-08-19.md") == page)
    #expect(try scratch.run("notes").output.contains("읽었다"))
    #expect(try scratch.run("fetch", "--replay", "r").error.isEmpty)
  }

  /// A file that SQLite opens without a word.
  ///
  /// - Parameters:
  ///   - changes: What became of a library.
  ///   - words: Why it is none any more.
  @Test(arguments: [
    ("DROP TABLE validator", "no such table: validator"),
    ("ALTER TABLE paper DROP COLUMN comment", "no such column: paper.comment"),
    ("DROP TABLE source; CREATE TABLE source (name)", "no such column: source.announceType"),
    ("PRAGMA user_version = 0", "it is another program's"),
    ("PRAGMA user_version = -2", "it is another program's"),
  ])
  func aLibraryWithoutItsTablesIsSetAsideToo(_ changes: String, _ words: String) throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    try scratch.fetchOne()
    try scratch.changeLibrary(changes)
    let kept = try scratch.text(".nonmun/library.sqlite")
    let result = try scratch.run("fetch", "--replay", "r")
    #expect(result.status == 0)
    #expect(table.holds(result.error, for: Fault.foreignLibrary.rawValue), "\(result.error)")
    #expect(result.error.contains("was damaged: \(words); it is kept as "), "\(result.error)")
    #expect(result.output.contains("1 new"))
    #expect(try scratch.text(".nonmun/library.sqlite.damaged-1") == kept)
    #expect(try scratch.run("fetch", "--replay", "r").error.isEmpty)
  }

  @Test(arguments: [0, 7, 99])
  func anotherProgramsFileIsSetAsideAsItIs(_ version: Int) throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    try scratch.put(".nonmun/empty", "")
    try scratch.changeLibrary("CREATE TABLE moz_cookies (id); PRAGMA user_version = \(version)")
    let kept = try scratch.text(".nonmun/library.sqlite")
    let result = try scratch.run("list")
    #expect(result.error.contains("another program's; it is kept as"), "\(result)")
    #expect(try scratch.text(".nonmun/library.sqlite.damaged-1") == kept)
  }

  /// Elsewhere than in fetch it shows with the first question that cannot be asked.
  @Test func whatOtherCommandsMissIsSetAsideOnce() throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    try scratch.fetchOne()
    try scratch.changeLibrary("DROP TABLE feedState")
    let result = try scratch.run("status")
    #expect(result.status == 1)
    #expect(table.holds(result.error, for: Fault.foreignLibrary.rawValue), "\(result.error)")
    #expect(try scratch.run("status").status == 0)
  }

  /// Of a later nonmun, whose tables this one cannot know.
  @Test func aNewerLibraryStaysWhereItIs() throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    try scratch.fetchOne()
    try scratch.changeLibrary("PRAGMA user_version = 99")
    let result = try scratch.run("fetch", "--replay", "r")
    #expect(result.status == 1)
    #expect(result.error.hasSuffix("library.sqlite cannot be used: a newer nonmun wrote it\n"))
    #expect(try scratch.run("list").status == 1)
  }

  /// What no look through the pages finds: the index of words is made of pages that are well.
  @Test func damageThatShowsInUseIsSetAsideToo() throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    try scratch.fetchOne()
    #expect(try scratch.run("search", "paper").status == 0)
    let path = scratch.folder.appending(path: ".nonmun/library.sqlite").path()
    try DatabaseQueue(path: path).write { database in
      try database.execute(sql: "UPDATE paperText_data SET block = x'FFFF' WHERE id > 10")
    }
    let result = try scratch.run("search", "paper")
    #expect(result.status == 1)
    #expect(table.holds(result.error, for: Fault.damagedLibrary.rawValue), "\(result.error)")
    #expect(try scratch.run("fetch", "--replay", "r").output.contains("1 new"))
    #expect(try scratch.run("search", "paper").status == 0)
  }
}

extension Scratch {
  fileprivate func changeLibrary(_ statements: String) throws {
    try DatabaseQueue(path: folder.appending(path: ".nonmun/library.sqlite").path())
      .writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(statements)") }
  }
}
