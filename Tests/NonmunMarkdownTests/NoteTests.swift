import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct NoteTests {
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
