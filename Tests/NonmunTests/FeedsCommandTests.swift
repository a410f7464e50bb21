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

  @Test func importedAndExportedAListIsTheSame() throws {
    let scratch = try scratch()
    try scratch.put(
      "list.opml",
      """
      <opml version="1.0"><head><title>x</title></head><body>
      <outline text="ML"><outline text="블로그"><outline text="B &amp; &quot;C&quot;" \
      xmlUrl="https://b.test/rss.xml?a=1&amp;b=2"/></outline>
      <outline title="D" xmlURL="http://d.test/"/></outline>
      <outline text="hf" xmlUrl="https://huggingface.co/api/daily_papers"/>
      <outline text="filter" xmlUrl="|command"/><outline text="D again" xmlUrl="http://d.test/"/>
      </body></opml>
      """)
    let result = try scratch.run("feeds", "import", "list.opml")
    #expect(result.output == "3 added, 2 not\n")
    #expect(result.error.contains("|command"))
    #expect(result.error.contains("known already, as ML/D"))
    let names = ["ML/블로그/B & \"C\"", "ML/D", "hf"]
    let listed = try scratch.run("feeds").output
    for name in names { #expect(listed.contains(name)) }
    #expect(listed.contains("huggingface  daily"))
    let exported = try scratch.run("feeds", "export").output
    let feeds = try scratch.text("Feeds/feeds.yml")
    let other = try Scratch(["nonmun.yml": "", "list.opml": exported])
    #expect(try other.run("feeds", "import", "list.opml").output == "4 added, 0 not\n")
    #expect(try other.run("feeds", "export").output == exported)
    #expect(try other.run("feeds").output == scratch.run("feeds").output)
    #expect(try scratch.run("feeds", "import", "list.opml").output == "0 added, 5 not\n")
    #expect(try scratch.text("Feeds/feeds.yml") == feeds)
  }
}
