import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct PageBlocksTests {
  /// One fixture states one fact: `name.md` is a page, `name.expected` where things stand.
  @Test(arguments: try Fixture.all(in: "outline"))
  func outlines(_ fixture: Fixture) throws {
    let outline = try PageBlocks(parsing: fixture.bytes).outline
    try fixture.expect(Array(outline.listing(of: fixture.bytes).utf8))
  }

  /// The same page in every form of its bytes: places are those of the bytes, not of the text.
  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func lineEndingsAndByteOrderMarksMoveNothing(_ newline: String, _ mark: String) throws {
    let page = mark + "## 12일차\n\n- [a](https://a)\n  - [b](https://b)\n\n  더\n\n\nT\n===\np\n"
    let bytes = Array(page.replacing("\n", with: newline).utf8)
    let outline = try PageBlocks(parsing: bytes).outline
    #expect(outline.headings.map(\.line) == [1, 9])
    #expect(
      outline.headings.map { text(bytes, $0.range) } == [
        "## 12일차" + newline, "T\(newline)===\(newline)",
      ])
    #expect(
      outline.linkedBlocks.map { text(bytes, $0.place.range) } == [
        "- [a](https://a)\n  - [b](https://b)\n\n  더".replacing("\n", with: newline),
        "- [b](https://b)",
      ])
  }

  @Test func brokenBytesMoveNothing() throws {
    let bytes: [UInt8] =
      Array("\0\0 ## no\n\n".utf8) + [0xFF, 0xC3] + Array("x\0[a](https://a/".utf8) + [0xFF]
      + Array(")\0\n\n- \0[b](https://b)\0".utf8)
    let outline = try PageBlocks(parsing: bytes).outline
    #expect(outline.linkedBlocks.map(\.links[0].address) == ["https://a/\u{FFFD}", "https://b"])
    #expect(outline.linkedBlocks.map(\.place.range) == [10..<31, 33..<bytes.count])
    #expect(bytes[31] == UInt8(ascii: "\n"))
  }

  @Test(arguments: ["", "\n", " \n\t", "\u{FEFF}", "\r\r"])
  func nothingIsWrittenOnABlankPage(_ text: String) throws {
    #expect(try PageBlocks(parsing: Array(text.utf8)).outline == PageOutline())
  }

  @Test(arguments: [
    ("---\ntitle: a\n---\n# [h](https://h)\n", 4), ("---\r\n# x\r\n...\r\n# [h](https://h)\r\n", 4),
    ("\u{FEFF}---\na: b\n---  \n\n# [h](https://h)", 5), ("# [h](https://h)\n---\n---\n", 1),
  ])
  func frontMatterIsNotMarkdown(_ text: String, line: Int) throws {
    let bytes = Array(text.utf8)
    let outline = try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline
    #expect(outline.headings.map(\.line) == [line])
    #expect(outline.headings.map(\.text) == ["h"])
    #expect(self.text(bytes, outline.linkedBlocks[0].place.range) == "# [h](https://h)")
  }

  @Test func dashesThatNeverCloseAreMarkdown() throws {
    let outline = try PageBlocks(parsing: Array("---\n# h\n".utf8), skippingFrontMatter: true)
      .outline
    #expect(outline.blocks.map(\.kind) == [.thematicBreak, .heading])
  }

  @Test(arguments: [
    (">", "[a](https://a)"), ("- ", "[a](https://a)"), ("1. ", "[a](https://a)"), ("[", "a"),
    ("![[", "a"), ("*a **b ", "c"), ("~", "a"), ("<", "a"), ("a@", "a"), ("`a", "a"),
  ])
  func nestingHasNoLimit(_ opening: String, _ text: String) throws {
    let page = String(repeating: opening, count: 10_000) + text + "\n"
    let outline = try PageBlocks(parsing: Array(page.utf8)).outline
    #expect(outline.linkedBlocks.count == (text == "a" || text == "c" ? 0 : 1))
  }

  @Test func deepNestingOverManyLinesIsRead() throws {
    let lines = (0..<600).map { String(repeating: "  ", count: $0) + "- [a](https://a)\n" }
    let outline = try PageBlocks(parsing: Array(lines.joined().utf8)).outline
    #expect(outline.linkedBlocks.count == 600)
    #expect(outline.blocks.map(\.place.lastLine) == [600])
  }

  @Test func parsingAtTheSameTimeChangesNothing() async throws {
    let page = Array("~~[a](https://a)~~ https://b\n\n| https://c |\n|---|\n".utf8)
    let expected = try PageBlocks(parsing: page)
    #expect(expected.outline.linkedBlocks.map(\.links.count) == [2, 1])
    try await withThrowingTaskGroup(of: PageBlocks.self) { group in
      for _ in 0..<500 { group.addTask { try PageBlocks(parsing: page) } }
      for try await blocks in group { #expect(blocks == expected) }
    }
  }

  @Test func aPageHasALimit() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: PageTooLarge.limitInBytes)
    #expect(try PageBlocks(parsing: bytes).outline.blocks.count == 1)
    let error = #expect(throws: PageTooLarge.self) { try PageBlocks(parsing: bytes + [0x61]) }
    #expect(error?.description == "too large for a page: 1048577 bytes, at most 1048576 are read")
  }

  @Test func aTableHasALimit() throws {
    func page(rows: Int) -> [UInt8] {
      let columns = 1000
      let table =
        String(repeating: "|a", count: columns) + "\n" + String(repeating: "|-", count: columns)
        + "\n" + String(repeating: "|b\n", count: rows)
      return Array(
        ("x\n\n" + table + "\n\n" + String(repeating: "text\n", count: 100) + "\n| a |\n|---|\n")
          .utf8)
    }
    #expect(try PageBlocks(parsing: page(rows: 500)).outline.blocks.count == 4)
    let error = #expect(throws: PageTooLarge.self) { try PageBlocks(parsing: page(rows: 530)) }
    #expect(error == .table(line: 4))
    #expect(
      error?.description == "line 4: too large for a table: at most 524288 cells are read")
  }

  private func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension PageOutline {
  /// A line for each thing, with the text of its bytes.
  fileprivate func listing(of bytes: [UInt8]) -> String {
    func quoted(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).replacing("\n", with: "⏎")
    }
    var lines = headings.map { heading in
      "heading \(heading.level) “\(heading.text)” line \(heading.line): \(quoted(heading.range))"
        + (heading.isUnderlined ? " underlined" : "")
    }
    for block in blocks {
      lines.append("block \(block.kind) \(block.place.line)-\(block.place.lastLine)")
      lines += block.items.map { item in
        "  item \(item.place.line)-\(item.place.lastLine) "
          + "“\(Character(Unicode.Scalar(item.marker)))” at \(item.indentation)"
      }
    }
    for block in linkedBlocks {
      lines.append("linked \(block.kind) line \(block.place.line): \(quoted(block.place.range))")
      lines += block.links.map { link in
        "  “\(link.text)” \(link.address)" + (link.isStruckThrough ? " struck" : "")
          + (link.isWeb ? "" : " elsewhere")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
