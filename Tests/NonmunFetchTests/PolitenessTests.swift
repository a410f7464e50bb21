import Foundation
import LoopbackServer
import NonmunKit
import Testing

@testable import NonmunFetch

/// One process and its ledger against a server; several processes stand in `PoliteFetchTests`.
///
/// Of a pace a sixth is left to a busy machine, on which a server may hear the first request late.
@Suite final class PolitenessTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "nonmun-polite-\(UUID().uuidString)")
  private var now = Date(timeIntervalSince1970: 1_724_000_000)
  private var told: [String] = []

  deinit { try? FileManager.default.removeItem(at: folder) }  // Left behind, it harms nothing.

  private func ask(
    _ addresses: String..., validators: Validators = Validators(), force: Bool = false,
    lane: String? = nil, interval: Duration = .zero, ledger: String? = nil
  ) throws -> [FeedAnswer] {
    var answers: [FeedAnswer] = []
    let round = FetchRound(
      agent: "t", source: .network,
      pace: { lane.map { ($0, Pace(interval: interval, width: 1)) } ?? Pace.of($0) },
      ledger: Ledger(folder: ledger ?? folder.path()), now: now, isForced: force,
      tell: { self.told.append($0) })
    let requests = addresses.map {
      FeedRequest(feed: "f", address: $0, validators: validators)
    }
    try round.run(requests) { answer in
      answers.append(answer)
      return []
    }
    return answers
  }

  @Test func a403StopsTheHostUntilItIsAllowed() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("no", status: 403) }
    let first = try #require(try ask(server.address("/a")).first)
    #expect(first.status == 403)
    #expect(first.advice?.contains("nonmun feeds allow 127.0.0.1:\(server.port)") == true)
    let second = try ask(server.address("/b"), server.address("/c"), force: true)
    #expect(second.allSatisfy { $0.isHeld && $0.failure?.contains("feeds allow 127.") == true })
    #expect(server.requests.count == 1)
    #expect(
      try Ledger(folder: folder.path()).allow("127.0.0.1:\(server.port)", at: now))
    #expect(try ask(server.address("/d")).first?.status == 403)
  }

  @Test(arguments: [429, 503])
  func aHostIsLeftForAsLongAsItAsks(_ status: Int) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(status: status, headers: ["Retry-After: 3600"])
    }
    #expect(try ask(server.address("/")).first?.notBefore.map { $0 >= now + 3600 } == true)
    now += 3500
    let held = try #require(try ask(server.address("/other"), force: true).first)
    #expect(held.isHeld)
    #expect(held.failure?.contains("(Retry-After: 3600)") == true)
    now += 200
    #expect(try ask(server.address("/")).first?.status == status)
    #expect(server.requests.count == 2)
  }

  @Test func aShortWaitIsWaitedForWithinTheRun() throws {
    let server = try LoopbackServer { request in
      request.path == "/1"
        ? LoopbackServer.Reply(status: 429, headers: ["Retry-After: 1"]) : LoopbackServer.Reply("x")
    }
    let answers = try ask(server.address("/1"), server.address("/2"), lane: "a.test")
    #expect(answers.map(\.status) == [429, 200])
    let times = server.requests.map(\.time)
    #expect(times[1] - times[0] > .milliseconds(990))
  }

  @Test func theSameQueryIsAskedOnceADay() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply("<feed><entry/></feed>", headers: ["ETag: \"1\""])
    }
    let query = server.address("/api/query?search_query=ti:a")
    func ask(force: Bool = false) throws -> FeedAnswer? {
      try self.ask(query, force: force, lane: "arxiv.org").first
    }
    #expect(try ask()?.isHeld == false)
    now += 3 * 3600
    let kept = try #require(try ask())
    #expect(kept.isHeld && kept.status == 200 && kept.failure == nil)
    #expect(String(decoding: kept.body, as: UTF8.self) == "<feed><entry/></feed>")
    #expect(kept.validators.etag == "\"1\"")
    #expect(kept.advice == "asked 3 h ago; arXiv asks for one such query a day, --force asks again")
    #expect(try ask(force: true)?.isHeld == false)
    now += 24 * 3600
    #expect(try ask()?.isHeld == false)
    #expect(server.requests.count == 3)
  }

  /// arXiv's API answers some pages with nothing in them, now and then.
  @Test func anEmptyPageIsNotAnAnswerForADay() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply("<feed><opensearch:totalResults>7</opensearch:totalResults></feed>")
    }
    for _ in 1...2 { _ = try ask(server.address("/api/query"), lane: "arxiv.org") }
    #expect(server.requests.count == 2)
  }

  @Test(arguments: [
    ("Cache-Control: public, max-age=600", true), ("Cache-Control: max-age=600, no-cache", false),
    ("Cache-Control: no-store, max-age=600", false), ("Cache-Control: max-age=5", false),
    ("Cache-Control: max-age=600\r\nAge: 590", false), ("Cache-Control: max-age=-600", false),
    ("Date: Mon, 19 Aug 2024 10:00:00 GMT\r\nExpires: Mon, 19 Aug 2024 10:30:00 GMT", true),
    ("Expires: 0", false), ("X: y", false),
  ])
  func aPublisherMayLetAFeedStand(_ header: String, stands: Bool) throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x", headers: [header]) }
    _ = try ask(server.address("/"))
    now += 60
    #expect(try ask(server.address("/")).first?.isHeld == stands)
    #expect(server.requests.count == (stands ? 1 : 2))
  }

  /// It is a Sunday, 16:53 GMT.
  @Test(arguments: [
    ("<ttl>60</ttl>", true), ("<ttl>0</ttl>", false), ("<ttl>x</ttl>", false),
    ("<skipHours><hour>3</hour><hour> 16 </hour></skipHours>", true),
    ("<skipHours><hour>3</hour></skipHours>", false),
    ("<skipDays><day>Sunday</day></skipDays>", true),
    ("<skipDays><day>Monday</day></skipDays>", false), ("<item><ttl>60</ttl></item>", false),
  ])
  func aChannelMaySayThatItRests(_ element: String, stands: Bool) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply("<rss><channel>\(element)<item/></channel></rss>")
    }
    _ = try ask(server.address("/"))
    now += 60
    #expect(try ask(server.address("/")).first?.isHeld == stands)
  }

  @Test func noHintHoldsForLongerThanAnHourAndNoneForArxiv() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply("x", headers: ["Cache-Control: max-age=86400"])
    }
    _ = try ask(server.address("/"))
    now += 3700
    #expect(try ask(server.address("/")).first?.isHeld == false)
    for _ in 1...2 {
      #expect(try ask(server.address("/rss/cs.LG"), lane: "arxiv.org").first?.isHeld == false)
    }
  }

  @Test func aFeedThatIsGoneIsNotAskedAgain() throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply("x", status: request.path == "/gone" ? 410 : 200)
    }
    let gone = server.address("/gone")
    #expect(try ask(gone).first?.advice?.contains("gone (HTTP 410)") == true)
    #expect(try ask(gone).first?.isHeld == true)
    #expect(try ask(server.address("/other")).first?.status == 200)
    #expect(try ask(gone, force: true).first?.status == 410)
    #expect(server.requests.count == 3)
  }

  /// A redirect is a request too: libcurl would send it at once.
  @Test func aRedirectKeepsThePace() throws {
    let server = try LoopbackServer { request in
      request.path == "/2"
        ? LoopbackServer.Reply("there")
        : LoopbackServer.Reply(status: 301, headers: ["Location: /2"])
    }
    let answers = try ask(
      server.address("/1"), lane: "slow", interval: .milliseconds(300))
    #expect(answers.map(\.status) == [200])
    #expect(answers.first?.request.address == server.address("/1"))
    #expect(answers.first?.movedTo == server.address("/2"))
    let times = server.requests.map(\.time)
    #expect(times.count == 2)
    #expect(times[1] - times[0] >= .milliseconds(250))
  }

  /// A blog's address that moved to arXiv is asked there as arXiv asks.
  @Test func aRedirectIntoALaneWithAPaceKeepsIt() throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/a": LoopbackServer.Reply(status: 302, headers: ["Location: /b"])
      case "/b": LoopbackServer.Reply(status: 301, headers: ["Location: /slow"])
      default: LoopbackServer.Reply("there")
      }
    }
    let pace: (String) -> (lane: String, pace: Pace) = {
      $0.hasSuffix("/slow") ? ("slow", Pace(interval: .milliseconds(300), width: 1)) : Pace.of($0)
    }
    let round = FetchRound(
      agent: "t", source: .network, pace: pace, ledger: Ledger(folder: folder.path()), now: now)
    var answers: [FeedAnswer] = []
    try round.run(["/slow", "/a"].map { FeedRequest(feed: $0, address: server.address($0)) }) {
      answers.append($0)
      return []
    }
    #expect(answers.map(\.request.feed) == ["/slow", "/a"])
    #expect(answers.map(\.failure) == [nil, nil])
    #expect(answers.map(\.address) == [server.address("/slow"), server.address("/slow")])
    // It was not moved for good as long as one of the two redirects is for now.
    #expect(answers.last?.movedTo == nil)
    let times = server.requests.filter { $0.path == "/slow" }.map(\.time)
    #expect(times.count == 2)
    #expect(times[1] - times[0] >= .milliseconds(250))
  }

  /// Of the host that a redirect leads to, too: it is asked as if its address had been given.
  @Test(arguments: [(403, "X: y"), (429, "Retry-After: 3600"), (503, "Retry-After: 3600")])
  func aRedirectPassesOverNothingThatAHostAsksFor(_ status: Int, _ field: String) throws {
    let there = try LoopbackServer { _ in LoopbackServer.Reply(status: status, headers: [field]) }
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(status: 302, headers: ["Location: \(there.address(request.path))"])
    }
    let first = try ask(server.address("/1"))
    #expect(first.map(\.status) == [status])
    #expect(first.first?.request.address == server.address("/1"))
    let second = try ask(server.address("/2"), server.address("/3"))
    #expect(second.allSatisfy { $0.isHeld && $0.failure?.hasPrefix("not asked: ") == true })
    #expect(there.requests.count == 1)
    #expect(server.requests.count == 3)
  }

  @Test func aFeedMayMoveToAnotherHost() throws {
    let there = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(
        status: 301, headers: ["Location: \(request.path == "/a" ? "/b" : there.address("/c"))"])
    }
    let answer = try #require(try ask(server.address("/a")).first)
    #expect(answer.request.address == server.address("/a"))
    #expect(answer.movedTo == there.address("/c"))
    #expect(answer.requests == 3)
    #expect(server.requests.map(\.path) == ["/a", "/b"])
  }

  @Test(arguments: ["file:///etc/passwd", "/again"])
  func aRedirectLeadsNowhereInALaneWithAPaceEither(_ location: String) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(status: 302, headers: ["Location: \(location)"])
    }
    let answers = try ask(server.address("/"), lane: "slow", interval: .milliseconds(10))
    #expect(answers.first?.failure?.hasPrefix("redirected") == true)
    #expect(server.requests.count <= 6)
  }

  @Test(arguments: [(301, true), (308, true), (302, false), (307, false)])
  func onlyAPermanentRedirectMovesAFeed(_ status: Int, moves: Bool) throws {
    let server = try LoopbackServer { request in
      request.path == "/new"
        ? LoopbackServer.Reply("x")
        : LoopbackServer.Reply(status: status, headers: ["Location: /new"])
    }
    let answer = try #require(try ask(server.address("/old")).first)
    #expect(answer.movedTo == (moves ? server.address("/new") : nil))
  }

  @Test func aSecondRunWaitsForTheFirst() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    for path in ["/1", "/2"] {
      _ = try ask(server.address(path), lane: "slow", interval: .milliseconds(400))
    }
    let times = server.requests.map(\.time)
    #expect(times[1] - times[0] >= .milliseconds(400))
  }

  /// Whoever holds a lane keeps nobody from asking other hosts.
  @Test func whileALaneIsHeldOthersAreServed() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    let ledger = Ledger(folder: folder.path())
    var lock = try ledger.lock("slow")
    var order: [String] = []
    let round = FetchRound(
      agent: "t", source: .network,
      pace: {
        $0.hasSuffix("/slow") ? ("slow", Pace(interval: .milliseconds(1), width: 1)) : Pace.of($0)
      },
      ledger: ledger)
    let requests = ["/slow", "/1", "/2"].map { FeedRequest(feed: $0, address: server.address($0)) }
    try round.run(requests) { answer in
      order.append(answer.request.feed)
      if order.count == 2 { lock = nil }
      return []
    }
    #expect(Set(order.prefix(2)) == ["/1", "/2"])
    #expect(order.last == "/slow")
    _ = lock
  }

  @Test func anUnusableLedgerIsToldOnceAndTheWholeIntervalIsWaited() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "file").path()
    try Data().write(to: URL(filePath: file))
    let start = ContinuousClock.now
    let answers = try ask(
      server.address("/1"), server.address("/2"), lane: "slow", interval: .milliseconds(200),
      ledger: file + "/state")
    #expect(answers.map(\.status) == [200, 200])
    #expect(told.count == 1)
    let times = server.requests.map(\.time)
    #expect(times[0] - start >= .milliseconds(160))
    #expect(times[1] - times[0] >= .milliseconds(160))
  }

  @Test func aCorruptEntryIsToldAndWrittenAnew() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    _ = try ask(server.address("/1"), lane: "slow", interval: .milliseconds(200))
    try Data("half".utf8).write(to: folder.appending(path: "hosts/slow"))
    _ = try ask(server.address("/2"), lane: "slow", interval: .milliseconds(200))
    #expect(told.count == 1)
    #expect(told.first?.contains("hosts/slow: not as nonmun writes it") == true)
    _ = try ask(server.address("/3"), lane: "slow", interval: .milliseconds(200))
    #expect(told.count == 1)
    #expect(server.requests.count == 3)
  }

  /// Had the last request been sent by a clock that was a day ahead, nobody waits for that day.
  @Test func aClockThatJumpedBackBlocksNothing() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    var entry = LedgerEntry()
    entry.asked = Date() + 86_400
    try Ledger(folder: folder.path()).write(entry, of: "slow")
    let answers = try ask(server.address("/"), lane: "slow", interval: .seconds(3))
    #expect(answers.first?.status == 200)
  }

  @Test func aPlanTellsWhatWaitsForWhat() throws {
    let ledger = Ledger(folder: folder.path())
    var entry = LedgerEntry()
    entry.stopped = now
    try ledger.write(entry, of: "b.test")
    let round = FetchRound(agent: "t", source: .network, ledger: ledger, now: now)
    let plan = round.plan(
      [
        "https://rss.arxiv.org/rss/cs.LG", "https://a.test/", "https://b.test/",
        "https://export.arxiv.org/api/query",
      ].map { FeedRequest(feed: "f", address: $0) })
    #expect(plan.map(\.wait) == [.zero, .zero, nil, .milliseconds(3100)])
    #expect(plan[0].rule == "arxiv.org: one request in 3 s, on one connection")
    #expect(plan[1].rule == nil)
    #expect(plan[2].rule?.contains("feeds allow b.test") == true)
  }
}
