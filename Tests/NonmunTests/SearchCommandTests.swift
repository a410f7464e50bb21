import Foundation
import Testing

@Suite struct SearchCommandTests {
  private func ids(_ result: Scratch.Result) throws -> [String] {
    try Scratch.objects(result.output).compactMap { $0["id"] as? String }
  }

  @Test func papersAreFoundByTheirWordsNewestFirst() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let found = try ids(scratch.run("search", "author:rafailov", "--json"))
    #expect(found == ["arxiv:2408.08441", "arxiv:2305.18290"])
    #expect(try ids(scratch.run("search", "rafailov", "--json", "--limit", "1")) == [found[0]])
    let line = try #require(
      scratch.run("list", "--json").output.split(separator: "\n").first {
        $0.contains("\"id\":\"arxiv:2305.18290\"")
      })
    #expect(
      try scratch.run("search", "\"direct preference\" rafailov", "--json").output == line + "\n")
  }

  /// Every paper that a plain reading of titles and abstracts finds, and no other.
  @Test(arguments: ["diffusion", "preference", "language", "of"])
  func theIndexFindsWhatTheTextsHold(_ word: String) throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let papers = try Scratch.objects(scratch.run("list", "--json").output)
    let holding = papers.filter { paper in
      [paper["title"], paper["abstract"]].contains { text in
        (text as? String ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }
          .contains { $0 == word }
      }
    }
    #expect(
      try ids(scratch.run("search", "title:\(word) OR abstract:\(word)", "--json"))
        == holding.compactMap { $0["id"] as? String })
  }

  @Test func aNoteIsFoundAndSoIsItsPaper() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let result = try scratch.run("search", "보상", "모델", "--exact")
    let lines = result.output.split(separator: "\n")
    #expect(lines[0].hasSuffix("[arxiv:2405.14734]"))
    #expect(lines[1].hasSuffix("[arxiv:2305.18290]"))
    #expect(lines[2].hasPrefix("Annotations/2024-08-20.md:5: "))
    #expect(lines.last?.hasPrefix("Annotations/2024-08-18.md:5: ") == true)
    #expect(
      try ids(scratch.run("search", "보상 모델", "--json", "--exact")) == [
        "arxiv:2405.14734", "arxiv:2305.18290",
      ])
    #expect(!result.error.contains("also:"))
  }

  /// What a thing is called in the other language, and in `tags.yml`, is looked for as well.
  @Test func otherNamesAreLookedForAndSaid() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/tags.yml": "tags:\n  - {name: kitty, label: 고양이, any: [cat]}\n",
      "Annotations/2024-08-20.md":
        "- [A](https://e.com/1): 확산을 읽었다.\n- [B](https://e.com/2): kitty\n",
    ])
    for (query, said, line) in [("diffusion", "also: 확산, 디퓨전\n", 1), ("고양이", "also: kitty\n", 2)] {
      let result = try scratch.run("search", query)
      #expect(result.error == said)
      #expect(result.output.hasPrefix("Annotations/2024-08-20.md:\(line): "))
      #expect(try scratch.run("search", query, "--exact").status == 2)
    }
    #expect(try scratch.run("search", "확산").output.hasPrefix("Annotations/2024-08-20.md:1: "))
  }

  /// In either Unicode form, without case, inside a longer word, and not in an address.
  @Test(arguments: [
    ("dpo", true), ("DPO", true), ("디퓨전", true), ("확산모델", true), ("모델", true), ("\"두 말\"", true),
    ("\"말 두\"", false), ("말을", false), ("alignmen", false), ("alignmen*", true), ("arxiv", false),
    ("title:DPO", false), ("dpo NOT 디퓨전", false),
  ])
  func aNoteIsRead(_ query: String, _ isFound: Bool) throws {
    let note = "- [A](https://arxiv.org/abs/2408.00001)는 DPO와 디퓨전을, 확산모델에서 두 말로: Alignment"
    let scratch = try Scratch([
      "nonmun.yml": "", "Annotations/2024-08-20.md": note.decomposedStringWithCanonicalMapping,
    ])
    let result = try scratch.run("search", query)
    #expect(result.status == (isFound ? 0 : 2))
    #expect(result.output.hasPrefix("Annotations/2024-08-20.md:1: - [A]") == isFound)
    // No paper is held, so there is no line for it.
    #expect(try scratch.run("search", query, "--json").status == 2)
  }

  @Test func theNumbersServeOtherCommands() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    try scratch.run("search", "author:rafailov")
    let result = try scratch.run("note", "2", "[]를 찾았다.")
    #expect(result.output.contains("[Direct Preference Optimization]"))
  }

  @Test(arguments: [
    "", "\"open", "(a", "a OR", "NOT a", "nobody:a", "*",
    String(repeating: "a ", count: 600),
  ])
  func aQueryThatCannotBeReadIsWrongUsage(_ query: String) throws {
    let result = try Scratch(["nonmun.yml": ""]).run("search", query)
    #expect(result.status == 64)
    #expect(result.output.isEmpty && !result.error.isEmpty)
  }

  @Test func nothingFoundIs2() throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    let result = try scratch.run("search", "anything")
    #expect(result.status == 2)
    #expect(result.error == "the library is empty: nonmun fetch\n")
  }

  /// Not that the library is empty, where there are notes.
  @Test func nothingFoundAmongNotesIs2() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Annotations/2024-08-20.md": "- [A](https://e.com/1): 확산을 읽었다.\n",
    ])
    let result = try scratch.run("search", "anything")
    #expect(result.status == 2)
    #expect(result.error == "nothing is like this\n")
  }

  /// A pipe gets all, and a terminal the newest 50; numbers are of what was shown.
  @Test func aTerminalShowsTheNewest() throws {
    let notes = (1...60).map { "- [\($0)](https://e.com/\($0)): kitty\n" }.joined()
    let scratch = try Scratch(["nonmun.yml": "", "Annotations/2024-08-20.md": notes])
    let all = try scratch.run("search", "kitty", "--exact")
    #expect(all.output.split(separator: "\n").count == 60)
    #expect(all.error.isEmpty)
    for (arguments, count) in [([], 50), (["--limit", "55"], 55)] {
      let terminal = try Terminal()
      let seen = try terminal.watch(
        scratch.process(["search", "kitty", "--exact"] + arguments), output: terminal.screen)
      #expect(seen.count { $0.isNewline } - (count == 50 ? 1 : 0) == count)
      #expect(seen.contains("the newest 50; --limit shows more") == (count == 50))
    }
  }

  /// Each sees what was kept before it, and waits for none.
  @Test func searchesBesideAFetchWork() throws {
    let scratch = try Scratch()
    scratch.now = "2024-08-23T21:00:00+09:00"
    let fetches = (1...3).map { _ in scratch.process(Scratch.week) }
    for process in fetches {
      process.standardOutput = FileHandle.nullDevice
      try process.run()
    }
    while fetches.contains(where: \.isRunning) {
      #expect([0, 2].contains(try scratch.run("search", "preference").status))
    }
    let undisturbed = try Scratch()
    try undisturbed.fetchWeek()
    let expected = try undisturbed.run("search", "of OR the", "--json").output
    #expect(try scratch.run("search", "of OR the", "--json").output == expected)
  }

  @Test func aFetchThatWasKilledIsFoundAfterTheNext() throws {
    let scratch = try Scratch()
    scratch.now = "2024-08-23T21:00:00+09:00"
    for _ in 1...10 {
      let process = scratch.process(Scratch.week)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 20_000...250_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitForEnd()
    }
    try scratch.fetchWeek()
    let all = try ids(scratch.run("list", "--json"))
    #expect(try ids(scratch.run("search", "source:c* OR source:h* OR source:r*", "--json")) == all)
    let undisturbed = try Scratch()
    try undisturbed.fetchWeek()
    #expect(
      try ids(scratch.run("search", "the OR of OR a", "--json"))
        == ids(undisturbed.run("search", "the OR of OR a", "--json")))
  }
}
