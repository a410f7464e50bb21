import Foundation
import LoopbackServer
import NonmunKit
import NonmunStore
import Testing

@Suite struct HarvestTests {
  private static let cs = FeedSource.arxivOAI("cs")
  private static let august = ("2024-08-01", "2024-08-31")

  /// Two papers a day from 2024-08-01 on, three on a page.
  private func arxiv(
    _ papers: Int = 10, dialect: PlayedArxiv.Dialect = .new, withdrawn: Int? = nil,
    expires: String = "2099-01-01T00:00:00Z",
    fault: @escaping @Sendable (Int, String) -> LoopbackServer.Reply? = { _, _ in nil }
  ) throws -> PlayedArxiv {
    try PlayedArxiv(
      papers: papers, step: 720, dialect: dialect, withdrawn: withdrawn, expires: expires,
      fault: fault)
  }

  @Test(arguments: [PlayedArxiv.Dialect.old, .new])
  func aSetIsHadPageByPage(_ dialect: PlayedArxiv.Dialect) throws {
    let arxiv = try arxiv(dialect: dialect)
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(report.error == nil)
    #expect(report.verdict == .fresh)
    #expect(report.new == 10)
    #expect(report.requests == 4)
    #expect(try reader.papers == 10)
    #expect(
      arxiv.asked.first == "verb=ListRecords&metadataPrefix=arXiv&set=cs&from=2024-08-01")
    let token =
      dialect == .old ? "2024-08-01|3" : "verb%3DListRecords%26from%3D2024-08-01%26skip%3D3"
    #expect(arxiv.asked[1] == "verb=ListRecords&resumptionToken=\(token)")
  }

  @Test func theNextOneBeginsOnTheLastDay() throws {
    let reader = try PlayedReader()
    _ = try reader.fetch(Self.cs, from: try arxiv(), days: Self.august)
    let later = try arxiv(50)
    let report = try reader.fetch(Self.cs, from: later, now: "2024-08-26T12:00:00Z")
    // The server answered on 2024-08-20, by its own clock.
    #expect(later.asked.first?.hasSuffix("from=2024-08-20") == true)
    #expect(report.new == 12)
    #expect(report.defect == nil)
  }

  @Test func theFirstOneIsOfAWeekAndSaysSo() throws {
    let arxiv = try arxiv(50)
    let report = try PlayedReader().fetch(Self.cs, from: arxiv)
    #expect(arxiv.asked.first?.hasSuffix("from=2024-08-13") == true)
    #expect(report.defect == "the first harvest begins 7 days back; --since brings more")
  }

  @Test func nothingToHarvestIsQuiet() throws {
    let report = try PlayedReader().fetch(Self.cs, from: try arxiv(), now: "2024-09-20T12:00:00Z")
    #expect(report.verdict == .quiet)
    #expect(report.error == nil)
  }

  @Test func whatIsWithdrawnIsNotedAndNotNew() throws {
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.cs, from: try arxiv(withdrawn: 4), days: Self.august)
    #expect(report.new == 9)
    #expect(report.defect == "records withdrawn from arXiv: 1")
    #expect(try reader.papers == 9)
  }

  @Test func aServerThatAsksForPatienceIsWaitedFor() throws {
    let arxiv = try arxiv { number, _ in
      (2...3).contains(number)
        ? LoopbackServer.Reply("busy", status: 503, headers: ["Retry-After: 1"]) : nil
    }
    let started = ContinuousClock.now
    let report = try PlayedReader().fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(report.error == nil)
    #expect(report.new == 10)
    #expect(report.requests == 6)
    #expect(arxiv.asked[1] == arxiv.asked[3])
    #expect(ContinuousClock.now - started >= .seconds(2))
  }

  @Test(arguments: ["0", "3600"])
  func patienceHasAnEnd(_ seconds: String) throws {
    let arxiv = try arxiv { number, _ in
      (2...20).contains(number)
        ? LoopbackServer.Reply("busy", status: 503, headers: ["Retry-After: \(seconds)"]) : nil
    }
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(report.verdict == .failed)
    #expect(report.retryAt != nil)
    #expect(report.requests == (seconds == "0" ? 7 : 2))
    #expect(report.new == 3)
  }

  @Test func aHarvestThatBrokeOffGoesOnAtItsPage() throws {
    let arxiv = try arxiv { number, _ in
      number == 3 ? LoopbackServer.Reply("no", status: 500) : nil
    }
    let reader = try PlayedReader()
    let broken = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(broken.verdict == .failed)
    #expect(broken.new == 6)
    let next = try reader.fetch(Self.cs, from: arxiv)
    #expect(next.error == nil)
    #expect(next.new == 4)
    #expect(next.requests == 2)
    #expect(next.defect == "went on after 6 of the harvest from 2024-08-01")
    #expect(arxiv.asked[3] == arxiv.asked[2])
    #expect(try reader.papers == 10)
    #expect(try reader.library.walks().isEmpty)
  }

  @Test func aTokenThatIsNoLongerKnownBeginsAgain() throws {
    let arxiv = try arxiv { number, _ in number == 3 ? PlayedArxiv.badToken : nil }
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(report.error == nil)
    #expect(try reader.papers == 10)
    #expect(report.new == 10)
    // Six papers were had, of three days: all before the third was finished.
    #expect(arxiv.asked[3].hasSuffix("&set=cs&from=2024-08-03"))
    #expect(
      report.defect?.contains("badResumptionToken") == true
        && report.defect?.contains("harvested again from 2024-08-03 on") == true)
  }

  @Test func aServerThatKnowsNoTokenFails() throws {
    let arxiv = try arxiv { _, path in
      path.contains("resumptionToken") ? PlayedArxiv.badToken : nil
    }
    let report = try PlayedReader().fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(report.verdict == .failed)
    #expect(report.error?.contains("badResumptionToken") == true)
    #expect(report.requests == 4)
  }

  @Test func anExpiredTokenBeginsAgainAndSaysSo() throws {
    let arxiv = try arxiv(expires: "2024-08-21T00:00:00Z") { number, _ in
      number == 3 ? LoopbackServer.Reply("no", status: 500) : nil
    }
    let reader = try PlayedReader()
    _ = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    let next = try reader.fetch(Self.cs, from: arxiv, now: "2024-08-21T01:00:00Z")
    #expect(next.error == nil)
    #expect(arxiv.asked[3].hasSuffix("from=2024-08-03"))
    #expect(
      next.defect == "the server's token has expired: harvested again from 2024-08-03 on")
    #expect(try reader.papers == 10)
    #expect(next.new == 4)
  }

  /// Three hundred kilobytes are more than any server takes in an address.
  @Test(arguments: [PlayedArxiv.Dialect.old, .new], [7000, 300_000])
  func aLongTokenIsSentAsAForm(_ dialect: PlayedArxiv.Dialect, _ length: Int) throws {
    let arxiv = try PlayedArxiv(papers: 10, step: 720, dialect: dialect, padding: length)
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    #expect(report.error == nil)
    #expect(report.new == 10)
    #expect(try reader.papers == 10)
    #expect(arxiv.forms.count == (length > 8000 ? 3 : 0))
    for form in arxiv.forms {
      #expect(form.path == "/oai")
      #expect(form.head.contains("Content-Type: application/x-www-form-urlencoded\r\n"))
      #expect(form.body.hasPrefix("verb=ListRecords&resumptionToken="))
    }
  }

  @Test(arguments: [
    (LoopbackServer.Reply("no", status: 413), "HTTP 413 from http://127.0.0.1:"),
    (LoopbackServer.Reply(status: 302, headers: ["Location: /elsewhere"]), "redirected to "),
  ])
  func aServerThatTakesNoLongTokenIsNamedWithIt(
    _ reply: LoopbackServer.Reply, _ start: String
  ) throws {
    let arxiv = try PlayedArxiv(papers: 10, step: 720, padding: 300_000) { number, _ in
      number == 2 ? reply : nil
    }
    let reader = try PlayedReader()
    let report = try reader.fetch(Self.cs, from: arxiv, days: Self.august)
    let error = try #require(report.error)
    #expect(error.hasPrefix(start))
    #expect(error.hasSuffix(" (the token to go on with has 300049 bytes)"), "\(error.suffix(80))")
    #expect(error.utf8.count < 200)
    #expect(report.new == 3)
    // It is kept, and asked with again.
    #expect(try reader.fetch(Self.cs, from: arxiv).new == 7)
  }
}
