import Foundation
import Testing

@Suite struct UndoTests {
  private static let page = "Annotations/2024-08-20.md"

  private func scratch(_ page: String? = nil) throws -> Scratch {
    let scratch = try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}"
    ])
    if let page { try scratch.put(Self.page, page) }
    return scratch
  }

  @Test(arguments: [
    "## 12일차\n\n### 개인 공부\n- a\n", "- a\r\n- b", "\u{FEFF}", "", "### 데일리 트렌드\n\n* x\n\n* y\n\n끝\n",
  ])
  func theLastNoteIsTakenBackToTheByte(_ page: String) throws {
    let scratch = try scratch(page)
    #expect(try scratch.run("note", "2406.07522", "[]는 좋다").status == 0)
    #expect(try scratch.text(Self.page) != page)
    let undone = try scratch.run("note", "--undo")
    #expect(undone.output == "\(Self.page): the last note is taken back\n")
    #expect(Array(try scratch.text(Self.page).utf8) == Array(page.utf8))
    let again = try scratch.run("note", "--undo")
    #expect(again.status == 1 && again.error.contains("no note to take back"))
  }

  @Test func aPageThatTheNoteMadeGoesWithIt() throws {
    let scratch = try scratch()
    try scratch.run("note", "2406.07522", "[]는 좋다")
    #expect(try scratch.run("note", "--undo").output.hasSuffix("taken back, and the page\n"))
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.path() + "/" + Self.page))
  }

  @Test func aPageThatChangedSinceStays() throws {
    let scratch = try scratch()
    try scratch.run("note", "2406.07522", "[]는 좋다")
    let page = try scratch.text(Self.page) + "\n더 쓴 것\n"
    try scratch.put(Self.page, page)
    let result = try scratch.run("note", "--undo")
    #expect(result.status == 1 && result.error.contains(Self.page))
    #expect(try scratch.text(Self.page) == page)
    #expect(try scratch.run("note", "--undo", "2406.07522").status == 64)
    #expect(try scratch.run("note").status == 64)
  }

  /// An editor that writes down what it was called with.
  @Test(arguments: [
    ("nano", "+5 FILE"), ("code", "--goto FILE:5"), ("subl", "FILE:5"), ("other", "FILE"),
  ])
  func theEditorOpensAtTheNote(_ name: String, _ expected: String) throws {
    let scratch = try scratch()
    try scratch.put("bin/\(name)", "#!/bin/sh\necho \"$@\" >> \"$NONMUN_WORKSPACE_CALLS\"\n")
    let editor = scratch.folder.path() + "/bin/\(name)"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
    let folder = scratch.folder.path()
    scratch.environment = [
      "VISUAL": editor, "NONMUN_WORKSPACE_CALLS": folder + "/calls",
    ]
    // Made, found again, and found without a name.
    #expect(try scratch.run("note", "2406.07522", "--edit").status == 0)
    let page = try scratch.text(Self.page)
    #expect(try scratch.run("note", "arxiv:2406.07522", "--edit").status == 0)
    #expect(try scratch.run("note", "--edit").status == 0)
    #expect(try scratch.text(Self.page) == page)
    #expect(page.contains("- [arXiv:2406.07522](https://arxiv.org/abs/2406.07522)\n"))
    let path = try #require(
      scratch.text("calls").firstMatch(of: #/\/[^ :\n]*Annotations\/2024-08-20.md/#)?.output)
    let calls = try scratch.text("calls").replacing(path, with: "FILE").split(separator: "\n")
    #expect(calls.map(String.init) == [expected, expected, expected])
    #expect(try scratch.run("note", "--edit", "--day", "2024-08-01").status == 64)
  }
}
