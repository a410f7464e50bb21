import Foundation
import Testing

@Suite struct StatusCommandTests {
  private let scratch: Scratch

  /// Fresh on Tuesday; the same batch again on Wednesday, first and second.
  init() throws {
    scratch = try Scratch([
      "nonmun.yml": "timezone: Asia/Seoul",
      "Feeds/feeds.yml": """
      feeds:
        - arxiv: cs.LG
        - {url: 'https://a.test/feed', name: blog}
        - {url: 'https://b.test/feed', name: never}
      """,
      "r/rss.arxiv.org/rss/cs.LG": """
      <rss version="2.0" xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><title>cs.LG</title>
      <item><title>One</title><link>https://arxiv.org/abs/2611.10001</link>
      <guid>oai:arXiv.org:2611.10001v1</guid><arxiv:announce_type>new</arxiv:announce_type>
      </item></channel></rss>
      """,
    ])
    for now in ["2026-11-24T14:30", "2026-11-25T15:30", "2026-11-25T21:00"] {
      scratch.now = "\(now):00+09:00"
      try scratch.run("fetch", "cs.LG", "--replay", "r")
    }
    try scratch.run("fetch", "blog", "--replay", "r")
    scratch.now = "2026-11-25T22:00:00+09:00"
  }

  @Test func eachFeedHasItsVerdictItsSinceAndItsNextBatch() throws {
    let output = try scratch.run("status").output
    let table = """
      feed   verdict      since             asked             last fresh        next due          remark
      cs.LG  stalled      2026-11-25 15:30  2026-11-25 21:00  2026-11-24 14:30  2026-11-26 14:00  \
      nothing new since Tue 24 Nov; the batch of Wed 25 Nov was due at 14:00
      blog   failed       2026-11-25 21:00  2026-11-25 21:00  -                 -                 \
      not recorded: https://a.test/feed
      never  never asked  -                 -                 -                 -

      1 papers
      """
    #expect(output.hasPrefix(table), "\(output)")
  }

  @Test func statusAsJSONIsAnObjectAFeed() throws {
    let feeds = try Scratch.objects(scratch.run("status", "--json").output)
    #expect(feeds.map { $0["feed"] as? String } == ["cs.LG", "blog", "never"])
    #expect(feeds[0]["verdict"] as? String == "stalled")
    #expect(feeds[0]["since"] as? String == "2026-11-25T06:30:00Z")
    #expect(feeds[0]["last_fresh"] as? String == "2026-11-24T05:30:00Z")
    #expect(feeds[0]["next_due"] as? String == "2026-11-26T05:00:00Z")
    #expect(feeds[0]["http_status"] as? Int == 200)
    #expect(feeds[1]["error"] as? String == "not recorded: https://a.test/feed")
    #expect(feeds[2].count == 1)
    let one = try Scratch.objects(scratch.run("status", "--json", "blog").output)
    #expect(one.count == 1)
  }

  @Test func theHistoryIsALineARun() throws {
    let table = """
      cs.LG  2026-11-25 21:00  0 new  0 updated  1 seen  HTTP 200  stalled: nothing new since \
      Tue 24 Nov; the batch of Wed 25 Nov was due at 14:00
      cs.LG  2026-11-25 15:30  0 new  0 updated  1 seen  HTTP 200  stalled: nothing new since \
      Tue 24 Nov; the batch of Wed 25 Nov was due at 14:00
      cs.LG  2026-11-24 14:30  1 new  0 updated  1 seen  HTTP 200  fresh

      """
    #expect(try scratch.run("status", "--history", "cs.LG").output == table)
    let runs = try Scratch.objects(
      scratch.run("status", "--history", "--limit", "1", "--json").output)
    #expect(runs.map { $0["feed"] as? String } == ["cs.LG", "blog"])
    #expect(runs[0]["at"] as? String == "2026-11-25T12:00:00Z")
    #expect(runs[0]["requests"] as? Int == 1)
    #expect(try scratch.run("status", "--limit", "1").status == 64)
    #expect(try scratch.run("status", "--history", "--limit", "0").status == 64)
  }

  @Test func fetchGivesTheReasonInBothForms() throws {
    let plain = try scratch.run("fetch", "cs.LG", "--replay", "r").output
    #expect(
      plain
        == "cs.LG  0 new  0 updated  1 seen  stalled: nothing new since Tue 24 Nov; "
        + "the batch of Wed 25 Nov was due at 14:00\n")
    let json = try Scratch.objects(
      scratch.run("fetch", "cs.LG", "--replay", "r", "--json").output)
    #expect((json[0]["reason"] as? String)?.hasPrefix("nothing new since Tue 24 Nov") == true)
  }
}
