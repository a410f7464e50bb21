import NonmunKit
import NonmunWorkspace
import Testing

@Suite struct FeedsTextTests {
  private let blog = Feed(.url("https://e.com/rss.xml"), name: "e")

  @Test(arguments: [
    ("", "feeds:\n  - url: https://e.com/rss.xml\n    name: e\n"),
    ("# none yet\n", "# none yet\nfeeds:\n  - url: https://e.com/rss.xml\n    name: e\n"),
    ("feeds: []  # none\n", "feeds:\n  - url: https://e.com/rss.xml\n    name: e  # none\n"),
    (
      "feeds:\n- arxiv: cs.LG # mine\n\n# end\n",
      "feeds:\n- arxiv: cs.LG # mine\n- url: https://e.com/rss.xml\n  name: e\n\n# end\n"
    ),
    (
      "feeds:\n  - arxiv: cs.LG\n    # odd\n    name: l\n  # - arxiv: cs.CL",
      "feeds:\n  - arxiv: cs.LG\n    # odd\n    name: l\n"
        + "  - url: https://e.com/rss.xml\n    name: e\n  # - arxiv: cs.CL"
    ),
    (
      "feeds:\r\n  - arxiv: cs.LG\r\n",
      "feeds:\r\n  - arxiv: cs.LG\r\n  - url: https://e.com/rss.xml\r\n    name: e\r\n"
    ),
    ("feeds:\n  - arxiv: x", "feeds:\n  - arxiv: x\n  - url: https://e.com/rss.xml\n    name: e"),
    ("feeds: [{arxiv: x}]", "feeds: [{arxiv: x}, {url: \"https://e.com/rss.xml\", name: e}]"),
  ])
  func addingChangesNothingElse(_ text: String, _ expected: String) throws {
    #expect(try FeedsText(text, path: "f").adding([blog]) == expected)
  }

  @Test func whateverItIsCalledItIsReadBack() throws {
    let feeds = [
      Feed(.url("https://e.com/?a=1&b={c}#d"), name: "'single' \"double\" # not a comment"),
      Feed(.arxivSearch("ti:\"preference optimization\" AND cat:cs.CL"), name: "yes"),
      Feed(.arxivSearch("a: b"), name: "- [x]"), Feed(.huggingFace, name: "매일\\의 논문"),
    ]
    for text in ["", "feeds: [{arxiv: cs.LG}]", "feeds:\n - arxiv: cs.LG\n"] {
      let edited = try FeedsText(text, path: "f").adding(feeds)
      #expect(try FeedsFile(parsing: edited, path: "f").feeds.suffix(4) == feeds)
    }
  }

  @Test func removingTakesTheLinesOfTheEntry() throws {
    let text = """
      feeds:
        # first
        - huggingface: daily
        - url: https://e.com/rss.xml   # blog
          name: e

        # last
        - {arxiv: cs.LG}

      """
    #expect(
      try FeedsText(text, path: "f").removing(["e"]) == """
        feeds:
          # first
          - huggingface: daily

          # last
          - {arxiv: cs.LG}

        """)
    let none = try FeedsText(text, path: "f").removing(["e", "huggingface", "cs.LG"])
    #expect(none == "feeds: []\n  # first\n\n  # last\n")
    #expect(throws: FileError.self) {
      try FeedsText("feeds: [{arxiv: cs.LG}]", path: "f").removing(["cs.LG"])
    }
  }
}
