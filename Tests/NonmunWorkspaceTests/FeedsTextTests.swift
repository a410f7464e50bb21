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
    (
      "feeds: [{arxiv: x},] # [1]",
      "feeds: [{arxiv: x}, {url: \"https://e.com/rss.xml\", name: e}] # [1]"
    ),
    (
      "feeds: [\n  {arxiv: x, name: '[x]'},  # ]\n]\n",
      "feeds: [\n  {arxiv: x, name: '[x]'},  # ]\n {url: \"https://e.com/rss.xml\", name: e}]\n"
    ),
    (
      "# feeds: []\nfeeds : [ ]\n",
      "# feeds: []\nfeeds :\n  - url: https://e.com/rss.xml\n    name: e\n"
    ),
    (
      "# a\n\n{feeds: [{arxiv: x}]}  # ]\n",
      "# a\n\n{feeds: [{arxiv: x}, {url: \"https://e.com/rss.xml\", name: e}]}  # ]\n"
    ),
    ("feeds: []\n...\n", "feeds:\n  - url: https://e.com/rss.xml\n    name: e\n...\n"),
    ("feeds:", "feeds:\n  - url: https://e.com/rss.xml\n    name: e"),
    (
      "feeds:  # mine\r\n  # none\r\n",
      "feeds:  # mine\r\n  - url: https://e.com/rss.xml\r\n    name: e\r\n  # none\r\n"
    ),
    (
      "---\n\"feeds\":\n  -\n    arxiv: x\n    name: &n 가\n...\n",
      "---\n\"feeds\":\n  -\n    arxiv: x\n    name: &n 가\n  - url: https://e.com/rss.xml\n    name: e\n...\n"
    ),
    (
      "feeds:\n  - arxiv-search: >\n      ti:a\n\n      OR ti:b\n",
      "feeds:\n  - arxiv-search: >\n      ti:a\n\n      OR ti:b\n"
        + "  - url: https://e.com/rss.xml\n    name: e\n"
    ),
    (
      "\u{FEFF}feeds:\n  - {arxiv: x}\n",
      "\u{FEFF}feeds:\n  - {arxiv: x}\n  - url: https://e.com/rss.xml\n    name: e\n"
    ),
  ])
  func addingChangesNothingElse(_ text: String, _ expected: String) throws {
    #expect(try FeedsText(text, path: "f").adding([blog]) == expected)
  }

  /// Where no way to write it is safe, the place of the list is named.
  @Test(arguments: [
    ("# none\nfeeds: ~\n", 2, 1), ("feeds:\n  - arxiv-search: |\n      ti:x\n      # y\n", 2, 3),
    ("{}\n", 1, 1),
  ])
  func whatCannotBeEditedSafelyIsRefused(_ text: String, line: Int, column: Int) throws {
    let error = #expect(throws: FileError.self) { try FeedsText(text, path: "f").adding([blog]) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test(arguments: [
    (
      "feeds:\n  # first\n  - arxiv: x  # mine\n  - arxiv: y\n", "feeds:\n  # first\n  - arxiv: y\n"
    ),
    ("feeds:\r\n- arxiv: x\r\n- arxiv: y", "feeds:\r\n- arxiv: y"),
    ("feeds:\n  -\n    # odd\n    arxiv: x\n\n  - arxiv: y\n", "feeds:\n\n  - arxiv: y\n"),
    ("feeds:  # mine\n  - arxiv: x", "feeds: []  # mine"),
  ])
  func removingChangesNothingElse(_ text: String, _ expected: String) throws {
    #expect(try FeedsText(text, path: "f").removing(["x"]) == expected)
  }

  @Test func nothingIsAnEmptyList() throws {
    for text in ["feeds:", "feeds: # none\n", "feeds: null\n"] {
      #expect(try FeedsFile(parsing: text, path: "f").feeds.isEmpty)
    }
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

  @Test(arguments: [
    (
      "feeds:\n  # http://a/f\n  - url: http://a/f  # x\n",
      "feeds:\n  # http://a/f\n  - url: NEW  # x\n"
    ),
    (
      "feeds: [{url: 'http://a/f2'}, {url: \"http://a/f\", name: n}]",
      "feeds: [{url: 'http://a/f2'}, {url: \"NEW\", name: n}]"
    ),
    (
      "feeds:\r\n- name: http://a/f\r\n  url: http://a/f",
      "feeds:\r\n- name: http://a/f\r\n  url: NEW"
    ),
  ])
  func movingChangesTheAddressAlone(_ text: String, _ expected: String) throws {
    let feeds = try FeedsText(text, path: "f")
    let name = try #require(feeds.feeds.first { $0.source == .url("http://a/f") }?.name)
    for address in ["https://b.test/new?x=1", "https://b.test/#a"] {
      #expect(
        try feeds.moving(name, to: address) == expected.replacing("NEW", with: address))
    }
    #expect(try feeds.moving("other", to: "https://b.test/") == text)
    let quoted = try feeds.moving(name, to: "https://b.test/ #a")
    #expect(
      try FeedsFile(parsing: quoted, path: "f").feeds.contains {
        $0.source == .url("https://b.test/ #a")
      })
  }

  @Test func whatCannotBeMovedSafelyIsRefused() throws {
    let text = "feeds:\n  - url: \"http://a/\\x66\"\n"
    #expect(throws: FileError.self) {
      try FeedsText(text, path: "f").moving("http://a/f", to: "https://b.test/")
    }
  }
}
