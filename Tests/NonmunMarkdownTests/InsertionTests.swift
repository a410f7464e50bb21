import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct InsertionTests {
  private let markdown = SimPONote.markdown

  /// One fixture states one fact: `name.md` is a page, `name.expected` the page with the note.
  @Test(arguments: try Fixture.all(in: "insertion"))
  func goesWhereItBelongs(_ fixture: Fixture) throws {
    try fixture.expect(SimPONote.added(to: fixture.bytes).result)
  }

  /// As above, for the second section of the order.
  @Test(arguments: try Fixture.all(in: "insertion-study"))
  func goesIntoItsOwnSection(_ fixture: Fixture) throws {
    let place = SimPONote.place(in: SimPONote.study)
    try fixture.expect(SimPONote.added(to: fixture.bytes, at: place).result)
  }

  @Test(arguments: [
    (PieceEdge.none, PieceEdge.none, "", ""), (.blankLine, .blankLine, "", ""),
    (.text, .none, "\n", ""), (.none, .text, "", "\n"), (.text, .text, "\n", "\n"),
    (.text, .blankLine, "\n", ""),
  ])
  func aMissingPageIsMade(
    _ before: PieceEdge, _ after: PieceEdge, _ lead: String, _ trail: String
  ) throws {
    let place = SimPONote.place(before: before, after: after)
    let expected = "\(lead)## 12일차\n\n### 데일리 트렌드\n\n\(markdown)\n\(trail)"
    for bytes in [nil, []] as [[UInt8]?] {
      let insertion = try SimPONote.added(to: bytes, at: place)
      #expect(text(insertion.result) == expected)
      #expect(insertion.line == 5 + lead.count)
      #expect(text(Array(insertion.result[insertion.noteRange])) == markdown)
    }
  }

  @Test(arguments: [
    (nil, PieceEdge.none), ("", .none), ("\n", .blankLine), ("a", .text), ("a\n", .text),
    ("a\n\n", .blankLine), ("a\r\n \t\r\n", .blankLine), ("\n\na", .text),
  ])
  func aPieceEndsAsItsLastLine(_ piece: String?, _ expected: PieceEdge) {
    #expect(PieceEdge(endOf: piece.map { Array($0.utf8) }) == expected)
  }

  @Test(arguments: [("a\n\n", PieceEdge.text), ("\na", .blankLine), ("", .none)])
  func aPieceStartsAsItsFirstLine(_ piece: String, _ expected: PieceEdge) {
    #expect(PieceEdge(startOf: Array(piece.utf8)) == expected)
  }

  /// `N` is the note with its bullet; the page is what is left without the marked bytes.
  @Test(arguments: [
    ("## 12일차\n\n### 데일리 트렌드\n\n- a", "\nN", ""),
    ("## 12일차\n\n### 데일리 트렌드\n\n- a\n", "N\n", "\n\n"),
    ("## 12일차\n\n### 데일리 트렌드\n\n- a\n", "N\n", " \t"),
    ("## 12일차\n\n### 데일리 트렌드", "\n\nN", ""),
    ("## 12일차\n\n### 데일리 트렌드\n\ntext", "\n\nN", ""),
    ("## 12일차\r\n\r\n### 데일리 트렌드\r\n\r\n- a\r\n", "N\r\n", "\r\n"),
    ("## 12일차\r\n\r\n### 데일리 트렌드\r\n\r\n- a", "\r\nN", ""),
    ("## 12일차\r\r### 데일리 트렌드\r\r- a\r", "N\r", "\r"),
    ("## 12일차\n\n### 데일리 트렌드\r\rtext\r", "\rN\r", ""),
    ("\u{FEFF}### 데일리 트렌드\n", "\nN\n", ""),
    ("## 12일차", "\n\n### 데일리 트렌드\n\nN", ""),
    ("## 12일차\n", "\n### 데일리 트렌드\n\nN\n", "\n\n"),
    ("## 12일차\r\n", "\r\n### 데일리 트렌드\r\n\r\nN\r\n", ""),
    ("## 12일차\n", "\n### 데일리 트렌드\n\nN\n\n", "### 개인 학습\n"),
    ("## 12일차\n\n", "### 데일리 트렌드\n\nN\n\n", "### 개인 공부\n### 개인 학습\n"),
    ("## 금요일\n\n### 데일리 트렌드\n- a\n", "N\n", ""),
  ])
  func theRestOfThePageStays(_ before: String, _ added: String, _ after: String) throws {
    let old = Array((before + after).utf8)
    let dayHeading = before.hasPrefix("\u{FEFF}") ? "## 12일차\n\n" : ""
    let note = added.replacing("N", with: markdown)
    let insertion = try SimPONote.added(to: old)
    var expected = before + note + after
    if !dayHeading.isEmpty {
      expected =
        "\u{FEFF}" + dayHeading + expected.unicodeScalars.dropFirst().map(String.init).joined()
    }
    #expect(text(insertion.result) == expected)
    #expect(insertion.withoutPieces == old)
  }

  @Test(arguments: [
    ("para\n", "## 12일차\n\npara\n\n### 데일리 트렌드\n\nN\n"),
    ("\npara\n", "## 12일차\n\npara\n\n### 데일리 트렌드\n\nN\n"),
    ("\u{FEFF}### 개인 공부", "\u{FEFF}## 12일차\n\n### 데일리 트렌드\n\nN\n\n### 개인 공부"),
    ("\u{FEFF}", "\u{FEFF}## 12일차\n\n### 데일리 트렌드\n\nN\n"),
    ("\n\n", "## 12일차\n\n### 데일리 트렌드\n\nN\n\n\n"),
    ("  ", "## 12일차\n\n### 데일리 트렌드\n\nN\n  "),
    ("\r\n", "## 12일차\r\n\r\n### 데일리 트렌드\r\n\r\nN\r\n\r\n"),
    ("# 12일차\n", "# 12일차\n\n### 데일리 트렌드\n\nN\n"),
  ])
  func aMissingDayHeadingGoesToTheTop(_ page: String, _ expected: String) throws {
    let insertion = try SimPONote.added(to: Array(page.utf8))
    #expect(text(insertion.result) == expected.replacing("N", with: markdown))
    #expect(insertion.withoutPieces == Array(page.utf8))
  }

  @Test func aMissingDayHeadingKeepsAwayFromThePieceBefore() throws {
    let insertion = try SimPONote.added(
      to: Array("### 데일리 트렌드\n- a\n".utf8), at: SimPONote.place(before: .text))
    #expect(
      text(insertion.result) == "\n## 12일차\n\n### 데일리 트렌드\n- a\n\(markdown)\n")
    #expect(insertion.line == 6)
  }

  @Test func aSectionOutsideTheOrderGoesLast() throws {
    let page = "## 12일차\n\n### 데일리 트렌드\n\n### 개인 공부\n\n- a\n"
    let place = SimPONote.place(in: PageSection("논문"))
    let insertion = try SimPONote.added(to: Array(page.utf8), at: place)
    #expect(text(insertion.result) == page + "\n### 논문\n\n\(markdown)\n")
  }

  @Test func linesOfANoteStayInItsItem() throws {
    let page = "## 12일차\r\n\r\n### 데일리 트렌드\r\n\r\n  * a\r\n"
    let note = try SimPONote.text("[]는\n- 둘째\n\n  ```\n  x\n```")
    let insertion = try SimPONote.added(to: Array(page.utf8), note)
    #expect(
      text(insertion.result)
        == page + "  * [SimPO](https://huggingface.co/papers/2405.14734)는\r\n    - 둘째\r\n\r\n"
        + "      ```\r\n      x\r\n    ```\r\n")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Insertion {
  /// The result with the inserted bytes taken out again.
  var withoutPieces: [UInt8] {
    var bytes = result
    for piece in pieces.reversed() {
      // From the last one, so that the others still stand where they stood.
      let start = pieces.prefix { $0 != piece }.reduce(piece.offset) { $0 + $1.bytes.count }
      bytes.removeSubrange(start..<start + piece.bytes.count)
    }
    return bytes
  }
}

/// Pages of imported posts, whose days have a heading of another level.
@Suite struct OtherLevelTests {
  @Test(arguments: [
    (
      "# 2024-08-20\n\n## 데일리 트렌드\n\n* a\n\n## 회고\n\nb\n",
      "# 2024-08-20\n\n## 데일리 트렌드\n\n* a\n* NOTE\n\n## 회고\n\nb\n"
    ),
    (
      "### 📅 12일차 (8/20)\n- a\n", "### 📅 12일차 (8/20)\n- a\n\n#### 데일리 트렌드\n\n- NOTE\n"
    ),
    (
      "# 8/20\n\n### 데일리 트렌드\n- a\n", "# 8/20\n\n### 데일리 트렌드\n- a\n- NOTE\n"
    ),
    ("# 메모\n", "## 12일차\n\n# 메모\n\n### 데일리 트렌드\n\n- NOTE\n"),
  ])
  func sectionsStandOneLevelBelowTheDay(_ page: String, _ expected: String) throws {
    let insertion = try SimPONote.added(to: Array(page.utf8))
    let text = String(decoding: insertion.result, as: UTF8.self)
    let note = SimPONote.markdown.dropFirst(2)
    #expect(text == expected.replacing("NOTE", with: note))
    let outline = try PageBlocks(parsing: insertion.result).outline
    #expect(outline.section(at: insertion.noteRange.lowerBound)?.text == "데일리 트렌드")
  }
}
