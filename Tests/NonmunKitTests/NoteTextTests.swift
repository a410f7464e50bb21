import NonmunKit
import Testing

@Suite struct NoteTextTests {
  private let simpo = NoteLink(title: "SimPO", address: "https://huggingface.co/papers/2405.14734")
  private let dpo = NoteLink(title: "DPO", address: "https://arxiv.org/abs/2305.18290")
  private let simpoLink = "[SimPO](https://huggingface.co/papers/2405.14734)"
  private let dpoLink = "[DPO](https://arxiv.org/abs/2305.18290)"

  @Test func whatFollowsStaysAttached() throws {
    let note = try NoteText("[]는 []보다 낫다.", linking: [simpo, dpo])
    #expect(note.lines == ["\(simpoLink)는 \(dpoLink)보다 낫다."])
  }

  @Test func aTextWithoutPlaceholderStandsBehindAColon() throws {
    #expect(try NoteText("좋다", linking: [simpo]).lines == ["\(simpoLink): 좋다"])
    #expect(try NoteText("둘", linking: [simpo, dpo]).lines == ["\(simpoLink), \(dpoLink): 둘"])
  }

  @Test(arguments: ["", "\n", " \n\t\r\n"])
  func aBlankTextIsJustTheLinks(_ text: String) throws {
    #expect(try NoteText(text, linking: [simpo, dpo]).lines == ["\(simpoLink), \(dpoLink)"])
  }

  @Test(arguments: [("[][]", 1), ("[]", 2), ("[] [] []", 2)])
  func bothNumbersAreSaid(_ text: String, items: Int) {
    let links = [simpo, dpo].prefix(items)
    let error = #expect(throws: NoteTextError.self) {
      try NoteText(text, linking: Array(links))
    }
    let placeholders = text.count { $0 == "[" }
    #expect(
      error?.description
        == "the text has \(placeholders) [] for \(items) \(items == 1 ? "item" : "items")")
  }

  @Test(arguments: [
    "[ ] 할 일", "![](https://i.png)", "![]", "[](https://a)", "[](<a b> \"t\")", "[]()", "`[]`",
    "``a`[]``", "`a\n[]`", "\\[]", "```\n[]\n\n[]\n```", "~~~\n[]", "가\n  ```x\n``\n[]\n  ````",
    "[](https://a/(b))",
  ])
  func theseAreNoPlaceholders(_ text: String) throws {
    let note = try NoteText(text, linking: [simpo])
    #expect(note.lines.joined(separator: "\n") == "\(simpoLink): \(text)")
  }

  @Test(arguments: [
    ("[](ICLR 2024)", "X(ICLR 2024)"), ("[][a]", "X[a]"), ("[[]]", "[X]"), ("`a []", "`a X"),
    ("`a\n\n[]`", "`a\n\nX`"), ("`a\r\n\r\n[]`", "`a\n\nX`"), ("\\\\[]", "\\\\X"),
    ("\\`[]`", "\\`X`"), ("[]: 좋다", "X: 좋다"),
    ("~~[]~~", "~~X~~"), ("```\n[]\n```\n[]", "```\n[]\n```\nX"), ("- [ ] []", "- [ ] X"),
    ("![a](b) []", "![a](b) X"), ("`` ` `` []", "`` ` `` X"), ("!!\\![]`[]`", "!!\\!X`[]`"),
  ])
  func theseArePlaceholders(_ text: String, _ expected: String) throws {
    let note = try NoteText(text, linking: [simpo])
    #expect(
      note.lines.joined(separator: "\n") == expected.replacing("X", with: simpoLink))
  }

  @Test(arguments: [
    ("[]는\n더", ["X는", "더"]), ("  \t[]", ["X"]), ("[]는\r\n더\n\n", ["X는", "더"]),
    (
      "\n \n[]\n\n  a\n \nb ",
      [
        "X", "", "  a", " ", "b ",
      ]
    ),
  ])
  func blankLinesAroundTheTextAreDropped(_ text: String, _ expected: [String]) throws {
    let note = try NoteText(text, linking: [simpo])
    #expect(note.lines == expected.map { $0.replacing("X", with: simpoLink) })
  }

  @Test func theReadersBytesStay() throws {
    let decomposed = "\u{1112}\u{1161}\u{11AB} $\\mathcal{L} {{ \t *a\u{0301}[]\u{0301} "
    let note = try NoteText(decomposed, linking: [simpo])
    let expected = decomposed.utf8.split(separator: Array("[]".utf8)).map(Array.init)
    #expect(Array(note.lines[0].utf8) == expected[0] + simpoLink.utf8 + expected[1])
  }

  @Test func theReadersLinkTextIsMarkdown() throws {
    let link = NoteLink(written: "**Sim**`PO`", address: "https://a/b c")
    #expect(try NoteText("", linking: [link]).lines == ["[**Sim**`PO`](<https://a/b c>)"])
  }

  @Test func aTitleOfNothingGivesWayToTheAddress() {
    #expect(NoteLink(title: " \u{0}\n", address: "https://a/_b_").text == "https://a/\\_b\\_")
  }
}
