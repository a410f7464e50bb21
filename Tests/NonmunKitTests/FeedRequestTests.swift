import Foundation
import NonmunKit
import Testing

@Suite struct FeedRequestTests {
  private let now = Date(timeIntervalSince1970: 1_724_113_800)  // 2024-08-20T00:30:00Z

  private func range(_ first: String, _ last: String) throws -> ClosedRange<Day> {
    try #require(Day(first))...(try #require(Day(last)))
  }

  @Test func huggingFaceIsAskedOnceADay() throws {
    let requests = Feed(.huggingFace).requests(
      days: try range("2024-08-17", "2024-08-19"), now: now)
    #expect(
      requests.map(\.address) == [
        "https://huggingface.co/api/daily_papers?date=2024-08-17",
        "https://huggingface.co/api/daily_papers?date=2024-08-18",
        "https://huggingface.co/api/daily_papers?date=2024-08-19",
      ])
    #expect(requests.map(\.day?.description) == ["2024-08-17", "2024-08-18", "2024-08-19"])
  }

  @Test func aDayThatHasNotBegunThereIsNotAsked() throws {
    let requests = Feed(.huggingFace).requests(
      days: try range("2024-08-20", "2024-08-22"), now: now)
    #expect(requests.map(\.day?.description) == ["2024-08-20"])
  }

  @Test(arguments: [
    (nil, ["2024-08-20"]), ("2024-08-20", ["2024-08-20"]),
    ("2024-08-18", ["2024-08-18", "2024-08-19", "2024-08-20"]), ("2024-08-25", []),
  ])
  func daysMissedAreAskedAndTheLastOneAgain(_ lastList: String?, _ days: [String]) {
    let requests = Feed(.huggingFace).requests(now: now, lastList: lastList.flatMap { Day($0) })
    #expect(requests.map(\.day?.description) == days)
  }

  @Test func aLongLeaveAsksForAMonth() {
    #expect(Feed(.huggingFace).requests(now: now, lastList: Day("2020-01-01")).count == 32)
  }

  @Test func aSearchOfDaysNamesTheirSubmissions() throws {
    let feed = Feed(
      .arxivSearch(#"ti:"preference optimization" AND cat:cs.CL"#), name: "preference")
    #expect(
      addresses(feed.walks(days: try range("2024-08-17", "2024-08-23"), now: now), of: feed) == [
        "https://export.arxiv.org/api/query?search_query=(ti:%22preference+optimization%22+AND+"
          + "cat:cs.CL)+AND+submittedDate:%5B202408170000+TO+202408232359%5D"
          + "&sortBy=submittedDate&max_results=100"
      ])
    #expect(
      addresses(feed.walks(now: now), of: feed) == [
        "https://export.arxiv.org/api/query?search_query=ti:%22preference+optimization%22+AND+"
          + "cat:cs.CL&sortBy=submittedDate&max_results=100"
      ])
  }

  private func addresses(_ walks: FeedWalks, of feed: Feed) -> [String] {
    walks.walks.map { $0.request(for: feed, .live).address }
  }

  @Test func oneCategoryARequest() {
    #expect(
      Feed(.arxiv("cs.LG")).requests(now: now).map(\.address) == [
        "https://rss.arxiv.org/rss/cs.LG"
      ])
  }

  @Test(arguments: ["cs.LG", "arxiv", "morning"])
  func aFeedHasSeveralNames(_ name: String) {
    #expect(Feed(.arxiv("cs.LG"), name: "morning").answers(to: name))
    #expect(!Feed(.arxiv("cs.CL")).answers(to: "cs.LG"))
  }
}

@Suite struct VerdictTests {
  @Test(arguments: [
    // now, last fresh, verdict: 2024-08-21 is a Wednesday; arXiv's day begins at 04:00 UTC.
    ("2024-08-21T03:00:00Z", "2024-08-20T05:00:00Z", Verdict.waiting),
    ("2024-08-21T04:30:00Z", "2024-08-20T05:00:00Z", .waiting),
    ("2024-08-21T06:00:00Z", "2024-08-20T05:00:00Z", .stalled),
    ("2024-08-21T06:00:00Z", "2024-08-21T04:10:00Z", .waiting),
    ("2024-08-24T12:00:00Z", "2024-08-23T05:00:00Z", .quiet),
    // In winter New York is an hour later: its midnight is 05:00 UTC.
    ("2024-12-11T05:30:00Z", "2024-12-10T06:00:00Z", .waiting),
    ("2024-12-11T06:30:00Z", "2024-12-10T06:00:00Z", .stalled),
    // Sunday's clocks went back; Monday's midnight is already an hour later.
    ("2024-11-04T05:30:00Z", "2024-11-01T05:00:00Z", .waiting),
    ("2024-11-04T06:30:00Z", "2024-11-01T05:00:00Z", .stalled),
  ])
  func announcements(_ now: String, _ lastFresh: String?, _ verdict: Verdict) throws {
    #expect(try self.verdict(.arxiv("cs.LG"), now, lastFresh) == verdict)
  }

  @Test(arguments: [
    ("2024-08-21T01:00:00Z", "2024-08-20T12:00:00Z", Verdict.waiting),
    ("2024-08-21T23:00:00Z", "2024-08-20T12:00:00Z", .waiting),
    ("2024-08-22T00:30:00Z", "2024-08-20T12:00:00Z", .stalled),
    ("2024-08-24T01:00:00Z", "2024-08-23T12:00:00Z", .quiet),
  ])
  func lists(_ now: String, _ lastFresh: String?, _ verdict: Verdict) throws {
    #expect(try self.verdict(.huggingFace, now, lastFresh) == verdict)
  }

  @Test func listsOfThePastAreQuiet() throws {
    let day = try #require(Day("2024-08-16"))
    let verdict = try verdict(.huggingFace, "2024-08-22T00:30:00Z", nil, days: day...day)
    #expect(verdict == .quiet)
  }

  @Test func anEmptyFirstBatchOnAWeekdayIsStalled() throws {
    #expect(try verdict(.arxiv("cs.LG"), "2024-08-21T06:00:00Z", nil) == .stalled)
  }

  @Test func whatIsNewIsFresh() throws {
    let now = try Date("2024-08-24T01:00:00Z", strategy: .iso8601)
    #expect(
      Verdict(of: .url("https://e.com/"), newItems: 1, lastFresh: nil, days: nil, now: now)
        == .fresh)
    #expect(
      Verdict(of: .url("https://e.com/"), newItems: 0, lastFresh: nil, days: nil, now: now)
        == .quiet)
  }

  private func verdict(
    _ source: FeedSource, _ now: String, _ lastFresh: String?, days: ClosedRange<Day>? = nil
  ) throws -> Verdict {
    Verdict(
      of: source, newItems: 0, lastFresh: try lastFresh.map { try Date($0, strategy: .iso8601) },
      days: days, now: try Date(now, strategy: .iso8601))
  }
}
