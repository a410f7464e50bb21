import Foundation
import LoopbackServer
import NonmunKit
import Testing

/// A week without a network, and then `fetch --since`.
@Suite struct CatchingUpTests {
  private static let week = ("2024-08-12", "2024-08-20")

  /// An announcement feed has no past: the API does.
  @Test func missedAnnouncementsAreHadFromTheAPI() throws {
    // Four papers a day.
    let arxiv = try PlayedArxiv(papers: 80, step: 360)
    let reader = try PlayedReader()
    let plain = try reader.fetch(.arxiv("cs.LG"), from: arxiv)
    #expect(plain.new == 1)
    #expect(arxiv.asked == ["/rss/cs.LG"])
    let report = try reader.fetch(.arxiv("cs.LG"), from: arxiv, days: Self.week)
    #expect(report.error == nil)
    #expect(report.verdict == .fresh)
    #expect(report.new == 35)
    #expect(
      report.defect
        == "2024-08-12 to 2024-08-20 filled from arXiv's API, by submission: 36 papers")
    #expect(
      arxiv.asked.last
        == "search_query=(cat:cs.LG) AND submittedDate:[202408120000 TO 202408202359]"
        + "&sortBy=submittedDate&max_results=100")
  }

  @Test func todayAloneIsNoGap() throws {
    let arxiv = try PlayedArxiv(papers: 80, step: 360)
    _ = try PlayedReader().fetch(
      .arxiv("cs.LG"), from: arxiv, days: ("2024-08-20", "2024-08-20"))
    #expect(arxiv.asked == ["/rss/cs.LG"])
  }

  @Test func aFillingThatBrokeOffGoesOnWithTheNextFetch() throws {
    let arxiv = try PlayedArxiv(papers: 200, step: 60) { number, path in
      number < 4 && path.contains("start=100") ? LoopbackServer.Reply("no", status: 500) : nil
    }
    let reader = try PlayedReader()
    let broken = try reader.fetch(.arxiv("cs.LG"), from: arxiv, days: ("2024-08-01", "2024-08-20"))
    #expect(broken.verdict == .failed)
    #expect(try reader.papers == 100)
    let next = try reader.fetch(.arxiv("cs.LG"), from: arxiv, now: "2024-08-21T12:00:00Z")
    #expect(next.error == nil)
    #expect(try reader.papers == 200)
    #expect(next.defect?.contains("filled from arXiv's API, by submission: 200 papers") == true)
  }

  @Test func aReplayIsWholeWithoutThePast() throws {
    let scratch = try Scratch()
    scratch.now = "2024-08-23T21:00:00+09:00"
    let result = try scratch.run(
      "fetch", "cs.LG", "--replay", "Feeds/Sample", "--since", "2024-08-17", "--json")
    #expect(result.status == 0)
    let feed = try #require(try Scratch.objects(result.output).first)
    #expect(feed["new"] as? Int == 10 && feed["seen"] as? Int == 12)
    #expect(feed["requests"] as? Int == 1)
    #expect(feed["http_status"] as? Int == 200)
    #expect(!(try scratch.run("status").output.contains("not recorded")))
  }

  private static func rss(_ days: [Int]) -> String {
    let items = days.map { day in
      "<item><title>P\(day)</title><link>https://a.test/\(day)</link>"
        + "<pubDate>\(day) Aug 2024 10:00:00 GMT</pubDate></item>"
    }
    return "<rss version=\"2.0\"><channel><title>a</title>\(items.joined())</channel></rss>"
  }

  @Test func anOrdinaryFeedSaysWhatItNoLongerHolds() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'https://a.test/feed', name: a}]",
      "r/a.test/feed": Self.rss([16, 15, 14]),
    ])
    scratch.now = "2024-08-20T12:00:00Z"
    let first = try scratch.run("fetch", "--replay", "r", "--since", "2024-08-12")
    #expect(first.output.contains("fresh (days before 2024-08-14 are no longer in the feed)"))
    // What was fetched since is not missing.
    try scratch.put("r/a.test/feed", Self.rss([21, 20]))
    scratch.now = "2024-08-22T12:00:00Z"
    let second = try scratch.run("fetch", "--replay", "r", "--since", "2024-08-12")
    #expect(!second.output.contains("no longer"))
    try scratch.put("r/a.test/feed", Self.rss([29, 28]))
    scratch.now = "2024-08-30T12:00:00Z"
    let third = try scratch.run("fetch", "--replay", "r", "--since", "2024-08-23")
    #expect(third.output.contains("(days before 2024-08-28 are no longer in the feed)"))
  }
}
