import Foundation
import LoopbackServer
import Synchronization
import Testing

/// A fetch over the network that is killed again and again.
@Suite struct KillTests {
  private static let feeds = 30

  /// `NONMUN_KILL_ROUNDS=200 swift test --filter KillTests` for more than a test run needs.
  private static let rounds =
    ProcessInfo.processInfo.environment["NONMUN_KILL_ROUNDS"].flatMap { Int($0) } ?? 20

  /// How many papers a feed has come to: every tenth round finds one more.
  private final class Growth: Sendable {
    let papers = Atomic<Int>(10)
  }

  /// Each feed answers a little later than another; some papers are in three feeds, and every
  /// answer has a validator.
  private func server(_ growth: Growth) throws -> LoopbackServer {
    try LoopbackServer { request in
      let number = Int(request.path.dropFirst(2)) ?? 0
      let papers = growth.papers.load(ordering: .relaxed)
      let delay = Duration.milliseconds(number * 7 % 60)
      let tag = "\"\(number)-\(papers)\""
      guard !request.head.contains("If-None-Match: \(tag)\r\n") else {
        return LoopbackServer.Reply(status: 304, delay: delay)
      }
      let items = (0..<papers).map { item in
        let id = item < 3 ? "shared/\(number / 3)-\(item)" : "\(number)-\(item)"
        return """
          <item><title>Diffusion paper \(id)</title><link>https://papers.test/\(id)</link>\
          <pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item>
          """
      }
      return LoopbackServer.Reply(
        "<rss version='2.0'><channel><title>\(number)</title>\(items.joined())</channel></rss>",
        headers: ["ETag: \(tag)"], delay: delay)
    }
  }

  private func workspace(_ server: LoopbackServer) throws -> Scratch {
    let feeds = (0..<Self.feeds).map { "{url: '\(server.address("/f\($0)"))', name: f\($0)}" }
    return try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [\(feeds.joined(separator: ", "))]",
      "Feeds/tags.yml": "tags: [{name: diffusion, any: [diffusion]}]",
    ])
  }

  /// All that a workspace's library holds, as the program tells it after a clean fetch and another.
  private func contents(_ scratch: Scratch) throws -> [String] {
    for _ in 1...2 { #expect(try scratch.run("fetch").status == 0) }
    let results = [
      try scratch.run("list", "--json", "--limit", "100000"),
      try scratch.run("search", "paper", "--json", "--limit", "100000"),
      try scratch.run("list", "--tag", "diffusion", "--limit", "100000"), try scratch.run("status"),
    ]
    #expect(results.allSatisfy { $0.status == 0 && $0.error.isEmpty })
    return results.map(\.output)
  }

  @Test func killedAgainAndAgainAFetchLosesNothing() throws {
    let growth = Growth()
    let server = try server(growth)
    let scratch = try workspace(server)
    var held = 0
    var round = 0
    while round < Self.rounds {
      let process = scratch.process(["fetch"])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 0...300_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitForEnd()
      // A fetch that was faster than its end does not count.
      guard process.waitForEnd().wasKilled else { continue }
      round += 1
      guard round % 10 == 0 else { continue }
      // What one round kept, no later one loses.
      let count = try Scratch.objects(scratch.run("list", "--json").output).count
      #expect(count >= held, "after round \(round)")
      held = count
      growth.papers.add(1, ordering: .relaxed)
    }
    let found = try contents(scratch)
    // Every validator was kept with its papers: the last fetch was answered by 304 alone.
    let last = server.requests.suffix(Self.feeds)
    #expect(last.allSatisfy { $0.head.contains("If-None-Match") })
    #expect(try found == contents(workspace(server)))
    let papers = growth.papers.load(ordering: .relaxed)
    #expect(try Scratch.objects(found[0]).count == Self.feeds * (papers - 3) + Self.feeds / 3 * 3)
  }
}
