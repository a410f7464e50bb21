import Foundation
import LoopbackServer
import Testing

@Suite struct FetchCommandTests {
  private static let five = """
    feeds:
      - {url: 'https://a.test/feed', name: a}
      - {url: 'https://b.test/feed', name: b}
      - {url: 'https://c.test/feed', name: c}
      - {url: 'https://d.test/feed', name: d}
      - {url: 'https://e.test/feed', name: e}
    """

  private static func rss(_ name: String, title: String = "Paper") -> String {
    """
    <rss version="2.0"><channel><title>\(name)</title><item><title>\(title)</title>\
    <link>https://\(name).test/1</link><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item>\
    </channel></rss>
    """
  }

  @Test func theRecordedWeekArrivesOnce() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let first = try scratch.run("list", "--json")
    let papers = try Scratch.objects(first.output)
    #expect(papers.count >= 60)
    let ids = papers.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == papers.count)
    for id in ["2408.08152", "2406.07522", "2408.08872", "2305.18290", "2405.14734", "1706.02216"] {
      #expect(ids.contains("arxiv:\(id)"))
    }
    let again = try scratch.run(
      "fetch", "--json", "--replay", "Feeds/Sample", "--since", "2024-08-17", "--until",
      "2024-08-23")
    for feed in try Scratch.objects(again.output) {
      #expect(feed["new"] as? Int == 0 && feed["updated"] as? Int == 0)
      #expect(["waiting", "quiet"].contains(feed["verdict"] as? String ?? ""))
    }
    #expect(try scratch.run("list", "--json").output == first.output)
  }

  @Test func oneBrokenFeedOfFiveIsNamed() throws {
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": Self.five])
    for name in ["a", "b", "d", "e"] { try scratch.put("r/\(name).test/feed", Self.rss(name)) }
    try scratch.put("r/c.test/feed", "<html><body>log in</body></html>")
    let result = try scratch.run("fetch", "--replay", "r")
    #expect(result.status == 1)
    #expect(result.output.contains("failed: an HTML page, not a feed"))
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 4)
    #expect(try scratch.run("status").output.contains("an HTML page, not a feed"))
  }

  @Test func aPageStandsForTheFeedItNames() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'https://a.test/blog/', name: a}]",
      "r/a.test/blog/index.html": """
      <!doctype html><link rel="alternate" type="application/rss+xml" href="feed.xml">
      """, "r/a.test/blog/feed.xml": Self.rss("a"),
    ])
    let result = try scratch.run("fetch", "--replay", "r", "--json")
    #expect(result.status == 0)
    let feed = try #require(try Scratch.objects(result.output).first)
    #expect(feed["verdict"] as? String == "fresh")
    #expect(feed["requests"] as? Int == 2)
    let status = try scratch.run("status").output
    #expect(status.contains("is a page; it names the feed https://a.test/blog/feed.xml"))
    // A page that names a page leads nowhere.
    try scratch.put("r/a.test/blog/feed.xml", "<html><link rel=alternate></html>")
    #expect(try scratch.run("fetch", "--replay", "r").output.contains("an HTML page"))
  }

  @Test func whenEveryFeedFailsTheStatusSaysSo() throws {
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": Self.five])
    try FileManager.default.createDirectory(
      at: scratch.folder.appending(path: "r"), withIntermediateDirectories: true)
    let result = try scratch.run("fetch", "--replay", "r")
    #expect(result.status == 69)
    #expect(result.output.contains("failed: not recorded: https://a.test/feed"))
    #expect(try scratch.run("list").status == 2)
  }

  @Test func onlyTheFeedsNamedAreAsked() throws {
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": Self.five])
    try scratch.put("r/b.test/feed", Self.rss("b"))
    #expect(try scratch.run("fetch", "b", "--replay", "r").status == 0)
    let unknown = try scratch.run("fetch", "zeta", "--replay", "r")
    #expect(unknown.status == 64)
    #expect(unknown.error.contains("a, b, c, d, e"))
  }

  @Test func aDryRunPrintsAddressesAndAsksNobody() throws {
    let scratch = try Scratch()
    let result = try scratch.run("fetch", "--dry-run", "--since", "2024-08-19")
    #expect(result.output.contains("https://huggingface.co/api/daily_papers?date=2024-08-20\n"))
    #expect(result.output.contains("https://rss.arxiv.org/rss/cs.LG\n"))
    #expect(try scratch.run("list").status == 2)
  }

  @Test func aRecordedFetchReplaysTheSame() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(Self.rss("live"), headers: ["ETag: \"v1\""])
    }
    let files = [
      "nonmun.yml": "contact: me@example.com",
      "Feeds/feeds.yml": "feeds: [{url: '\(server.address("/feed"))', name: live}]",
    ]
    let scratch = try Scratch(files)
    #expect(try scratch.run("fetch", "--record", "r").status == 0)
    #expect(server.requests.first?.head.contains("(me@example.com)\r\n") == true)
    let other = try Scratch(files)
    let recorded = scratch.folder.appending(path: "r").path()
    #expect(try other.run("fetch", "--replay", recorded).status == 0)
    #expect(try other.run("list", "--json").output == scratch.run("list", "--json").output)
    #expect(server.requests.count == 1)
  }

  @Test func anUnchangedFeedIsNotReadAgain() throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(
        Self.rss("live"), status: request.head.contains("If-None-Match: \"v1\"") ? 304 : 200,
        headers: ["ETag: \"v1\""])
    }
    let scratch = try Scratch([
      "nonmun.yml": "",
      "Feeds/feeds.yml": "feeds: [{url: '\(server.address("/feed"))', name: live}]",
    ])
    let first = try #require(try Scratch.objects(scratch.run("fetch", "--json").output).first)
    #expect(first["verdict"] as? String == "fresh")
    let second = try #require(try Scratch.objects(scratch.run("fetch", "--json").output).first)
    #expect(second["verdict"] as? String == "quiet")
    #expect(second["http_status"] as? Int == 304)
  }

  /// Half a body with a validator would be "not modified" for ever.
  @Test func whatArrivedDamagedIsAskedForWhole() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(
        Self.rss("live").replacing("</channel></rss>", with: ""), headers: ["ETag: \"v1\""])
    }
    let scratch = try Scratch([
      "nonmun.yml": "",
      "Feeds/feeds.yml": "feeds: [{url: '\(server.address("/feed"))', name: live}]",
    ])
    let result = try scratch.run("fetch")
    #expect(result.output.contains("1 new"))
    #expect(result.output.contains("not well-formed XML"))
    try scratch.run("fetch")
    #expect(server.requests.count == 2)
    #expect(server.requests.allSatisfy { !$0.head.contains("If-None-Match") })
  }

  @Test func theTerminalIsNotToldToDoThings() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'https://a.test/feed', name: a}]",
    ])
    let title = "&#x9b;31m red &#x202e;abc"
    try scratch.put("r/a.test/feed", Self.rss("a", title: title))
    try scratch.run("fetch", "--replay", "r")
    for arguments in [["list"], ["list", "--json"], ["show", "1"]] {
      let output = try scratch.run(arguments[0], arguments.dropFirst().first ?? "--workspace=.")
        .output
      #expect(output.contains("red"))
      #expect(
        !output.unicodeScalars.contains { $0 == "\u{9b}" || $0 == "\u{202e}" || $0 == "\u{1b}" })
    }
  }

  @Test func anEmptyListOfTodayMeansTheLastOneThatIsNot() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{huggingface: daily}]",
    ])
    scratch.now = "2024-08-20T10:00:00+09:00"
    let list = "r/huggingface.co/api/daily_papers?date="
    try scratch.put("\(list)2024-08-20", "[]")
    try scratch.put(
      "\(list)2024-08-19", #"[{"paper":{"id":"2408.08872","title":"xGen-MM"},"title":"xGen-MM"}]"#)
    let feed = try #require(
      try Scratch.objects(scratch.run("fetch", "--replay", "r", "--json").output).first)
    #expect(feed["new"] as? Int == 1)
    #expect(feed["requests"] as? Int == 2)
    let paper = try #require(try Scratch.objects(scratch.run("list", "--json").output).first)
    #expect(paper["day"] as? String == "2024-08-19")
  }
}
