import Foundation
import LoopbackServer
import Testing

/// Several processes and workspaces of one user. A server on loopback stands for every host, as the
/// proxy that the environment names.
@Suite final class PoliteFetchTests {
  private let state = FileManager.default.temporaryDirectory.appending(
    path: "nonmun-state-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: state) }  // Left behind, it harms nothing.

  private static let feed = """
    <rss version="2.0"><channel><title>t</title><item><title>Paper</title>\
    <link>https://a.test/1</link></item></channel></rss>
    """

  private func workspace(_ feeds: String..., behind server: LoopbackServer) throws -> Scratch {
    let list = feeds.enumerated().map { "  - {url: '\($1)', name: f\($0)}\n" }.joined()
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": "feeds:\n\(list)"])
    scratch.environment = [
      "http_proxy": server.address(""), "no_proxy": "", "NO_PROXY": "",
      "NONMUN_STATE": state.path(),
    ]
    return scratch
  }

  private func start(_ scratch: Scratch) throws -> Process {
    let process = scratch.process(["fetch"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func twoProcessesOfTwoWorkspacesAskArxivOnceInThreeSeconds() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(Self.feed, delay: .milliseconds(50))
    }
    let one = try workspace(
      "http://rss.arxiv.org/rss/cs.LG", "http://export.arxiv.org/api/query?search_query=x",
      behind: server)
    let other = try workspace(
      "http://arxiv.org/a", "http://oaipmh.arxiv.org/oai", "http://b.test/feed", behind: server)
    let processes = try [start(one), start(other)]
    for process in processes { process.waitForEnd() }
    #expect(processes.map { $0.waitForEnd().status } == [0, 0])
    let times = server.requests.filter { $0.path.contains("arxiv.org") }.map(\.time)
    #expect(times.count == 4)
    for (earlier, later) in zip(times, times.dropFirst()) {
      #expect(later - earlier >= .seconds(3))
      // Nor is time lost: looking ten times a second, and what a busy machine adds.
      #expect(later - earlier < .seconds(6))
    }
    // Another host waits for none of that.
    let first = try #require(server.requests.first { $0.path.contains("b.test") })
    #expect(first.time - times[0] < .seconds(3))
  }

  @Test func aProcessThatIsKilledLetsTheLaneGoAndItsRequestStillCounts() throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(Self.feed, delay: .seconds(request.path.hasSuffix("/1") ? 4 : 0))
    }
    let scratch = try workspace("http://arxiv.org/1", behind: server)
    let killed = try start(scratch)
    while server.requests.isEmpty, killed.isRunning { usleep(5_000) }
    kill(killed.processIdentifier, SIGKILL)
    killed.waitForEnd()
    let next = try workspace("http://export.arxiv.org/2", behind: server)
    #expect(try next.run("fetch").status == 0)
    let times = server.requests.map(\.time)
    #expect(times.count == 2)
    #expect(times[1] - times[0] >= .seconds(3))
  }

  @Test func a403IsRememberedByEveryWorkspaceUntilTheReaderAllowsTheHost() throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(Self.feed, status: request.path.contains("a.test") ? 403 : 200)
    }
    let one = try workspace("http://a.test/1", "http://b.test/1", behind: server)
    let first = try one.run("fetch", "--json")
    #expect(first.status == 1)
    let feeds = try Scratch.objects(first.output)
    #expect(feeds[0]["http_status"] as? Int == 403)
    #expect((feeds[0]["error"] as? String)?.contains("nonmun feeds allow a.test") == true)
    let other = try workspace("http://a.test/2", behind: server)
    let second = try other.run("fetch", "--force", "--json")
    #expect(second.status == 69)
    let held = try #require(try Scratch.objects(second.output).first)
    #expect(held["verdict"] as? String == "failed")
    #expect(held["requests"] as? Int == 0)
    #expect(server.requests.count == 2)
    #expect(try other.run("feeds", "allow").output.hasPrefix("a.test  stopped by 403 since "))
    #expect(try other.run("feeds", "allow", "b.test").status == 2)
    #expect(
      try other.run("feeds", "allow", "http://a.test/1").output == "a.test may be asked again\n")
    #expect(try other.run("feeds", "allow", "a.test").status == 2)
    #expect(try other.run("feeds", "allow").status == 2)
    try other.run("fetch")
    #expect(server.requests.count == 3)
  }

  @Test func aHostThatWantsToBeLeftSaysUntilWhen() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(status: 503, headers: ["Retry-After: 7200"])
    }
    let scratch = try workspace("http://a.test/1", behind: server)
    for _ in 1...2 {
      let feed = try #require(try Scratch.objects(scratch.run("fetch", "--json").output).first)
      #expect((feed["retry_at"] as? String)?.hasPrefix("2024-08-20T14:0") == true)
    }
    #expect(server.requests.count == 1)
    scratch.now = "2024-08-20T23:01:00+09:00"
    try scratch.run("fetch")
    #expect(server.requests.count == 2)
  }

  @Test func aQueryOfTodayIsAnsweredFromWhatWasKeptInEveryWorkspace() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>q</title><entry>\
        <id>http://arxiv.org/abs/2408.08872v1</id><title>xGen-MM</title></entry></feed>
        """)
    }
    let query = "http://export.arxiv.org/api/query?search_query=ti:a"
    let scratch = try workspace(query, behind: server)
    #expect(try scratch.run("fetch").output.contains("fresh"))
    scratch.now = "2024-08-21T00:00:00+09:00"
    let feed = try #require(try Scratch.objects(scratch.run("fetch", "--json").output).first)
    #expect(feed["verdict"] as? String == "quiet")
    #expect(feed["requests"] as? Int == 0)
    #expect(try scratch.run("fetch").output.contains(" (asked 3 h ago; arXiv asks for one"))
    let other = try workspace(query, behind: server)
    #expect(try other.run("fetch").output.contains("1 new"))
    #expect(server.requests.count == 1)
    #expect(try other.run("fetch", "--force").status == 0)
    #expect(server.requests.count == 2)
  }

  @Test func feedsYmlFollowsAMoveOnlyWhenItIsToldTo() throws {
    let server = try LoopbackServer { request in
      request.path.hasSuffix("/old")
        ? LoopbackServer.Reply(status: 301, headers: ["Location: http://b.test/new"])
        : LoopbackServer.Reply(Self.feed)
    }
    let scratch = try workspace("http://a.test/old", "http://a.test/older", behind: server)
    let before = try scratch.text("Feeds/feeds.yml")
    let result = try scratch.run("fetch", "--json")
    #expect(result.status == 0)
    #expect(
      result.error.contains("f0 has moved for good to http://b.test/new; `nonmun fetch --follow"))
    #expect(
      try Scratch.objects(result.output).map { $0["moved_to"] as? String }
        == ["http://b.test/new", nil])
    #expect(try scratch.text("Feeds/feeds.yml") == before)
    #expect(try scratch.run("fetch", "--follow-moves").status == 0)
    #expect(
      try scratch.text("Feeds/feeds.yml")
        == before.replacing("http://a.test/old'", with: "http://b.test/new'"))
  }

  @Test func whatIsGoneIsNotAskedAgain() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply(status: 410) }
    let scratch = try workspace("http://a.test/1", behind: server)
    for _ in 1...2 {
      let result = try scratch.run("fetch")
      #expect(result.status == 69)
      #expect(result.output.contains("gone (HTTP 410)"))
    }
    #expect(server.requests.count == 1)
  }

  /// A server that says "not modified" for ever is asked for the whole body every eight days.
  @Test func validatorsThatAreStuckAreLeftOutOnce() throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(
        Self.feed, status: request.head.contains("If-None-Match") ? 304 : 200,
        headers: ["ETag: \"1\""])
    }
    let scratch = try workspace("http://a.test/1", behind: server)
    for day in ["20", "21", "27", "29", "30"] {
      scratch.now = "2024-08-\(day)T21:00:00+09:00"
      try scratch.run("fetch")
    }
    #expect(
      server.requests.map { $0.head.contains("If-None-Match") }
        == [false, true, true, false, true])
  }

  @Test func aDryRunTellsWhatWaitsAndWhy() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply(Self.feed) }
    let scratch = try workspace(
      "http://arxiv.org/1", "http://arxiv.org/2", "http://a.test/1", behind: server)
    let plain = try scratch.run("fetch", "--dry-run").output
    let rule = "arxiv.org: one request in 3 s, on one connection"
    #expect(
      plain == """
        f0  now          GET  \(rule)  http://arxiv.org/1
        f1  after 3.1 s  GET  \(rule)  http://arxiv.org/2
        f2  now          GET  \(String(repeating: " ", count: rule.count))  http://a.test/1

        """)
    let lines = try Scratch.objects(scratch.run("fetch", "--dry-run", "--json").output)
    #expect(lines.map { $0["wait_seconds"] as? Double } == [0, 3.1, 0])
    #expect(lines.map { $0["method"] as? String } == ["GET", "GET", "GET"])
    #expect(lines.map { $0["conditional"] as? Bool } == [false, false, false])
    #expect(server.requests.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: state.path()))
  }
}
