import Foundation
import LoopbackServer
import NonmunKit
import Testing

@Suite struct SearchPagingTests {
  private static let august = ("2024-08-01", "2024-08-31")
  private static let search = FeedSource.arxivSearch("cat:cs.LG")

  /// What was asked, without the query and the order.
  private func slices(_ arxiv: PlayedArxiv) -> [String] {
    arxiv.asked.map {
      $0.split(separator: "&").filter { !$0.hasPrefix("s") || $0.hasPrefix("start") }
        .joined(separator: " ")
    }
  }

  @Test func daysAreHadWhole() throws {
    let arxiv = try PlayedArxiv(papers: 2_250)
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.search, from: arxiv, days: Self.august)
    #expect(report.verdict == .fresh)
    #expect(report.new == 2_250)
    #expect(report.requests == 3)
    #expect(
      slices(arxiv) == [
        "max_results=100", "start=100 max_results=2000", "start=2100 max_results=2000",
      ])
    #expect(try reader.papers == 2_250)
    let again = try reader.fetch(Self.search, from: arxiv, days: Self.august)
    #expect(again.new == 0 && again.seen == 2_250)
    #expect(again.verdict == .quiet)
  }

  @Test func anEmptyPageInTheMiddleIsAskedAgain() throws {
    // The total of a page that holds nothing may be anything.
    let totals = [2: 150, 3: 0]
    let arxiv = try PlayedArxiv(papers: 150) { number, _ in
      totals[number].map { LoopbackServer.Reply(PlayedArxiv.empty(total: $0)) }
    }
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.search, from: arxiv, days: Self.august)
    #expect(report.error == nil)
    #expect(report.new == 150)
    #expect(report.requests == 4)
  }

  @Test func whatStaysEmptyFailsAndIsAskedNextTime() throws {
    let arxiv = try PlayedArxiv(papers: 150) { number, _ in
      (2...4).contains(number) ? LoopbackServer.Reply(PlayedArxiv.empty(total: 150)) : nil
    }
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.search, from: arxiv, days: Self.august)
    #expect(report.verdict == .failed)
    #expect(report.error?.contains("there are 150, and gave none after 100, 3 times") == true)
    #expect(report.new == 100)
    let next = try reader.fetch(Self.search, from: arxiv, days: Self.august)
    #expect(next.verdict == .fresh)
    #expect(next.new == 50)
    #expect(slices(arxiv).last == "start=100 max_results=2000")
  }

  @Test func moreThanTheApiGivesIsSplitByDate() throws {
    // A paper every four hours, for twenty days.
    let arxiv = try PlayedArxiv(papers: 120, step: 240, claimedADay: 1_600)
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.search, from: arxiv, days: ("2024-08-01", "2024-08-20"))
    #expect(report.error == nil)
    #expect(try reader.papers == 120)
    #expect(report.new == 120)
    let ranges = arxiv.asked.compactMap { $0.split(separator: "[").last?.prefix { $0 != "]" } }
    #expect(ranges.first == "202408010000 TO 202408202359")
    #expect(ranges.contains("202408110000 TO 202408202359"))
  }

  @Test(arguments: [true, false])
  func aSearchThatBrokeOffGoesOnAtItsPage(_ namesDaysAgain: Bool) throws {
    let arxiv = try PlayedArxiv(papers: 2_150) { number, _ in
      number == 3 ? LoopbackServer.Reply("no", status: 500) : nil
    }
    let reader = try PlayedReader()
    let broken = try reader.fetch(Self.search, from: arxiv, days: Self.august)
    #expect(broken.verdict == .failed)
    #expect(broken.new == 2_100)
    let next = try reader.fetch(
      Self.search, from: arxiv, days: namesDaysAgain ? Self.august : nil,
      now: "2024-08-21T12:00:00Z")
    #expect(next.error == nil)
    #expect(next.new == 50)
    #expect(try reader.papers == 2_150)
    let expected = "start=2100 max_results=2000"
    #expect(slices(arxiv).dropFirst(3).contains(expected))
    #expect(slices(arxiv).dropFirst(3).filter { $0.hasPrefix("start") } == [expected])
    // Then it is done with.
    _ = try reader.fetch(Self.search, from: arxiv, now: "2024-08-22T12:00:00Z")
    #expect(slices(arxiv).last == "max_results=100")
  }

  @Test func theNextDayAsksForTheNewDaysOnly() throws {
    let arxiv = try PlayedArxiv(papers: 2_150) { number, _ in
      number == 2 ? LoopbackServer.Reply("no", status: 500) : nil
    }
    let reader = try PlayedReader()
    _ = try reader.fetch(Self.search, from: arxiv, days: ("2024-08-01", "2024-08-20"))
    let next = try reader.fetch(Self.search, from: arxiv, days: ("2024-08-01", "2024-08-21"))
    #expect(next.error == nil)
    let asked = arxiv.asked.dropFirst(2).map { $0.split(separator: "[").last ?? "" }
    #expect(asked.count == 3)
    #expect(asked.last?.hasPrefix("202408200000 TO 202408212359]") == true)
  }

  @Test func theNewestAreHadUpToWhatIsKnown() throws {
    let reader = try PlayedReader()
    let first = try reader.fetch(Self.search, from: try PlayedArxiv(papers: 500))
    #expect(first.new == 100)
    #expect(first.requests == 1)
    #expect(first.defect == "the newest 100 of 500; --since brings more")
    let later = try PlayedArxiv(papers: 850)
    let second = try reader.fetch(Self.search, from: later, now: "2024-08-25T12:00:00Z")
    #expect(
      slices(later) == [
        "max_results=100", "start=100 max_results=200", "start=300 max_results=400",
      ])
    #expect(second.new == 600)
    #expect(second.defect == nil)
    let third = try reader.fetch(Self.search, from: later, now: "2024-08-26T12:00:00Z")
    #expect(third.requests == 1)
    #expect(third.verdict == .quiet)
  }

  /// Nothing of the gap is lost when it breaks off and the list moves on meanwhile.
  @Test func aGapThatBrokeOffIsFilledLater() throws {
    let reader = try PlayedReader()
    _ = try reader.fetch(Self.search, from: try PlayedArxiv(papers: 100))
    let broken = try PlayedArxiv(papers: 850) { number, _ in
      number == 3 ? LoopbackServer.Reply("no", status: 500) : nil
    }
    let failed = try reader.fetch(Self.search, from: broken, now: "2024-08-25T12:00:00Z")
    #expect(failed.verdict == .failed && failed.new == 300)
    let moved = try PlayedArxiv(papers: 880)
    let next = try reader.fetch(Self.search, from: moved, now: "2024-08-26T12:00:00Z")
    #expect(next.error == nil)
    #expect(slices(moved).prefix(2) == ["max_results=100", "start=300 max_results=400"])
    #expect(try reader.papers == 880)
  }

  @Test func whatTheServerTellsIsTheReason() throws {
    let arxiv = try PlayedArxiv(papers: 10) { _, _ in
      LoopbackServer.Reply(PlayedArxiv.error("bad query"), status: 400)
    }
    let report = try PlayedReader().fetch(Self.search, from: arxiv)
    #expect(report.verdict == .failed)
    #expect(report.error?.hasSuffix(": bad query") == true)
  }
}
