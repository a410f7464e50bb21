import Foundation
import Testing

@Suite struct PostImportTests {
  private static let settings = """
    calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}
    """

  private static let posts = try? FileManager.default.contentsOfDirectory(
    at: Scratch.root.appending(path: "Tests/NonmunMarkdownTests/Fixtures/posts"),
    includingPropertiesForKeys: nil
  ).filter { $0.pathExtension == "md" }.sorted { $0.path() < $1.path() }

  private func scratch() throws -> Scratch {
    let scratch = try Scratch(["nonmun.yml": Self.settings])
    scratch.now = "2024-08-26T09:00:00+09:00"
    return scratch
  }

  @Test func thereAreTwentyPosts() { #expect((Self.posts ?? []).count >= 20) }

  @Test(arguments: posts ?? [])
  func aPostComesOutAsItCameIn(_ post: URL) throws {
    let scratch = try scratch()
    let bytes = try Data(contentsOf: post)
    let name = post.lastPathComponent
    try bytes.write(to: scratch.folder.appending(path: name))
    let first = try scratch.run("import", name)
    #expect(first.status == 0, "\(first.error)")
    let words = try #require(first.error.split(separator: "\n").last).split(separator: " ")
    let start = try #require(words.firstIndex(of: "digest"))
    let arguments = words[start...].map(String.init)
    let process = scratch.process(arguments)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let exported = try pipe.fileHandleForReading.readToEnd()
    process.waitForEnd()
    #expect(exported == bytes)
    let again = try scratch.run("import", name)
    #expect(again.status == 0)
    #expect(again.output.hasSuffix("\(name): nothing to change\n"))
  }

  private static let week = """
    ---
    title: 부캠 3주차
    ---

    ## 11일차

    - [a](https://arxiv.org/abs/2408.00001)

    ## 12일차

    - b

    """

  /// A number that no process has, and one that this test has.
  @Test func whatAKilledImportLeftIsRemoved() throws {
    let (dead, alive) = ("2024-08-19.md.nonmun-99999999", "2024-08-19.md.nonmun-\(getpid())")
    let scratch = try Scratch([
      "nonmun.yml": Self.settings, "post.md": Self.week, "Annotations/\(dead)": "## 11",
      "Annotations/\(alive)": "## 11",
    ])
    #expect(try scratch.run("import", "post.md").status == 0)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: scratch.folder.appending(path: "Annotations").path())
    #expect(!names.contains(dead))
    #expect(names.contains(alive))
  }

  @Test func thePlanIsShownAndMayBeAll() throws {
    let scratch = try scratch()
    try scratch.put("post.md", Self.week)
    let plan = try scratch.run("import", "--dry-run", "post.md")
    #expect(plan.status == 0)
    #expect(
      plan.output == """
        heading  day                file                       bytes  notes  state
        (head)   부캠 3주차         Annotations/2024-W34.md       31      0  new
        11일차   2024-08-19 월요일  Annotations/2024-08-19.md     54      1  new
        12일차   2024-08-20 화요일  Annotations/2024-08-20.md     17      0  new

        """)
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.path() + "/Annotations"))
    let mapped = try scratch.run("import", "post.md", "--map", "12일차=2024-08-21")
    #expect(mapped.status == 0, "\(mapped.error)")
    #expect(try scratch.text("Annotations/2024-08-21.md") == "## 12일차\n\n- b\n")
    #expect(try scratch.run("import", "post.md", "--map", "x=2024-08-21").status == 64)
    #expect(try scratch.run("import", "post.md", "--map", "12일차").status == 64)
  }

  @Test(arguments: [("n\n", [], false), ("y\n", [], true), ("", ["--yes"], true)])
  func onATerminalItAsks(_ typed: String, _ options: [String], _ isWritten: Bool) throws {
    let scratch = try scratch()
    try scratch.put("post.md", Self.week)
    let terminal = try Terminal()
    try terminal.type(typed)
    let process = scratch.process(["import", "post.md"] + options)
    process.standardInput = terminal.screen
    let shown = try terminal.watch(process)
    #expect(shown.contains("write these files? [y/N]") == options.isEmpty)
    #expect(
      FileManager.default.fileExists(
        atPath: scratch.folder.path() + "/Annotations/2024-08-19.md") == isWritten)
  }

  @Test func whatStandsThereIsNotReplaced() throws {
    let scratch = try scratch()
    try scratch.put("post.md", Self.week)
    try scratch.put("Annotations/2024-08-20.md", "mine\n")
    let result = try scratch.run("import", "post.md", "missing.md")
    #expect(result.status == 1)
    #expect(result.error.contains("Annotations/2024-08-20.md stands there with other bytes"))
    #expect(result.error.contains("| diff post.md -"))
    #expect(result.error.contains("missing.md: there is no such file"))
    #expect(try scratch.text("Annotations/2024-08-20.md") == "mine\n")
    #expect(
      !FileManager.default.fileExists(
        atPath: scratch.folder.path() + "/Annotations/2024-08-19.md"))
  }

  @Test func aPostOfNoWeekIsRefused() throws {
    let scratch = try Scratch(["nonmun.yml": "", "post.md": "# 일기\n\n## 11일차\n"])
    let result = try scratch.run("import", "post.md")
    #expect(result.status == 1)
    #expect(result.error.contains("--map"))
    let mapped = try scratch.run("import", "post.md", "--map", "11일차=2024-08-19")
    #expect(mapped.status == 0)
    #expect(try scratch.text("Annotations/2024-08-19.md") == "## 11일차\n")
  }

  /// Pages are joined by date, so that such a post stays one page.
  @Test(arguments: ["## 12일차\nA## 11일차\nB## 일요일\nC", "## 화요일\nA## 월요일\nB## 일요일\nC"])
  func notesOfAPostThatBeginsWithTheNewestDayHaveTheirDays(_ post: String) throws {
    let scratch = try scratch()
    let text = ["A", "B", "C"].reduce(post) { text, name in
      text.replacing(name, with: "- [\(name)](https://arxiv.org/abs/2408.00001)\n\n")
    }
    try scratch.put("2024-08-20.md", text)
    let result = try scratch.run("import", "2024-08-20.md")
    #expect(result.error.contains("2024-08-20.md:4: the days come newest first"))
    #expect(try scratch.text("Annotations/2024-08-20.md") == text)
    let notes = try Scratch.objects(scratch.run("notes", "--json").output)
    #expect(
      notes.map { "\($0["day"] ?? "") \($0["line"] ?? 0)" } == [
        "2024-08-18 8", "2024-08-19 5", "2024-08-20 2",
      ])
    let digest = try Scratch.objects(
      scratch.run("digest", "--week", "2024-W34", "--format", "json", "--output", "-").output)
    #expect((digest[0]["notes"] as? [Any])?.count == 3)
  }
}
