import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct ReadingListTests {
  private static func list(_ bytes: [UInt8]) throws -> ReadingList {
    ReadingList(bytes, outline: try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline)
  }

  private static func list(_ text: String) throws -> ReadingList { try list(Array(text.utf8)) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func entriesGroupsRemarksAndChores() throws {
    let list = try Self.list(
      """
      ---
      tags:
      - none
      ---
      인사 [지난주](https://blog.test/w2)

      - 그래프
        - ~~[GNN](https://distill.pub/2021/gnn-intro/)~~
        - **[H3](https://arxiv.org/abs/2212.14052)** (Intro만 읽음)
          - 왜 읽는지
      - [x] [DPO](https://arxiv.org/abs/2305.18290)
      - [ ] 발표 준비
      - ~~끝난 일~~
      - https://arxiv.org/abs/2408.12245를 읽기
      - ~~[a](https://a.test)~~, [b](https://b.test)
      - [11일차](#11일차)

      * 목차
      {:toc}
      """)
    let lines = list.entries.map {
      "\($0.line) \($0.group ?? "-") \($0.isDone ? "done" : "open") \($0.words) \($0.items.count)"
    }
    #expect(
      lines == [
        "8 그래프 done GNN 1", "9 그래프 open H3 (Intro만 읽음) 1", "11 - done DPO 1",
        "12 - open 발표 준비 0", "13 - done 끝난 일 0",
        "14 - open https://arxiv.org/abs/2408.12245를 읽기 1", "15 - open a, b 2",
      ])
    #expect(list.entries[6].queue.map(\.isDone) == [true, false])
    #expect(list.entries(meaning: nil, text: "h3").map(\.line) == [9])
    #expect(list.entries(meaning: ItemReference("2305.18290")?.id, text: "").map(\.line) == [11])
  }

  @Test(arguments: [
    ("- [a](https://a.test)\n", "- ~~[a](https://a.test)~~\n"),
    ("- [a](https://a.test) (반)  \r\n- b\r\n", "- ~~[a](https://a.test) (반)~~  \r\n- b\r\n"),
    ("- a\n게으른 줄", "- ~~a\n게으른 줄~~"), ("* [ ]  a", "* [x]  a"),
    ("1. a\n   - b\n", "1. a\n   - ~~b~~\n"),
  ])
  func strikingIsTakenBack(_ text: String, _ struck: String) throws {
    let list = try Self.list(text)
    let entry = try #require(list.entries.first)
    let bytes = list.bytes.applying(list.striking(entry))
    #expect(Self.text(bytes) == struck)
    let after = try Self.list(bytes)
    let done = try #require(after.entries.first)
    #expect(done.isDone && done.words == entry.words)
    #expect(after.striking(done).isEmpty)
    #expect(Self.text(bytes.applying(after.reopening(done))) == text)
  }

  @Test func aListMayBeLines() throws {
    let text = """
      **읽을 것**

      ~~[DPO](https://arxiv.org/abs/2305.18290)~~<br>
      [ORPO](https://arxiv.org/abs/2403.07691) (Intro만 읽음)<br>
      • https://distill.pub/2021/gnn-intro/와 [b](https://b.test)
      그리고 [말](https://a.test)

      """
    let list = try Self.list(text)
    #expect(
      list.entries.map { "\($0.line) \($0.isDone) \($0.words) \($0.items.count) \($0.part ?? "")" }
        == [
          "3 true DPO 1 ", "4 false ORPO (Intro만 읽음) 1 Intro만 읽음",
          "5 false https://distill.pub/2021/gnn-intro/와 b 2 ",
        ])
    let struck = list.bytes.applying(list.striking(list.entries[1]))
    #expect(
      Self.text(struck).contains("\n~~[ORPO](https://arxiv.org/abs/2403.07691) (Intro만 읽음)~~<br>\n")
    )
    let after = try Self.list(struck)
    #expect(struck.applying(after.reopening(after.entries[1])) == list.bytes)
    let longer = try Self.list(list.bytes.applying(list.adding("[x](https://x.test)")))
    #expect(longer.entries.map(\.line) == [3, 4, 5, 6])
  }

  @Test(arguments: [
    "[지난주](https://a.test) 글에 이어", "말 [a](https://a.test)\n말 [b](https://b.test)",
    "[a](/posts/a)\n[b](/posts/b)",
  ])
  func otherLinesAreNoList(_ text: String) throws {
    #expect(try Self.list(text).entries.isEmpty)
  }

  @Test func whatIsLeftOfALineIsStruck() throws {
    let list = try Self.list("- ~~[a](https://a.test)~~, [b](https://b.test) (반)\n")
    let bytes = list.bytes.applying(list.striking(list.entries[0]))
    #expect(
      Self.text(bytes) == "- ~~[a](https://a.test)~~, ~~[b](https://b.test) (반)~~\n")
    #expect(try Self.list(bytes).entries.map(\.isDone) == [true])
  }

  @Test(arguments: [
    ("- ~~[a](https://a.test)~~ 좋았다\n", "- [a](https://a.test) 좋았다\n"),
    ("- ~~[a](https://a.test)~~완료\n", "- [a](https://a.test)완료\n"),
    ("- [~~a~~](https://a.test/~b)\n", "- [a](https://a.test/~b)\n"),
    (
      "- ~~[a](https://a.test)~~, ~~[b](https://b.test)~~\n",
      "- [a](https://a.test), [b](https://b.test)\n"
    ), ("- [X] ~~a~~\n", "- [ ] a\n"),
  ])
  func theReadersStrikesAreTakenBackToo(_ text: String, _ open: String) throws {
    let list = try Self.list(text)
    let entry = try #require(list.entries.first)
    #expect(Self.text(list.bytes.applying(list.reopening(entry))) == open)
  }

  @Test(arguments: [
    ("[~~a~~](https://a.test)", true), ("[~~a~~ `b`](https://a.test)", false),
    ("[**~~a~~**](https://a.test) 끝", true), ("<del>[a](https://a.test)</del>", true),
    ("~~[a](https://a.test)~~완료", true), ("꼭~~[a](https://a.test)~~", true),
    ("~~[a](https://a.test), [b](https://b.test)~~를 읽음", true), ("~~ [a](https://a.test)", false),
    ("[a](https://a.test) 1~2장, [b](https://b.test) 3~4장", false), ("~[a](https://a.test)~", false),
    ("~~a~~ ([논문](https://a.test))", true), ("a ~~b~~ [c](https://a.test)", false),
    ("<s>a</s> [b](https://b.test)", false),
    ("<s class='x'><a href='https://a.test'>a</a></s>", true),
  ])
  func strikesOfOtherForms(_ text: String, _ isDone: Bool) throws {
    let list = try Self.list("- \(text)\n- [c](https://c.test)\n")
    #expect(list.entries.map(\.isDone) == [isDone, false])
  }

  @Test(arguments: [
    ("[a](https://a.test) (Intro만 읽음)", "Intro만 읽음"),
    ("~~[a](https://a.test)~~(3장까지)", "3장까지"), ("[a (SSM)](https://a.test)", nil),
    ("<https://a.test/b_(c)>", nil), ("할 일 (내일)", nil),
  ])
  func aRemarkInBracketsIsThePart(_ text: String, _ part: String?) throws {
    #expect(try Self.list("- \(text)\n").entries.map(\.part) == [part])
  }

  @Test func aPartStaysOpen() throws {
    let list = try Self.list("- [ ] [a](https://a.test)\n")
    let bytes = list.bytes.applying(list.remarking("Intro만 읽음", on: list.entries[0]))
    #expect(Self.text(bytes) == "- [ ] [a](https://a.test) (Intro만 읽음)\n")
    let after = try Self.list(bytes)
    #expect(!after.entries[0].isDone)
    #expect(after.remarking("Intro만 읽음", on: after.entries[0]).isEmpty)
  }

  @Test(arguments: [
    ("", nil, "- x\n\n"), ("인사", nil, "인사\n\n- x\n\n"), ("인사\n", nil, "인사\n\n- x\n\n"),
    ("인사\n\n", nil, "인사\n\n- x\n\n"), ("- a", nil, "- a\n- x"), ("- a\r\n", nil, "- a\r\n- x\r\n"),
    ("* a\n\n* b\n\n끝\n", nil, "* a\n\n* b\n\n* x\n\n끝\n"), ("9) a\n", nil, "9) a\n10) x\n"),
    ("- [x] a\n- [ ] b\n", nil, "- [x] a\n- [ ] b\n- [ ] x\n"), (" - a\n", nil, " - a\n - x\n"),
    ("- g\n\t* a\n- b\n", "g", "- g\n\t* a\n\t* x\n- b\n"), ("- a\n", "g", "- a\n- g\n  - x\n"),
    ("", "g", "- g\n  - x\n\n"), ("1. g\n   1. a\n", "g", "1. g\n   1. a\n   2. x\n"),
    ("---\ntitle: a\n---\n", nil, "---\ntitle: a\n---\n\n- x\n\n"),
  ])
  func adding(_ text: String, _ group: String?, _ expected: String) throws {
    let list = try Self.list(text)
    let bytes = list.bytes.applying(list.adding("x", under: group))
    #expect(Self.text(bytes) == expected)
    let after = try Self.list(bytes)
    #expect(after.entries.map(\.words).contains("x"))
    #expect(after.entries.count == list.entries.count + 1)
  }

  /// On the pages of handwritten posts a note comes by itself, or is refused.
  @Test(arguments: try Fixture.all(in: "posts"))
  func notesOnImportedPages(_ fixture: Fixture) throws {
    let post = try DiaryPostTests.post(fixture.bytes, name: fixture.testDescription + ".md")
    for page in post.pages {
      let bytes = Array(fixture.bytes[page.range])
      for section in [SimPONote.trend, SimPONote.study] {
        do {
          let insertion = try SimPONote.added(to: bytes, at: SimPONote.place(in: section))
          #expect(insertion.withoutPieces == bytes)
        } catch is InsertionError {
          #expect(fixture.testDescription.hasPrefix("07"))
        }
      }
    }
  }

  /// On any head: what is put in comes by itself, and what is struck is the same without the marks.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func noOtherByteChanges(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<20 {
      let bytes = RandomPost(using: &numbers).bytes
      let list = try Self.list(bytes)
      let shown = Comment(rawValue: Self.text(bytes).debugDescription)
      for edits in [list.adding("x"), list.adding("x", under: "그래프")] {
        #expect(edits.count == 1 && edits[0].range.isEmpty, shown)
        let result = bytes.applying(edits)
        let start = edits[0].range.lowerBound
        #expect(result[..<start] + result[(start + edits[0].bytes.count)...] == bytes[...], shown)
      }
      for entry in list.entries where !entry.isDone {
        let struck = bytes.applying(list.striking(entry))
        #expect(struck.count == bytes.count + (entry.box == nil ? 4 : 0), shown)
        let after = try Self.list(struck)
        guard let done = after.entries.first(where: { $0.line == entry.line }), done.isDone else {
          // Text with tildes of its own; the command refuses it.
          #expect(bytes[entry.text].contains(UInt8(ascii: "~")), shown)
          continue
        }
        #expect(struck.applying(after.reopening(done)) == bytes, shown)
      }
    }
  }
}
