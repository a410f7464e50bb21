import Foundation
import NonmunKit
import Testing

/// Every clock here is a real one: 2026-11-25 is a Wednesday, and 14:00 in Seoul is midnight in New
/// York in winter, 13:00 in summer.
@Suite struct VerdictTests {
  private func said(_ evidence: FeedEvidence, _ now: String) throws -> String {
    let seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
    let judgement = Judgement(
      of: evidence, at: try Date(now, strategy: .iso8601), in: seoul)
    return judgement.verdict.rawValue + (judgement.reason.map { ": \($0)" } ?? "")
  }

  private func evidence(
    _ source: FeedSource = .arxiv("cs.LG"), lastFresh: String?, seen: Int = 12
  ) throws -> FeedEvidence {
    FeedEvidence(
      of: source, arrived: 0, seen: seen,
      lastFresh: try lastFresh.map { try Date($0, strategy: .iso8601) })
  }

  @Test(arguments: [
    // Before the announcement: Tuesday 20:00 in New York.
    ("2026-11-25T10:00:00+09:00", "2026-11-24T14:30:00+09:00", "waiting: next due 14:00"),
    // The feed has turned over, and may be late.
    (
      "2026-11-25T14:30:00+09:00", "2026-11-24T14:30:00+09:00",
      "waiting: the batch of Wed 25 Nov is due since 14:00"
    ),
    // The same batch again, a day later and two.
    (
      "2026-11-25T15:30:00+09:00", "2026-11-24T14:30:00+09:00",
      "stalled: nothing new since Tue 24 Nov; the batch of Wed 25 Nov was due at 14:00"
    ),
    (
      "2026-11-26T09:00:00+09:00", "2026-11-24T14:30:00+09:00",
      "stalled: nothing new since Tue 24 Nov; the batch of Wed 25 Nov was due Wed 14:00"
    ),
    (
      "2026-11-26T15:30:00+09:00", "2026-11-24T14:30:00+09:00",
      "stalled: nothing new since Tue 24 Nov; the batch of Thu 26 Nov was due at 14:00, "
        + "and 1 before it"
    ),
    ("2026-11-25T20:00:00+09:00", "2026-11-25T14:30:00+09:00", "waiting: next due Thu 14:00"),
    // A year after, the year is said.
    (
      "2026-01-06T15:30:00+09:00", "2025-11-24T14:30:00+09:00",
      "stalled: nothing new since Mon 24 Nov 2025; the batch of Tue 6 Jan was due at 14:00, "
        + "and 26 before it"
    ),
  ])
  func anOrdinaryDay(_ now: String, _ lastFresh: String, _ words: String) throws {
    #expect(try said(try evidence(lastFresh: lastFresh), now) == words)
  }

  @Test(arguments: [
    (
      "2024-08-24T21:00:00+09:00", "2024-08-23T14:00:00+09:00",
      "quiet: weekend; next due Mon 13:00"
    ),
    // Friday evening in New York brings no announcement, Sunday evening does.
    ("2024-08-24T08:59:00+09:00", "2024-08-23T14:00:00+09:00", "waiting: next due Mon 13:00"),
    (
      "2024-08-24T09:00:00+09:00", "2024-08-23T14:00:00+09:00",
      "quiet: weekend; next due Mon 13:00"
    ),
    ("2024-08-26T08:59:00+09:00", "2024-08-23T14:00:00+09:00", "quiet: weekend; next due 13:00"),
    ("2024-08-26T10:00:00+09:00", "2024-08-23T14:00:00+09:00", "waiting: next due 13:00"),
    (
      "2024-08-26T10:00:00+09:00", "2024-08-22T14:00:00+09:00",
      "waiting: next due 13:00; the batch of Fri 23 Aug was not seen"
    ),
    // The stall of Friday is one on Friday evening, too.
    (
      "2024-08-24T10:00:00+09:00", "2024-08-22T14:00:00+09:00",
      "stalled: nothing new since Thu 22 Aug; the batch of Fri 23 Aug was due Fri 13:00; "
        + "the feed is empty"
    ),
    // Who did not ask on Friday is told so.
    (
      "2024-08-24T21:00:00+09:00", "2024-08-22T14:00:00+09:00",
      "quiet: weekend; the batch of Fri 23 Aug was not seen; next due Mon 13:00"
    ),
    ("2024-08-25T21:00:00+09:00", nil, "quiet: weekend; next due Mon 13:00"),
    // Thursday's batch was announced on Wednesday; nothing is on Thursday.
    (
      "2026-11-26T15:30:00+09:00", "2026-11-25T14:30:00+09:00",
      "stalled: nothing new since Wed 25 Nov; the batch of Thu 26 Nov was due at 14:00; "
        + "the feed is empty"
    ),
    (
      "2026-11-27T15:30:00+09:00", "2026-11-26T14:30:00+09:00",
      "quiet: no announcement on Thu 26 Nov, Thanksgiving; next due Mon 14:00"
    ),
    (
      "2026-11-30T15:30:00+09:00", "2026-11-26T14:30:00+09:00",
      "stalled: nothing new since Thu 26 Nov; the batch of Mon 30 Nov was due at 14:00; "
        + "the feed is empty"
    ),
    (
      "2024-11-29T15:30:00+09:00", "2024-11-28T14:30:00+09:00",
      "quiet: no announcement on Thu 28 Nov, Thanksgiving; next due Mon 14:00"
    ),
    // A holiday on a Monday empties Tuesday, and not Monday.
    (
      "2026-01-19T15:30:00+09:00", "2026-01-16T14:30:00+09:00",
      "stalled: nothing new since Fri 16 Jan; the batch of Mon 19 Jan was due at 14:00; "
        + "the feed is empty"
    ),
    (
      "2026-01-20T15:30:00+09:00", "2026-01-19T14:30:00+09:00",
      "quiet: no announcement on Mon 19 Jan, Martin Luther King Day; next due Wed 14:00"
    ),
    // One on a Friday silences Sunday evening.
    (
      "2025-07-07T15:30:00+09:00", "2025-07-04T14:30:00+09:00",
      "quiet: no announcement on Sun 6 Jul, Independence Day; next due Tue 13:00"
    ),
  ])
  func anEmptyDay(_ now: String, _ lastFresh: String?, _ words: String) throws {
    #expect(try said(try evidence(lastFresh: lastFresh, seen: 0), now) == words)
  }

  /// Each day of it asked at 15:30 in Seoul, after the day before had been fresh or quiet.
  @Test(arguments: [
    ("2026-12-25", "2026-12-24", "stalled"), ("2026-12-26", "2026-12-25", "quiet"),
    ("2026-12-28", "2026-12-25", "quiet"), ("2026-12-29", "2026-12-25", "stalled"),
    ("2026-12-30", "2026-12-29", "quiet"), ("2026-12-31", "2026-12-29", "stalled"),
    ("2027-01-01", "2026-12-31", "quiet"), ("2027-01-04", "2026-12-31", "quiet"),
    ("2027-01-05", "2026-12-31", "stalled"), ("2024-12-26", "2024-12-25", "quiet"),
    ("2024-12-27", "2024-12-25", "quiet"), ("2024-12-30", "2024-12-25", "stalled"),
    ("2025-12-31", "2025-12-30", "quiet"), ("2026-01-02", "2026-01-01", "quiet"),
  ])
  func theWeekOfChristmas(_ day: String, _ lastFresh: String, _ verdict: String) throws {
    let evidence = try evidence(lastFresh: "\(lastFresh)T14:30:00+09:00", seen: 0)
    #expect(try said(evidence, "\(day)T15:30:00+09:00").hasPrefix("\(verdict): "))
  }

  @Test func theDayAfterAnExpectedHolidaySaysSo() throws {
    let evidence = try evidence(lastFresh: "2026-12-31T14:30:00+09:00", seen: 0)
    #expect(
      try said(evidence, "2027-01-04T15:30:00+09:00")
        == "quiet: no announcement on Sun 3 Jan, New Year's Day, expected; next due Tue 14:00")
  }

  /// Clocks change on Sunday at 02:00: forward on 2025-03-09, back on 2025-11-02.
  @Test(arguments: [
    ("2025-03-07T13:59:00+09:00", "2025-03-06T14:30:00+09:00", "waiting: next due 14:00"),
    (
      "2025-03-08T21:00:00+09:00", "2025-03-07T14:30:00+09:00",
      "quiet: weekend; next due Mon 13:00"
    ),
    (
      "2025-03-10T08:59:00+09:00", "2025-03-07T14:30:00+09:00", "quiet: weekend; next due 13:00"
    ),
    (
      "2025-03-10T12:59:00+09:00", "2025-03-07T14:30:00+09:00", "waiting: next due 13:00"
    ),
    (
      "2025-03-10T13:30:00+09:00", "2025-03-07T14:30:00+09:00",
      "waiting: the batch of Mon 10 Mar is due since 13:00"
    ),
    (
      "2025-03-10T14:00:00+09:00", "2025-03-07T14:30:00+09:00",
      "stalled: nothing new since Fri 7 Mar; the batch of Mon 10 Mar was due at 13:00"
    ),
    ("2025-10-31T12:59:00+09:00", "2025-10-30T13:30:00+09:00", "waiting: next due 13:00"),
    (
      "2025-11-01T21:00:00+09:00", "2025-10-31T13:30:00+09:00",
      "quiet: weekend; next due Mon 14:00"
    ),
    (
      "2025-11-03T09:59:00+09:00", "2025-10-31T13:30:00+09:00", "quiet: weekend; next due 14:00"
    ),
    (
      "2025-11-03T13:59:00+09:00", "2025-10-31T13:30:00+09:00", "waiting: next due 14:00"
    ),
    (
      "2025-11-03T14:59:00+09:00", "2025-10-31T13:30:00+09:00",
      "waiting: the batch of Mon 3 Nov is due since 14:00"
    ),
    (
      "2025-11-03T15:00:00+09:00", "2025-10-31T13:30:00+09:00",
      "stalled: nothing new since Fri 31 Oct; the batch of Mon 3 Nov was due at 14:00"
    ),
  ])
  func theWeekOfAClockChange(_ now: String, _ lastFresh: String, _ words: String) throws {
    #expect(try said(try evidence(lastFresh: lastFresh), now) == words)
  }

  /// Hugging Face's days are UTC's: they begin at 09:00 in Seoul.
  @Test(arguments: [
    (
      "2024-08-21T10:00:00+09:00", "2024-08-20", 0,
      "waiting: the list of Wed 21 Aug is being filled until Thu 09:00"
    ),
    (
      "2024-08-21T10:00:00+09:00", "2024-08-21", 5,
      "waiting: the list of Wed 21 Aug is being filled until Thu 09:00"
    ),
    // In Seoul it is Thursday already.
    (
      "2024-08-22T08:00:00+09:00", "2024-08-21", 5,
      "waiting: the list of Wed 21 Aug is being filled until 09:00"
    ),
    (
      "2024-08-22T09:30:00+09:00", "2024-08-20", 0,
      "stalled: nothing new since Tue 20 Aug; the list of Wed 21 Aug was due by 09:00; "
        + "the feed is empty"
    ),
    ("2024-08-24T10:00:00+09:00", "2024-08-23", 9, "quiet: weekend; next due Mon 09:00"),
    ("2024-08-26T08:00:00+09:00", "2024-08-23", 9, "quiet: weekend; next due 09:00"),
  ])
  func lists(_ now: String, _ filled: String, _ seen: Int, _ words: String) throws {
    var evidence = try evidence(
      .huggingFace, lastFresh: "2024-08-20T21:00:00+09:00", seen: seen)
    evidence.lastFilled = Day(filled)
    #expect(try said(evidence, now) == words)
  }

  @Test func listsOfThePastAreQuiet() throws {
    var evidence = try evidence(.huggingFace, lastFresh: nil, seen: 0)
    let day = try #require(Day("2024-08-16"))
    evidence.days = day...day
    #expect(
      try said(evidence, "2024-08-22T09:30:00+09:00")
        == "quiet: nothing new in the lists up to Fri 16 Aug")
  }

  @Test func anEmptyFirstBatchOnAWednesdayIsStalled() throws {
    #expect(
      try said(try evidence(lastFresh: nil, seen: 0), "2024-08-21T15:00:00+09:00")
        == "stalled: nothing has ever come; the batch of Wed 21 Aug was due at 13:00; "
        + "the feed is empty")
  }

  @Test func aStallOutlastsTheWeekend() throws {
    var evidence = try evidence(lastFresh: "2024-08-22T14:00:00+09:00", seen: 0)
    evidence.wasStalled = true
    #expect(
      try said(evidence, "2024-08-24T21:00:00+09:00")
        == "stalled: nothing new since Thu 22 Aug; the batch of Fri 23 Aug was due Fri 13:00; "
        + "the feed is empty")
  }

  /// Friday's batch is gone from the RSS; whoever asks in the first hour of Monday only waits.
  @Test func whatTheReaderMissedIsNoStall() throws {
    let empty = try evidence(lastFresh: "2024-08-22T14:00:00+09:00", seen: 0)
    let words = try said(empty, "2024-08-26T13:30:00+09:00")
    #expect(
      words
        == "waiting: the batch of Mon 26 Aug is due since 13:00; the batch of Fri 23 Aug was not seen"
    )
    let old = try evidence(lastFresh: "2024-08-22T14:00:00+09:00")
    #expect(try said(old, "2024-08-26T13:30:00+09:00").hasPrefix("stalled: "))
  }

  @Test func notModifiedIsEvidence() throws {
    var evidence = try evidence(lastFresh: "2026-11-24T14:30:00+09:00", seen: 0)
    evidence.isUnmodified = true
    #expect(
      try said(evidence, "2026-11-25T15:30:00+09:00")
        == "stalled: nothing new since Tue 24 Nov; the batch of Wed 25 Nov was due at 14:00; "
        + "the server says “not modified”")
  }

  @Test(arguments: [FeedSource.url("https://e.com/"), .arxivSearch("ti:x"), .arxivOAI("cs")])
  func withoutARhythmNothingIsEverDue(_ source: FeedSource) throws {
    let now = "2026-11-25T15:30:00+09:00"
    // A weekly blog, silent for half a year.
    #expect(
      try said(try evidence(source, lastFresh: "2026-05-20T12:00:00+09:00"), now)
        == "quiet: nothing new since Wed 20 May")
    #expect(
      try said(try evidence(source, lastFresh: nil, seen: 0), now)
        == "quiet: nothing has ever come; the feed is empty")
  }

  @Test func whatIsNewIsFreshOnAnyDay() throws {
    var evidence = try evidence(lastFresh: nil)
    evidence.arrived = 1
    #expect(try said(evidence, "2024-08-24T21:00:00+09:00") == "fresh")
  }

  @Test func afterTheLastHolidayKnownAStallSaysSo() throws {
    #expect(
      try said(try evidence(lastFresh: "2028-03-01T14:30:00+09:00"), "2028-03-02T15:30:00+09:00")
        == "stalled: nothing new since Wed 1 Mar; the batch of Thu 2 Mar was due at 14:00; "
        + "arXiv's holidays of 2028 are not known here")
  }

  @Test func aFailureSaysWhenToAskAgain() throws {
    let now = try Date("2026-11-25T15:30:00+09:00", strategy: .iso8601)
    let seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
    let judgement = Judgement(failed: "HTTP 503", retryAt: now + 3600, at: now, in: seoul)
    #expect(judgement.verdict == .failed)
    #expect(judgement.reason == "HTTP 503; asked again from 16:30")
  }

  @Test func nextDueSkipsWeekendsAndHolidays() throws {
    let schedule = try #require(AnnouncementSchedule(of: .arxiv("cs.LG")))
    let now = try Date("2026-12-31T15:30:00+09:00", strategy: .iso8601)
    #expect(schedule.nextDue(after: now)?.formatted(.iso8601) == "2027-01-05T05:00:00Z")
  }
}
