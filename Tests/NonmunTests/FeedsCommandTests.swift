import Foundation
import Testing

@Suite struct FeedsCommandTests {
  private static let feed = """
    <rss version="2.0"><channel><title>Blog</title><link>https://b.test/</link>\
    <item><title>Old</title><link>https://b.test/1</link>\
    <pubDate>Mon, 05 Aug 2024 10:00:00 GMT</pubDate></item>\
    <item><title>확산 &amp; 모델</title><link>https://b.test/2</link><author>Kim Hana</author>\
    <pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item></channel></rss>
    """

  private func scratch() throws -> Scratch {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds:\n  - arxiv: cs.LG   # mine\n",
    ])
    try scratch.put("r/b.test/rss.xml", Self.feed)
    return scratch
  }

  @Test func checkPrintsWhatIsRead() throws {
    let scratch = try scratch()
    let json = try scratch.run("feeds", "check", "r/b.test/rss.xml", "--json").output
    let objects = try Scratch.objects(json)
    #expect(objects.count == 3)
    #expect(objects[0]["format"] as? String == "rss-2.0")
    #expect(objects[0]["items"] as? Int == 2)
    #expect(objects[0]["link"] as? String == "https://b.test/")
    #expect(objects[2]["title"] as? String == "확산 & 모델")
    #expect(objects[2]["authors"] as? [String] == ["Kim Hana"])
    #expect(objects[2]["published"] as? String == "2024-08-19T10:00:00Z")
    let plain = try scratch.run("feeds", "check", "https://b.test/rss.xml", "--replay", "r").output
    #expect(plain.contains("2024-08-19  확산 & 모델 [https://b.test/2]\n"))
  }

  /// Outside of any workspace, too.
  @Test func whatCannotBeReadIsNamed() throws {
    let scratch = try Scratch(["page.html": "<!doctype html><p>log in</p>"])
    let page = try scratch.run("feeds", "check", "page.html")
    #expect(page.status == 1)
    #expect(page.error.contains("page.html: an HTML page"))
    #expect(try scratch.run("feeds", "check", "nowhere.xml").status == 64)
    let missing = try scratch.run("feeds", "check", "https://b.test/x", "--replay", "r")
    #expect(missing.status == 1)
    #expect(missing.error.contains("not recorded"))
  }

  @Test func anAddedFeedIsReadOnce() throws {
    let scratch = try scratch()
    let result = try scratch.run(
      "feeds", "add", "https://b.test/rss.xml", "--name", "blog", "--replay", "r")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.hasPrefix("blog: Blog, 2 items\n2024-08-19  확산"))
    #expect(
      try scratch.text("Feeds/feeds.yml")
        == "feeds:\n  - arxiv: cs.LG   # mine\n  - url: https://b.test/rss.xml\n    name: blog\n")
    #expect(try scratch.run("feeds").output.contains("blog   url    https://b.test/rss.xml\n"))
    #expect(try scratch.run("feeds", "add", "https://b.test/rss.xml", "--replay", "r").status == 64)
    #expect(try scratch.run("feeds", "remove", "blog").status == 0)
    #expect(try scratch.text("Feeds/feeds.yml") == "feeds:\n  - arxiv: cs.LG   # mine\n")
    #expect(try scratch.run("feeds", "remove", "blog").status == 64)
  }

  @Test func aPageLeadsToItsFeed() throws {
    let scratch = try scratch()
    try scratch.put(
      "r/b.test/index.html",
      "<!doctype html><link rel=alternate type=application/rss+xml href=rss.xml><p>Blog")
    let result = try scratch.run(
      "feeds", "add", "https://b.test/index.html", "--name", "blog", "--replay", "r")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("is a page; it names https://b.test/rss.xml"))
    #expect(try scratch.text("Feeds/feeds.yml").contains("  - url: https://b.test/rss.xml\n"))
    try scratch.put("r/c.test/index.html", "<!doctype html><p>nothing")
    let none = try scratch.run("feeds", "add", "https://c.test/index.html", "--replay", "r")
    #expect(none.status == 1)
    #expect(none.error.contains("an HTML page"))
  }

  @Test func whatCannotBeReadIsNotAdded() throws {
    let scratch = try scratch()
    let before = try scratch.text("Feeds/feeds.yml")
    #expect(try scratch.run("feeds", "add", "https://b.test/no", "--replay", "r").status == 1)
    #expect(try scratch.run("feeds", "add", "b.test").status == 64)
    #expect(try scratch.text("Feeds/feeds.yml") == before)
  }

  @Test func markdownIsPrintedWhereItIsAskedFor() throws {
    let scratch = try Scratch([:])
    try scratch.put(
      "feed.xml",
      """
      <rss><channel><title>Blog</title><item><title>one</title><link>https://b.test/1</link>\
      <description>&lt;p&gt;A &lt;b&gt;b&lt;/b&gt; &#x9b;&lt;p&gt;&lt;a href="/c"&gt;c&lt;/a&gt;</description></item>\
      <item><title>two</title><description>plain</description></item></channel></rss>
      """)
    let plain = try scratch.run("feeds", "check", "feed.xml", "--markdown").output
    #expect(
      plain.hasSuffix(
        "\n\n  one [https://b.test/1]\n\nA **b**\n\n[c](https://b.test/c)\n\n  two []\n"))
    let json = try Scratch.objects(
      try scratch.run("feeds", "check", "feed.xml", "--markdown", "--json").output)
    #expect(json[1]["markdown"] as? String == "A **b**\n\n[c](https://b.test/c)")
    #expect(json[2]["markdown"] == nil)
    #expect(try !scratch.run("feeds", "check", "feed.xml", "--json").output.contains("markdown"))
  }

  @Test func checkReadsStandardInputAndPipes() throws {
    let scratch = try Scratch([:])
    let result = try scratch.run("feeds", "check", "-", input: Self.feed)
    #expect(result.output.contains("items   2\n"))
    #expect(
      try scratch.run("feeds", "check", "/dev/stdin", input: Self.feed).output == result.output)
    #expect(try scratch.run("feeds", "check", "-", input: "").error == "nonmun: -: an empty body\n")
  }

  @Test(arguments: [
    ("empty.xml", 1, "an empty body"), ("folder", 1, "Is a directory"),
    ("/dev/zero", 1, "a device, not a file"),
    ("ftp://b.test/", 64, "an address starts with http:// or https://"),
  ])
  func checkTakesFilesOnly(_ place: String, _ status: Int32, _ words: String) throws {
    let scratch = try Scratch(["empty.xml": "", "folder/x": ""])
    let result = try scratch.run("feeds", "check", place)
    #expect(result.status == status)
    #expect(result.error.contains(words))
  }

  /// Many a page that tells "not found" names the feeds of its site.
  @Test func aPageThatTellsOfAnErrorLeadsNowhere() throws {
    let scratch = try scratch()
    let before = try scratch.text("Feeds/feeds.yml")
    let page = "<!doctype html><link rel=alternate type=application/rss+xml href=rss.xml>"
    try scratch.put("r/b.test/gone", page)
    try scratch.put("r/b.test/gone.headers", "HTTP/1.1 404 Not Found\r\n\r\n")
    for command in ["add", "check"] {
      let result = try scratch.run("feeds", command, "https://b.test/gone", "--replay", "r")
      #expect(result.status == 1)
      #expect(result.error.contains("HTTP 404: an HTML page"))
    }
    #expect(try scratch.text("Feeds/feeds.yml") == before)
  }

  @Test func ofSeveralFeedsThatAPageNamesTheFirstIsTakenAndTold() throws {
    let scratch = try scratch()
    let link = "<link rel=alternate type=application/rss+xml href="
    try scratch.put(
      "r/b.test/dir/index.html",
      "<!doctype html><base href='/'>\(link)javascript:x>\(link)rss.xml>\(link)comments.xml>")
    let result = try scratch.run("feeds", "add", "https://b.test/dir/index.html", "--replay", "r")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("the first one is taken: https://b.test/rss.xml\n"))
    #expect(try scratch.text("Feeds/feeds.yml").hasSuffix("  - url: https://b.test/rss.xml\n"))
  }

  @Test func aFeedIsAddedAsBrowsersHandItOver() throws {
    let scratch = try scratch()
    for address in ["feed:https://b.test/rss.xml", "HTTPS://b.test/rss.xml "] {
      #expect(try scratch.run("feeds", "add", address, "--replay", "r").status == 0)
      #expect(try scratch.run("feeds", "remove", "https://b.test/rss.xml").status == 0)
    }
    #expect(try scratch.run("feeds", "add", "https://b.test/rss.xml", "--name", " ").status == 64)
  }

  @Test func bytesThatAreNoTextHaveTheirLine() throws {
    let scratch = try scratch()
    let bytes = Array("feeds:\n  - arxiv: ".utf8) + [0xFF, 0x0A, 0x0A]
    try Data(bytes).write(to: scratch.folder.appending(path: "Feeds/feeds.yml"))
    let result = try scratch.run("feeds", "add", "https://b.test/rss.xml", "--replay", "r")
    #expect(result.status == 65)
    #expect(result.error == "nonmun: Feeds/feeds.yml:2:1: not UTF-8\n")
  }

  @Test func addedAtOnceNoneIsLost() throws {
    let scratch = try scratch()
    let processes = try (1...8).map { number in
      try scratch.put("r/b.test/\(number)", Self.feed)
      let address = "https://b.test/\(number % 6)"
      return scratch.process(["feeds", "add", address, "--replay", "r"])
    }
    try scratch.put("r/b.test/0", Self.feed)
    for process in processes {
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
    }
    for process in processes { process.waitForEnd() }
    // Two of them name what another one adds.
    #expect(processes.map { $0.waitForEnd().status }.sorted() == [0, 0, 0, 0, 0, 0, 64, 64])
    let listed = try scratch.run("feeds").output
    for number in 0..<6 { #expect(listed.contains("https://b.test/\(number)\n")) }
  }
}
