import NonmunKit
import NonmunMarkdown
import Testing

/// What a feed says comes back out of a page as it was said.
@Suite struct EscapingRoundTripTests {
  @Test(arguments: [
    "SimPO", "a](javascript:alert(1))", "](https://evil)[", "\\](x)", "\\\\](x)", "`a` ``b",
    "*a* **b** a*b*c",
    "_a_ __b__ a_b _ a_", "~~a~~ ~b", "<script>alert(1)</script>", "<https://evil>", "<!-- a",
    "![i](https://i)",
    "[^1]", "[x]: https://y", "&amp; &lt; &#35; &copy &c;", "{{ site.x }} {% raw %} {", "a|b",
    "https://evil.com www.evil.com",
    "a@b.com", "$\\mathcal{L}_2$ $$x$$", "a\\", "# a", "- a", "1. a", "> a", "a\nb\r\n\r\n# c",
    "한국어_모델 *은", "\t a  b ",
    "a<b>c", "[[a]](b)", "(a", "a)", "\"t\"", "***", "___", "~~~", "```", "---", "🙂 é *é*", "x_ _y",
    "*a _b* c_",
  ])
  func aTitleComesBack(_ title: String) throws {
    try expectRoundTrip(of: title)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func anyPunctuationComesBack(seed: UInt64) throws {
    let alphabet = Array("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ab1가\n")
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<500 {
      let length = Int.random(in: 1...16, using: &numbers)
      let title = String((0..<length).compactMap { _ in alphabet.randomElement(using: &numbers) })
      guard !title.whiteSpaceFolded.isEmpty else { continue }
      try expectRoundTrip(of: title)
    }
  }

  @Test func controlCharactersAreGone() throws {
    let block = try linkedBlocks(
      NoteLink(title: "a\u{0}\u{1B}[0m\u{202E}b\u{7F}", address: "https://x/"))
    #expect(block.flatMap(\.links).map(\.text) == ["a[0mb"])
  }

  @Test(arguments: [
    "https://e.com/a b", "https://e.com/(", "https://e.com/)x(", "https://e.com/\\)",
    "https://e.com/&copy;",
    "https://e.com/a\\", "https://e.com/*_~[x]($)", "https://e.com/[a](b)",
    "https://ko.wikipedia.org/wiki/트랜스포머를",
    "https://e.com/?a=1&b=2#c", "https://e.com/\u{3000}\u{A0}",
    "https://e.com/" + String(repeating: "(", count: 40)
      + String(repeating: ")", count: 40), "https://e.com/\"t\"", "https://e.com/ \"t\"",
    "https://e.com/<a>`{|\n",
  ])
  func anAddressComesBack(_ address: String) throws {
    let links = try linkedBlocks(NoteLink(title: "t", address: address)).flatMap(\.links)
    #expect(links == [.init(address: address.encodedForMarkdown, text: "t")])
  }

  @Test(arguments: 10..<20 as Range<UInt64>)
  func anyAddressComesBack(seed: UInt64) throws {
    let alphabet = Array("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ab1가\n")
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<500 {
      let path = (0..<12).compactMap { _ in alphabet.randomElement(using: &numbers) }
      let address = "https://e.com/\(String(path))x"
      let links = try linkedBlocks(NoteLink(title: "t", address: address)).flatMap(\.links)
      #expect(links == [.init(address: address.encodedForMarkdown, text: "t")])
    }
  }

  private func expectRoundTrip(of title: String) throws {
    let link = NoteLink(title: title, address: "https://x/")
    #expect(!link.text.contains("{"))
    let blocks = try linkedBlocks(link)
    #expect(
      blocks.flatMap(\.links) == [.init(address: "https://x/", text: title.whiteSpaceFolded)],
      "\(title.debugDescription) became \(link.text)")
  }

  private func linkedBlocks(_ link: NoteLink) throws -> [PageOutline.LinkedBlock] {
    let note = try NoteText("**가**[]는 *나* `다` ~라~", linking: [link])
    return try PageBlocks(parsing: Array("- \(note.lines[0])\n".utf8)).outline.linkedBlocks
  }
}
