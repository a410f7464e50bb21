import Foundation
import LoopbackServer
import NonmunFetch
import NonmunKit
import NonmunStore
import Synchronization
import Testing

@testable import nonmun

/// Who is asked first.
@Suite struct FeedTurnTests {
  /// One request at a time, of which the host answers two in each run.
  private func order(_ names: [String], runs: Int) throws -> [[String]] {
    let answered = Mutex(0)
    let server = try LoopbackServer { _ in
      let place = answered.withLock { count in
        count += 1
        return count
      }
      return place > 2
        ? LoopbackServer.Reply(status: 404) : LoopbackServer.Reply("<rss><channel/></rss>")
    }
    let library = try Library()
    let feeds = names.map { Feed(.url(server.address("/\($0)")), name: $0) }
    return try (0..<runs).map { run in
      answered.withLock { $0 = 0 }
      let asked = server.requests.count
      var refresh = try Refresh(
        library: library, matcher: Matcher([]), zone: .gmt,
        now: Date(timeIntervalSince1970: 1_724_000_000 + 86_400 * Double(run)), days: nil)
      let round = FetchRound(agent: "t", source: .network) { _ in
        (
          "all", Pace(interval: .milliseconds(10), width: 1)
        )
      }
      let reports = try refresh.run(feeds, round)
      #expect(reports.map(\.feed) == names)
      return server.requests.dropFirst(asked).map { String($0.path.dropFirst()) }
    }
  }

  @Test func whoWasAnsweredLongestAgoIsAskedFirst() throws {
    let orders = try order(["a", "b", "c", "d", "e"], runs: 4)
    #expect(orders[0] == ["a", "b", "c", "d", "e"])
    #expect(orders[1] == ["c", "d", "e", "a", "b"])
    #expect(orders[2] == ["e", "a", "b", "c", "d"])
    #expect(orders[3] == ["b", "c", "d", "a", "e"])
  }

  @Test func whoWasAnsweredAtTheSameTimeIsAskedAsListed() throws {
    #expect(try order(["b", "a"], runs: 2) == [["b", "a"], ["b", "a"]])
  }
}
