import Foundation
import Testing

@Suite struct NoteCommandTests {
  private static let settings = """
    calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}
    """

  private func scratch() throws -> Scratch { try Scratch(["nonmun.yml": Self.settings]) }

  @Test func aNoteMakesItsPage() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    scratch.now = "2024-08-26T09:00:00+09:00"
    let result = try scratch.run(
      "note", "https://huggingface.co/papers/2405.14734",
      "[]는 보상 모델 없이 바로 파인튜닝을 해준다.")
    #expect(result.status == 0)
    #expect(
      try scratch.text("Annotations/2024-08-26.md") == """
        ## 16일차

        ### 데일리 트렌드

        - [SimPO](https://huggingface.co/papers/2405.14734)는 보상 모델 없이 바로 파인튜닝을 해준다.

        """)
    let noted = try scratch.run("notes", "--item", "2405.14734", "--day", "16일차", "--json")
    let note = try #require(try Scratch.objects(noted.output).first)
    #expect(note["line"] as? Int == 5)
    #expect(note["items"] as? [String] == ["arxiv:2405.14734"])
    #expect(note["tags"] as? [String] == ["dpo"])
  }

  @Test func aNumberMeansTheLastListing() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let listed = try Scratch.objects(
      scratch.run("list", "--tag", "dpo", "--unnoted", "--json").output)
    let title = try #require(listed[2]["id"] as? String).dropFirst("arxiv:".count)
    try scratch.run("note", "3", "읽을 것")
    let page = try scratch.text("Annotations/2024-08-23.md")
    #expect(page.contains("](https://arxiv.org/abs/\(title)): 읽을 것\n"))
    let later = try Scratch.objects(
      scratch.run("list", "--tag", "dpo", "--unnoted", "--json").output)
    #expect(later.count == listed.count - 1)
    #expect(try scratch.run("note", "999", "x").status == 64)
  }

  @Test func daySectionAndLinkTextAreTheReaders() throws {
    let scratch = try scratch()
    let result = try scratch.run(
      "note", "2406.07522", "1706.02216", "[]와 []의 비교", "--day", "월요일", "--section", "개인 공부",
      "--link-text", "삼바", "--link-text", "GraphSAGE")
    #expect(result.status == 0, "\(result.error)")
    #expect(
      try scratch.text("Annotations/2024-08-19.md") == """
        ## 11일차

        ### 개인 공부

        - [삼바](https://arxiv.org/abs/2406.07522)와 [GraphSAGE](https://arxiv.org/abs/1706.02216)의 비교

        """)
    let wrong = try scratch.run("note", "2406.07522", "1706.02216", "[]만")
    #expect(wrong.status != 0)
    #expect(
      !FileManager.default.fileExists(
        atPath: scratch.folder.path() + "/Annotations/2024-08-20.md"))
  }

  /// What is a link to one reader of Markdown and none to another is not written.
  @Test(arguments: ["a](javascript:x)", "[x](https://e.com)", "x](y \"", "a\n\nb", "", " "])
  func aLinkTextIsOneLink(_ text: String) throws {
    let scratch = try scratch()
    let result = try scratch.run("note", "2406.07522", "[]는", "--link-text", text)
    #expect(result.status == 64)
    #expect(
      !FileManager.default.fileExists(
        atPath: scratch.folder.path() + "/Annotations/2024-08-20.md"))
  }

  @Test func theTextMayComeFromInputOrTheEditor() throws {
    let scratch = try scratch()
    #expect(try scratch.run("note", "2406.07522", "-", input: "[]를 읽음\n둘째 줄\n").status == 0)
    scratch.environment["EDITOR"] = "printf '[] 고침' >>"
    #expect(try scratch.run("note", "1706.02216").status == 0)
    let page = try scratch.text("Annotations/2024-08-20.md")
    #expect(page.contains("- [arXiv:2406.07522](https://arxiv.org/abs/2406.07522)를 읽음\n  둘째 줄\n"))
    #expect(page.contains("- [arXiv:1706.02216](https://arxiv.org/abs/1706.02216) 고침\n"))
    scratch.environment["EDITOR"] = "false"
    let failed = try scratch.run("note", "1706.02216")
    #expect(failed.status == 1 && failed.error.contains("false ended with status 1"))
    #expect(try scratch.text("Annotations/2024-08-20.md") == page)
  }

  /// The library is a cache: that it cannot be read is told, and the note is written.
  @Test func aNoteDoesWithoutTheLibrary() throws {
    let scratch = try scratch()
    try scratch.put(".nonmun/library.sqlite/a-folder", "where a file has to be")
    let result = try scratch.run("note", "2406.07522", "[]는 읽을 것")
    #expect(result.status == 0)
    #expect(result.error.contains(".nonmun/library.sqlite cannot be used"))
    #expect(try scratch.text("Annotations/2024-08-20.md").contains("2406.07522)는 읽을 것\n"))
    #expect(try scratch.run("note", "1", "첫째").status == 64)
  }

  @Test func aLinkThatLeadsNowhereStays() throws {
    let scratch = try scratch()
    try scratch.put("Annotations/2024-08-19.md", "")
    let link = scratch.folder.path() + "/Annotations/2024-08-20.md"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere/page")
    let result = try scratch.run("note", "2406.07522", "[]는")
    #expect(result.status == 1)
    #expect(result.error.contains("Annotations/2024-08-20.md cannot be written: a link that"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/nowhere/page")
  }

  @Test func withoutTextAndEditorNothingIsWritten() throws {
    let scratch = try scratch()
    let result = try scratch.run("note", "2406.07522")
    #expect(result.status == 64)
    #expect(result.error.contains("EDITOR"))
  }

  @Test func notesAtOnceAllSurvive() throws {
    let scratch = try scratch()
    let processes = (1...8).map { scratch.process(["note", "2406.07522", "[] 번호 \($0)."]) }
    for process in processes {
      process.standardOutput = FileHandle.nullDevice
      try process.run()
    }
    for process in processes { process.waitForEnd() }
    #expect(processes.allSatisfy { $0.waitForEnd().status == 0 })
    let page = try scratch.text("Annotations/2024-08-20.md")
    for number in 1...8 { #expect(page.contains(" 번호 \(number).")) }
    #expect(page.split(separator: "\n").count == 2 + 8)
  }

  /// Every note that was confirmed is there, whole; whatever was killed left no half of itself.
  @Test func killingANoteLosesNothing() throws {
    let scratch = try scratch()
    var confirmed: [Int] = []
    for number in 1...40 {
      let process = scratch.process(["note", "2406.07522", "[] 번호 \(number)."])
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 0...60_000))
      kill(process.processIdentifier, SIGKILL)
      if !process.waitForEnd().wasKilled, process.waitForEnd().status == 0 {
        confirmed.append(number)
      }
      if number % 5 == 0 {
        #expect(try scratch.run("note", "1706.02216", "[] 확인 \(number).").status == 0)
      }
    }
    let lines = try scratch.text("Annotations/2024-08-20.md").split(separator: "\n")
    #expect(lines.prefix(2) == ["## 12일차", "### 데일리 트렌드"])
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("- [arXiv:") && $0.hasSuffix(".") })
    for number in confirmed { #expect(lines.contains { $0.hasSuffix(" 번호 \(number).") }) }
    for number in stride(from: 5, through: 40, by: 5) {
      #expect(lines.contains { $0.hasSuffix(" 확인 \(number).") })
    }
  }

  @Test func aPageThatWouldSwallowTheNoteStaysAsItIs() throws {
    let scratch = try scratch()
    let page = "## 12일차\n\n### 데일리 트렌드\n\n```python\nprint(1)\n"
    try scratch.put("Annotations/2024-08-20.md", page)
    let result = try scratch.run("note", "2406.07522", "x")
    #expect(result.status == 1)
    #expect(result.error.contains("Annotations/2024-08-20.md"))
    #expect(try scratch.text("Annotations/2024-08-20.md") == page)
  }
}
