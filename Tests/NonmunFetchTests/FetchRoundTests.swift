import Foundation
import LoopbackServer
import NonmunFetch
import NonmunKit
import Testing

@Suite struct FetchRoundTests {
  private func answers(
    _ requests: [FeedRequest], limits: FetchLimits = FetchLimits(),
    source: FetchRound.Source = .network, record: String? = nil,
    pace: @escaping (String) -> (lane: String, pace: Pace) = Pace.of
  ) throws -> [FeedAnswer] {
    let round = FetchRound(
      agent: "nonmun/test (a@b.c)", source: source, record: record, limits: limits, pace: pace)
    var answers: [FeedAnswer] = []
    try round.run(requests) { answer in
      answers.append(answer)
      return []
    }
    return answers
  }

  private func answer(
    _ address: String, validators: Validators = Validators(), limits: FetchLimits = FetchLimits()
  ) throws -> FeedAnswer {
    let request = FeedRequest(feed: "f", address: address, validators: validators)
    return try #require(try answers([request], limits: limits).first)
  }

  @Test(arguments: ["\"abc\"", "W/\"a b\"", "no-quotes", "\"é\""])
  func aValidatorComesBackByteForByte(_ etag: String) throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(
        status: request.head.contains("If-None-Match: \(etag)\r\n") ? 304 : 200,
        headers: ["ETag: \(etag)", "Last-Modified: yesterday"])
    }
    let first = try answer(server.address("/feed"))
    #expect(first.validators == Validators(etag: etag, lastModified: "yesterday"))
    let second = try answer(server.address("/feed"), validators: first.validators)
    #expect(second.status == 304)
    #expect(server.requests.last?.head.contains("If-Modified-Since: yesterday\r\n") == true)
  }

  @Test func aValidatorCannotBringAHeaderOfItsOwn() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    _ = try answer(server.address("/"), validators: Validators(etag: "a\r\nX-Evil: 1"))
    #expect(server.requests.first?.head.contains("Evil") == false)
  }

  @Test func theAgentIsNamedAndCookiesAreNot() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply("x", headers: ["Set-Cookie: a=b"])
    }
    let request = FeedRequest(feed: "f", address: server.address("/"))
    _ = try answers([request, request])
    #expect(server.requests.allSatisfy { $0.head.contains("User-Agent: nonmun/test (a@b.c)\r\n") })
    #expect(server.requests.allSatisfy { !$0.head.contains("Cookie") })
  }

  @Test func compressionIsUndone() throws {
    // `gzip -n` of "hello\n".
    let bytes: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 2, 0, 0x20, 0x30,
      0x3A, 0x36, 6, 0, 0, 0,
    ]
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(bytes: bytes, headers: ["Content-Encoding: gzip"])
    }
    let answer = try answer(server.address("/"))
    #expect(String(decoding: answer.body, as: UTF8.self) == "hello\n")
    #expect(answer.bytesReceived == bytes.count)
  }

  @Test func aRedirectIsFollowedToItsEnd() throws {
    let server = try LoopbackServer { request in
      request.path == "/new"
        ? LoopbackServer.Reply("there", headers: ["ETag: \"new\""])
        : LoopbackServer.Reply(
          "moved", status: 301, headers: ["Location: /new", "ETag: \"old\""])
    }
    let answer = try answer(server.address("/old"))
    #expect(answer.status == 200)
    #expect(answer.address == server.address("/new"))
    #expect(answer.validators.etag == "\"new\"")
    #expect(String(decoding: answer.body, as: UTF8.self) == "there")
  }

  @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "/again"])
  func someRedirectsEndNowhere(_ location: String) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(status: 302, headers: ["Location: \(location)"])
    }
    let answer = try answer(server.address("/"))
    #expect(answer.failure != nil)
    #expect(server.requests.count <= 6)
  }

  @Test func aBodyHasALimit() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(String(repeating: "x", count: 3 << 20))
    }
    var limits = FetchLimits()
    limits.bodyInBytes = 1 << 20
    #expect(
      try answer(server.address("/"), limits: limits).failure == "the body is larger than 1 MiB")
  }

  @Test func aBodyCutShortIsAFailure() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("half", announcedLength: 1000) }
    #expect(try answer(server.address("/")).failure?.hasPrefix("the body was cut short") == true)
  }

  @Test func aSlowServerIsNotWaitedForForever() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("late", delay: .seconds(3)) }
    var limits = FetchLimits()
    limits.transfer = .milliseconds(200)
    #expect(
      try answer(server.address("/"), limits: limits).failure?.hasPrefix("timed out") == true)
  }

  @Test(arguments: [
    ("http://127.0.0.1:1/", "no connection"), ("http://nonmun.invalid/", "the host's name"),
    ("file:///etc/passwd", "an address that is not http"),
  ])
  func aFailureSaysWhy(_ address: String, _ start: String) throws {
    let answer = try answer(address)
    #expect(answer.failure?.hasPrefix(start) == true, "\(answer.failure ?? "none")")
    #expect(answer.body.isEmpty)
  }

  @Test func twoHostsAreAskedAtOnce() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x", delay: .milliseconds(300)) }
    let requests = ["127.0.0.1", "localhost"].map {
      FeedRequest(feed: $0, address: "http://\($0):\(server.port)/")
    }
    _ = try answers(requests) { ($0, Pace(width: 1)) }
    let times = server.requests.map(\.time)
    #expect(times.count == 2)
    // Had they been asked in turn, the second would start 300 ms after the first.
    #expect(times[1] - times[0] < .milliseconds(300))
  }

  @Test func aLaneKeepsItsPace() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    let requests = (1...4).map { FeedRequest(feed: "f", address: server.address("/\($0)")) }
    _ = try answers(requests) { _ in
      ("slow", Pace(interval: .milliseconds(200), width: 1))
    }
    let times = server.requests.map(\.time)
    #expect(server.requests.map(\.path) == ["/1", "/2", "/3", "/4"])
    for (earlier, later) in zip(times, times.dropFirst()) {
      // The stamp is the server's; the start is a little earlier each time.
      #expect(later - earlier > .milliseconds(150))
    }
  }

  /// While the first answer is read the others come, and are read one after the other then; meanwhile
  /// the last one comes, and lies in its socket for longer than anybody is waited for.
  @Test func whoIsReadForLongDoesNotMakeOthersSlow() throws {
    let server = try LoopbackServer { request in
      let delays: [String: Duration] = ["/first": .zero, "/last": .milliseconds(1300)]
      return LoopbackServer.Reply("x", delay: delays[request.path] ?? .milliseconds(200))
    }
    let paths = ["/last", "/first"] + (1...8).map { "/\($0)" }
    var limits = FetchLimits()
    limits.slowness = .seconds(2)
    var failures: [String] = []
    try FetchRound(agent: "t", source: .network, limits: limits)
      .run(paths.map { FeedRequest(feed: $0, address: server.address($0)) }) { answer in
        if let failure = answer.failure { failures.append("\(answer.request.feed): \(failure)") }
        Thread.sleep(forTimeInterval: 0.6)
        return []
      }
    #expect(failures == [])
    #expect(server.requests.count == paths.count)
  }

  @Test(arguments: [
    "https://arxiv.org/a", "http://rss.arxiv.org/rss/cs.LG", "https://export.arxiv.org/api/query",
    "https://oaipmh.arxiv.org/oai", "https://EXPORT.arxiv.org/x",
  ])
  func allOfArxivIsOneLane(_ address: String) {
    let (lane, pace) = Pace.of(address)
    #expect(lane == "arxiv.org")
    #expect(pace == Pace(interval: .seconds(3), width: 1))
    #expect(Pace.of("https://notarxiv.org/").lane == "notarxiv.org")
  }

  @Test func whatAnAnswerAsksForIsAskedToo() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    var paths: [String] = []
    let round = FetchRound(agent: "t", source: .network)
    let second = FeedRequest(feed: "f", address: server.address("/second"))
    try round.run([FeedRequest(feed: "f", address: server.address("/first"))]) { answer in
      paths.append(answer.request.address)
      return paths.count == 1 ? [second] : []
    }
    #expect(paths == [server.address("/first"), server.address("/second")])
  }
}
