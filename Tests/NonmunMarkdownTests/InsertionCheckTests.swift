import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct InsertionCheckTests {
  @Test(arguments: [
    ("```\nopen\n", "an unclosed code fence at line 5 would swallow the note"),
    ("a\n\n~~~~\n~~~\n", "an unclosed code fence at line 7 would swallow the note"),
    ("<!-- open\n\n", "an unclosed HTML comment at line 5 would swallow the note"),
    ("<pre>\n\nx\n", "an unclosed HTML block at line 5 would swallow the note"),
  ])
  func whatNeverEndsWouldSwallowTheNote(_ block: String, _ message: String) {
    let page = "## 12일차\n\n### 데일리 트렌드\n\n" + block
    let error = #expect(throws: InsertionError.self) {
      try SimPONote.added(to: Array(page.utf8))
    }
    #expect(error?.description == message)
  }

  @Test func aMissingSectionIsNotMadeInACodeFence() {
    let error = #expect(throws: InsertionError.self) {
      try SimPONote.added(to: Array("## 12일차\n\n```\n\n### 데일리 트렌드\n".utf8))
    }
    #expect(error == .swallowed(by: "an unclosed code fence", line: 3))
  }

  @Test(arguments: [
    ("[a]\n", "[]\n\n[a]: https://a", InsertionError.changes(line: 5)),
    ("- [a](https://a)\n", "[]\n\n[a]: https://b", nil),
    ("- x\n", "  []\n\n  더\n- 더\n\n[^1]: 주[^1]", nil),
    ("- x\n", "<!-- []", .linkIsMissing(address: SimPONote.link.address, line: 6)),
    ("- x\n", "[]\n\n```\n더", nil),
  ])
  func aNoteMustNotReadOtherwise(
    _ block: String, _ text: String, _ expected: InsertionError?
  ) throws {
    let page = Array("## 12일차\n\n### 데일리 트렌드\n\n\(block)".utf8)
    // A fence hides the placeholder, so the link would be set before it: write it out.
    let note = try SimPONote.text(text.replacing("```\n[]", with: "`[]\n\n` []`"))
    do {
      _ = try SimPONote.added(to: page, note)
      #expect(expected == nil)
    } catch let error as InsertionError {
      #expect(error == expected)
    }
  }

  @Test func aHeadingThatTheNoteWouldTakeInIsSeen() {
    let page = "## 12일차\n\n### 데일리 트렌드\n\ntext\n\n   ### 개인 공부\n"
    let error = #expect(throws: InsertionError.self) {
      try SimPONote.added(to: Array(page.utf8))
    }
    #expect(error == .changes(line: 7))
  }

  /// The check asks what the page reads, not how it was made.
  @Test(arguments: [
    ("## 12일차\n\n### 데일리 트렌드\n\n- [a](https://a)\n", "https://a", "https://b", 5),
    ("## 12일차\n\n### 데일리 트렌드\n\n- a\n\n### 개인 공부\n", "개인 공부", "개인 공구", 7),
    ("## 12일차\n\n### 데일리 트렌드\n\n- a\n\n### 개인 공부\n", "### 개인", "#### 개인", 7),
    ("## 12일차\n\n### 데일리 트렌드\n\n- a\n\n### 개인 공부\n", "\n\n### 개인", "\n### 개인", 7),
  ])
  func whatStoodBeforeMustStillStand(
    _ text: String, _ old: String, _ new: String, line: Int
  ) throws {
    let bytes = Array(text.utf8)
    let page = DayPage(bytes: bytes, outline: try PageBlocks(parsing: bytes).outline)
    let note = try SimPONote.text()
    let insertion = Insertion(of: note, into: page, at: SimPONote.place())
    let altered = String(decoding: insertion.result, as: UTF8.self).replacing(old, with: new)
    let outline = try PageBlocks(parsing: Array(altered.utf8)).outline
    let error = #expect(throws: InsertionError.self) {
      try insertion.check(outline, of: note, into: page, at: SimPONote.place())
    }
    #expect(error == .changes(line: line))
  }

  /// Under another heading, or as an item and a paragraph.
  @Test(arguments: [("트렌드\n", "트렌다\n"), ("  더", "더  ")])
  func aNoteThatStandsElsewhereIsRefused(_ old: String, _ new: String) throws {
    let note = try SimPONote.text("[]는\n\n더")
    let insertion = Insertion(of: note, into: nil, at: SimPONote.place())
    let altered = String(decoding: insertion.result, as: UTF8.self).replacing(old, with: new)
    let outline = try PageBlocks(parsing: Array(altered.utf8)).outline
    let error = #expect(throws: InsertionError.self) {
      try insertion.check(outline, of: note, into: nil, at: SimPONote.place())
    }
    #expect(error == .standsElsewhere(line: 5))
  }
}
