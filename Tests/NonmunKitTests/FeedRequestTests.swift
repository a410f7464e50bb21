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
