import Foundation
import Testing

/// What is saved comes back.
@Suite struct ExportCommandTests {
  @Test func aLibraryComesBackWhole() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let before = try scratch.run("list", "--json", "--limit", "200").output
    let saved = try scratch.run("export").output
    #expect(saved.hasPrefix("{\"format\":\"nonmun-library\",\"version\":1}\n"))
    try scratch.put("library.jsonl", saved)
    try FileManager.default.removeItem(at: scratch.folder.appending(path: ".nonmun"))
    let imported = try scratch.run("import", "library.jsonl")
    #expect(imported.status == 0)
    let count = saved.split(separator: "\n").count - 1
    #expect(count > 90)
    #expect(imported.output == "library.jsonl  \(count) new  \(count) seen\n")
    #expect(try scratch.run("list", "--json", "--limit", "200").output == before)
    #expect(try scratch.run("export").output == saved)
    // Nothing is twice there.
    let again = try scratch.run("import", "library.jsonl").output
    #expect(again == "library.jsonl  0 new  \(count) seen\n")
    #expect(try scratch.run("export").output == saved)
  }

  @Test func aFileIsWrittenWhole() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let result = try scratch.run("export", "--output", "saved.jsonl")
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.error.hasPrefix("saved.jsonl: "))
    #expect(try scratch.text("saved.jsonl") == scratch.run("export").output)
  }

  @Test func aLineThatIsNoPaperIsNamed() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let lines = try scratch.run("export").output.split(separator: "\n")
    try scratch.put("cut.jsonl", lines.prefix(3).joined(separator: "\n") + "\n{\"id\":")
    try FileManager.default.removeItem(at: scratch.folder.appending(path: ".nonmun"))
    let result = try scratch.run("import", "cut.jsonl")
    #expect(result.status == 1)
    #expect(result.error.contains("cut.jsonl:4: no saved paper"))
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 2)
  }
}
