import Foundation
import NonmunKit
import NonmunStore
import Testing

/// Runs in the order of a week as a reader in Seoul has it; 14:00 there is arXiv's midnight.
@Suite struct HistoryTests {
  private let library: Library
  private let seoul: TimeZone

  init() throws {
    library = try Library()
    seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
  }

  private func item(_ number: Int, day: String?, type: AnnounceType) -> FeedItem {
    FeedItem(
      id: "oai:arXiv.org:2611.\(10_000 + number)v\(type.isReplacement ? 2 : 1)",
      title: "Paper \(number)", day: day.flatMap { Day($0) }, announceType: type)
  }

  /// - Parameter dated: What the feed says of its own day.
  private func ask(
    of feed: Feed = Feed(.arxiv("cs.LG")), _ now: String, papers: ClosedRange<Int>?,
    dated: String? = nil, list: String? = nil, type: AnnounceType = .new, status: Int = 200,
    error: String? = nil
  ) throws -> FeedReport {
    var harvest = FeedHarvest(feed: feed)
    harvest.report.httpStatus = status
    harvest.report.error = error
    if status == 200, error == nil {
      let items = (papers.map(Array.init) ?? []).map { item($0, day: dated, type: type) }
      harvest.lists = [(ParsedFeed(format: .arxivRSS, items: items), list.flatMap { Day($0) })]
    }
    return try library.save(
      harvest, matcher: Matcher([]), at: try Date("\(now):00+09:00", strategy: .iso8601), in: seoul)
  }

  private func state(_ feed: String = "cs.LG") throws -> FeedState {
    try #require(try library.states()[feed])
  }

  private func time(_ text: String) throws -> Date {
    try Date("\(text):00+09:00", strategy: .iso8601)
  }

  @Test func aStallSaysSinceWhen() throws {
    #expect(try ask("2026-11-24T14:30", papers: 1...9).verdict == .fresh)
    #expect(try ask("2026-11-25T10:00", papers: 1...9).verdict == .waiting)
    let stalled = try ask("2026-11-25T15:30", papers: 1...9)
    #expect(
      stalled.reason
        == "nothing new since Tue 24 Nov; the batch of Wed 25 Nov was due at 14:00")
    _ = try ask("2026-11-25T21:00", papers: nil)
    #expect(try state().report.verdict == .stalled)
    #expect(try state().since == time("2026-11-25T15:30"))
    #expect(try state().lastFresh == time("2026-11-24T14:30"))
    #expect(try ask("2026-11-26T15:30", papers: 10...19).verdict == .fresh)
    #expect(try state().since == time("2026-11-26T15:30"))
    #expect(try state().report.reason == nil)
  }

  /// That a host could not be asked in between does not end it; the weekend does not either.
  @Test func aStallOutlastsFailuresAndTheWeekend() throws {
    _ = try ask("2026-11-19T14:30", papers: 1...9)
    #expect(try ask("2026-11-20T15:30", papers: 1...9).verdict == .stalled)
    #expect(try ask("2026-11-20T21:00", papers: nil, error: "timed out").verdict == .failed)
    #expect(try ask("2026-11-21T15:30", papers: nil).verdict == .stalled)
    #expect(try ask("2026-11-23T15:30", papers: 10...19).verdict == .fresh)
    #expect(try ask("2026-11-23T21:00", papers: 10...19).verdict == .waiting)
  }

  /// arXiv's items said 23 November on 24 November, once; their ids were new all the same.
  @Test func datesADayBehindDecideNothing() throws {
    #expect(try ask("2026-11-23T14:30", papers: 1...9, dated: "2026-11-20").verdict == .fresh)
    #expect(try ask("2026-11-24T14:30", papers: 10...19, dated: "2026-11-23").verdict == .fresh)
    #expect(try ask("2026-11-24T21:00", papers: 10...19, dated: "2026-11-23").verdict == .waiting)
  }

  /// A batch that stands still while its dates move on is the same batch.
  @Test(arguments: [AnnounceType.new, .cross, .replace])
  func todaysDateOnKnownPapersDecidesNothing(_ type: AnnounceType) throws {
    #expect(
      try ask("2026-11-24T14:30", papers: 1...9, dated: "2026-11-24", type: type).verdict == .fresh)
    #expect(
      try ask("2026-11-25T15:30", papers: 1...9, dated: "2026-11-25", type: type).verdict
        == .stalled)
  }

  @Test func replacementsOfKnownPapersArrive() throws {
    let (learning, language) = (Feed(.arxiv("cs.LG")), Feed(.arxiv("cs.CL")))
    for feed in [learning, language] { _ = try ask(of: feed, "2026-11-24T14:30", papers: 1...9) }
    for feed in [learning, language] {
      let report = try ask(of: feed, "2026-11-25T15:30", papers: 1...9, type: .replace)
      #expect((report.verdict, report.new) == (.fresh, 0))
    }
  }

  @Test func eachCategoryHasItsOwnVerdict() throws {
    let (learning, language) = (Feed(.arxiv("cs.LG")), Feed(.arxiv("cs.CL")))
    _ = try ask(of: learning, "2026-11-24T14:30", papers: 1...9)
    _ = try ask(of: language, "2026-11-24T14:30", papers: 5...14)
    #expect(try ask(of: learning, "2026-11-25T15:30", papers: 15...20).verdict == .fresh)
    #expect(try ask(of: language, "2026-11-25T15:30", papers: 5...14).verdict == .stalled)
    // What one category has shown is new in another.
    #expect(try ask(of: language, "2026-11-25T16:30", papers: 15...16).verdict == .fresh)
  }

  @Test func aListIsHalfFilledThenWhole() throws {
    let daily = Feed(.huggingFace)
    func look(_ now: String, _ papers: ClosedRange<Int>?) throws -> Verdict {
      try ask(of: daily, now, papers: papers, list: "2026-11-24").verdict
    }
    #expect(try look("2026-11-24T10:00", nil) == .stalled)
    #expect(try look("2026-11-24T12:00", 1...4) == .fresh)
    #expect(try look("2026-11-24T13:00", 1...4) == .waiting)
    #expect(try look("2026-11-24T20:00", 1...9) == .fresh)
    #expect(try look("2026-11-24T23:00", 1...9) == .waiting)
    #expect(try state("huggingface").lastFilled == Day("2026-11-24"))
  }

  @Test func aLatePaperOfYesterdayIsNotTodaysList() throws {
    let daily = Feed(.huggingFace)
    _ = try ask(of: daily, "2026-11-24T20:00", papers: 1...9, list: "2026-11-24")
    #expect(
      try ask(of: daily, "2026-11-25T10:00", papers: 1...10, list: "2026-11-24").verdict == .fresh)
    let report = try ask(of: daily, "2026-11-26T10:00", papers: nil, list: "2026-11-25")
    #expect(report.verdict == .stalled)
    #expect(report.reason?.contains("the list of Wed 25 Nov was due by 09:00") == true)
  }

  @Test func lastWeekAgainIsFreshOnlyOnce() throws {
    let papers = 1...9
    let first = try ask("2026-11-25T15:30", papers: papers, dated: "2026-11-18")
    #expect(first.verdict == .fresh)
    let again = try ask("2026-11-26T15:30", papers: papers, dated: "2026-11-18")
    #expect(again.verdict == .stalled)
  }

  @Test func notModifiedIsJudgedByTheCalendar() throws {
    _ = try ask("2026-11-24T14:30", papers: 1...9)
    #expect(try ask("2026-11-24T20:00", papers: nil, status: 304).verdict == .waiting)
    let stalled = try ask("2026-11-25T15:30", papers: nil, status: 304)
    #expect(stalled.verdict == .stalled)
    #expect(stalled.reason?.hasSuffix("the server says “not modified”") == true)
  }

  @Test func runsAreKeptNewestFirstAndBounded() throws {
    let start = try time("2026-11-25T15:30")
    for run in 0..<(Library.longestHistory + 5) {
      var harvest = FeedHarvest(feed: Feed(.url("https://e.com/"), name: "blog"))
      harvest.report.requests = 1
      harvest.report.bytes = run
      harvest.report.duration = .milliseconds(1500)
      _ = try library.save(
        harvest, matcher: Matcher([]), at: start + Double(run), in: seoul)
    }
    _ = try ask("2026-11-25T15:30", papers: 1...9)
    let runs = try library.runs(of: "blog", limit: 1000)
    #expect(runs.count == Library.longestHistory)
    #expect(runs.map(\.report.bytes) == Array((5..<105).reversed()))
    #expect(runs[0].report.duration == .milliseconds(1500))
    #expect(try library.runs(of: "blog", limit: 3).map(\.report.bytes) == [104, 103, 102])
    // Since when it holds is known though that run is gone.
    #expect(try state("blog").since == start)
    #expect(try library.runs(of: "cs.LG", limit: 9).count == 1)
  }
}
