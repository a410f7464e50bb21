import NonmunKit
import Testing

@Suite struct PageLinesTests {
  @Test func everyEndingEndsALine() {
    let lines = PageLines(Array("a\nb\r\nc\r\rd".utf8)).lines
    #expect(lines.map(\.content) == [0..<1, 2..<3, 5..<6, 7..<7, 8..<9])
    #expect(lines.map(\.whole) == [0..<2, 2..<5, 5..<7, 7..<8, 8..<9])
  }

  @Test(arguments: [
    ("", []), ("\n", [true]), ("a", [false]), ("a\n", [false]), (" \t\n\u{A0}", [true, false]),
    ("\u{FEFF}\n\u{FEFF}", [true, false]), ("\u{FEFF}", [true]),
  ])
  func onlySpacesAndTabsAreBlank(_ text: String, _ expected: [Bool]) {
    #expect(PageLines(Array(text.utf8)).lines.map(\.isBlank) == expected)
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (99, 3)])
  func aByteHasALine(_ offset: Int, _ number: Int) {
    #expect(PageLines(Array("a\nb\r\nc".utf8)).number(at: offset) == number)
  }

  @Test func theLastWrittenLineOfSome() {
    let lines = PageLines(Array("a\n\nb\n \n".utf8))
    #expect(lines.lastWritten(in: 1...4) == 3)
    #expect(lines.lastWritten(in: 1...2) == 1)
    #expect(lines.lastWritten(in: 4...4) == nil)
  }
}
