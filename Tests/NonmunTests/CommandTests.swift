import Foundation
import Testing

@Suite struct CommandTests {
  @Test(arguments: [
    ("nonmun.yml", "contct: x", "nonmun.yml:1:1: unknown key `contct`"),
    ("Feeds/feeds.yml", "feeds:\n  - arxv: cs.LG", "Feeds/feeds.yml:2:5: unknown key `arxv`"),
    ("Feeds/tags.yml", "tags:\n  - name: a\n    any: ['\"x']", "Feeds/tags.yml:3:12: "),
    ("nonmun.yml", "calendar: {starts: 2024-02-30}", "nonmun.yml:1:20: “2024-02-30” is not a date"),
  ])
  func aMalformedFileIsNamedWithItsPlace(_ name: String, _ text: String, _ words: String) throws {
    var files = ["nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{arxiv: cs.LG}]"]
    files[name] = text
    let scratch = try Scratch(files)
    let result = try scratch.run("fetch", "--replay", ".")
    #expect(result.status == 65)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test func initMakesAWorkspaceThatWorks() throws {
    let scratch = try Scratch([:])
    #expect(try scratch.run("init", "blog").status == 0)
    let settings = try scratch.text("blog/nonmun.yml")
    #expect(settings.contains("# A nonmun workspace"))
    #expect(try scratch.run("status", "--workspace", "blog").status == 0)
    #expect(try scratch.run("fetch", "--dry-run", "--workspace", "blog").status == 0)
    try scratch.put("blog/nonmun.yml", "contact: me")
    #expect(try scratch.run("init", "blog").status == 0)
    #expect(try scratch.text("blog/nonmun.yml") == "contact: me")
    #expect(try scratch.text("blog/.gitignore") == ".nonmun/\n")
  }

  @Test func withoutAWorkspaceTheReaderIsToldHowToMakeOne() throws {
    let scratch = try Scratch([:])
    let result = try scratch.run("list", "--workspace", "/")
    #expect(result.status == 64)
    #expect(result.error.contains("nonmun init"))
  }

  @Test func theWorkspaceIsFoundUpwardOrByTheEnvironment() throws {
    let scratch = try Scratch(["nonmun.yml": "", "deep/er/x": ""])
    let process = scratch.process(["status"])
    process.currentDirectoryURL = scratch.folder.appending(path: "deep/er")
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    #expect(process.waitForEnd().status == 0)
    scratch.environment["NONMUN_WORKSPACE"] = scratch.folder.path()
    let other = scratch.process(["status"])
    other.currentDirectoryURL = URL(filePath: "/")
    other.standardOutput = FileHandle.nullDevice
    try other.run()
    #expect(other.waitForEnd().status == 0)
  }

  @Test(arguments: [
    ["list", "--tag", "nothing"], ["list", "--day", "someday"], ["list", "--limit", "0"],
    ["list", "--day", "today", "--week", "this"], ["list", "--sort", "colour"],
    ["list", "--source", "nobody"], ["show", "nothing at all"], ["fetch", "--until", "today"],
    ["fetch", "--record", "a", "--replay", "b"], ["fetch", "--replay", "/nowhere"], ["brew"],
    ["note", "2406.07522", "x", "--day", "someday"], ["note"], ["digest", "--from", "today"],
  ])
  func wrongUsageIs64(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let process = scratch.process(arguments)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    #expect(process.waitForEnd().status == 64, "\(scratch.folder.lastPathComponent)")
  }

  @Test func theClockMustBeATime() throws {
    let scratch = try Scratch()
    scratch.now = "yesterday"
    let result = try scratch.run("list")
    #expect(result.status == 64)
    #expect(result.error.contains("NONMUN_NOW"))
  }

  @Test func listFiltersAndSorts() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    func ids(_ arguments: String...) throws -> [String] {
      let process = scratch.process(["list", "--json"] + arguments)
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitForEnd()
      return try Scratch.objects(String(decoding: output, as: UTF8.self))
        .compactMap { $0["id"] as? String }
    }
    #expect(try ids("--day", "2024-08-19", "--source", "huggingface").count == 7)
    #expect(try ids("--week", "2024-W34", "--source", "daily").count == 62)
    #expect(try ids("--tag", "선호 최적화").contains("arxiv:2305.18290"))
    #expect(try ids("--limit", "3").count == 3)
    let votes = try ids("--sort", "upvotes", "--source", "huggingface")
    let all = try Scratch.objects(try scratch.run("list", "--json").output)
    let counts = Dictionary(
      uniqueKeysWithValues: all.map { ($0["id"] as? String ?? "", $0["upvotes"] as? Int ?? -1) })
    #expect(votes.map { counts[$0] ?? -1 } == votes.map { counts[$0] ?? -1 }.sorted(by: >))
    let unnoted = try ids("--unnoted")
    #expect(!unnoted.contains("arxiv:2305.18290") && unnoted.contains("arxiv:2406.18629"))
  }

  @Test func showMarksTheMatchedWordsAndListsTheNotes() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let result = try scratch.run("show", "https://arxiv.org/pdf/2305.18290v2")
    #expect(result.status == 0)
    #expect(result.output.contains("«Direct Preference Optimization»"))
    #expect(result.output.contains("Annotations/2024-08-18.md:"))
    #expect(try scratch.run("show", "2401.00001").status == 2)
  }

  @Test func becauseSpansAreThoseOfTheField() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let papers = try Scratch.objects(try scratch.run("list", "--json").output)
    var checked = 0
    for paper in papers {
      for tag in paper["tags"] as? [[String: Any]] ?? [] {
        for reason in tag["because"] as? [[String: Any]] ?? [] {
          let field = try #require(reason["field"] as? String)
          let text = Array((paper[field] as? String ?? "").unicodeScalars)
          let start = try #require(reason["start"] as? Int)
          let length = try #require(reason["length"] as? Int)
          let span = String(String.UnicodeScalarView(text[start..<start + length]))
          #expect(span == reason["text"] as? String)
          checked += 1
        }
      }
    }
    #expect(checked > 50)
  }

  @Test func otherTagsAreAppliedToEverythingStored() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    try scratch.put("Feeds/tags.yml", "tags: [{name: math, any: ['theorem OR proof']}]")
    let found = try Scratch.objects(try scratch.run("list", "--tag", "math", "--json").output)
    #expect(found.contains { $0["id"] as? String == "arxiv:2408.08152" })
    #expect(try scratch.run("list", "--tag", "dpo").status == 64)
  }
}
