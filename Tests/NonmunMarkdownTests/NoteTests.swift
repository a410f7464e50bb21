import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct NoteTests {
  /// Written as HTML it is a link as well; in a comment and in code it is none.
  @Test func anchorsAreLinks() throws {
    let page = """
      ## 11일차

      - <a href="https://a.test/?x=1&amp;y=2">첫 <b>글</b></a>과 [b](https://b.test)
      - <A target=_blank HREF=https://c.test>https://c.test</A>

      <details><summary><a href='https://d.test'>d</a></summary>

      <!-- <a href="https://no.test">x</a> -->

      `<a href="https://no.test">`

      <abbr href="https://no.test">x</abbr> <a name="y">
      """
    let bytes = Array(page.utf8)
    let notes = try PageBlocks(parsing: bytes).outline.notes(
      of: Day(number: 19_954), in: bytes, file: "p.md")
    #expect(notes.map(\.line) == [3, 4, 6])
    #expect(
      notes.map { Set($0.addresses) } == [
        ["https://a.test/?x=1&y=2", "https://b.test"], ["https://c.test"], ["https://d.test"],
      ])
    let links = try PageBlocks(parsing: bytes).outline.linkedBlocks[0].links
    #expect(links.contains { $0.text == "첫 글" })
  }

  @Test func everyBlockWithAnAddressOfTheWebIsANote() throws {
    let page = """
      ## [월요일](https://day)

      - [m](mailto:a@b.c)

      ### 데일리 트렌드 ###

      - [a](https://a) [rel](/b) [b](HTTP://b)
        - [c](https://c)

      # 위

      [d](https://d)
      """
    let bytes = Array(page.utf8)
    let day = Day(number: 19_954)
    let notes = try PageBlocks(parsing: bytes).outline.notes(of: day, in: bytes, file: "p.md")
    #expect(notes.map(\.line) == [1, 7, 8, 12])
    #expect(notes.map(\.section) == [nil, "데일리 트렌드", "데일리 트렌드", nil])
    #expect(
      notes.map(\.addresses) == [
        ["https://day"], ["https://a", "HTTP://b"], ["https://c"], ["https://d"],
      ])
    #expect(
      notes[1].markdown == "- [a](https://a) [rel](/b) [b](HTTP://b)\n  - [c](https://c)")
    #expect(notes.allSatisfy { $0.day == day && $0.file == "p.md" })
  }
}
