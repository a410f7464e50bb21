import Foundation
import LoopbackServer
import NonmunFetch
import NonmunKit
import Synchronization
import Testing

/// How many requests one host of HTTP/1.1 is asked at once, as the host sees it.
@Suite final class HostWidthTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "nonmun-width-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }  // Left behind, it harms nothing.

  private func answers(_ count: Int, _ server: LoopbackServer) throws -> [FeedAnswer] {
    var answers: [FeedAnswer] = []
    let requests = (0..<count).map { FeedRequest(feed: "\($0)", address: server.address("/\($0)")) }
    let round = FetchRound(agent: "t", source: .network, ledger: Ledger(folder: folder.path()))
    try round.run(requests) { answer in
      answers.append(answer)
      return []
    }
    return answers
  }

  /// The first burst is answered only when nobody has asked anything for a while.
  @Test func aHostIsAskedTwelveThingsAtFirst() throws {
    let crowd = Crowd()
    let server = try LoopbackServer { _ in
      crowd.enter()
      defer { crowd.leave() }
      crowd.waitUntilNobodyComes()
      return LoopbackServer.Reply("x")
    }
    let answers = try answers(60, server)
    #expect(crowd.sizes.first == 12)
    #expect(crowd.sizes.max().map { (13...24).contains($0) } == true, "\(crowd.sizes)")
    #expect(answers.count { $0.isWhole } == 60)
  }

  /// As over HTTP/2, where a lane is wider than the connections of a host may be many.
  @Test func aHostHasNoMoreConnectionsThanTwentyFour() throws {
    let crowd = Crowd()
    let server = try LoopbackServer { _ in
      crowd.enter()
      defer { crowd.leave() }
      crowd.waitUntilNobodyComes()
      return LoopbackServer.Reply("x")
    }
    let requests = (0..<40).map { FeedRequest(feed: "\($0)", address: server.address("/\($0)")) }
    let round = FetchRound(agent: "t", source: .network) { _ in ("wide", Pace(width: 40)) }
    var whole = 0
    try round.run(requests) { answer in
      whole += answer.isWhole ? 1 : 0
      return []
    }
    #expect(crowd.sizes.max() == 24)
    #expect(whole == 40)
  }

  /// nginx's `limit_conn` answers 503 without a time, others 429.
  @Test(arguments: [(503, ""), (429, ""), (503, "Retry-After: 1"), (429, "Retry-After: 1")])
  func whatManyAtOnceAreRefusedComesAmongFew(_ status: Int, _ field: String) throws {
    let crowd = Crowd()
    let server = try LoopbackServer { _ in
      let size = crowd.enter()
      defer { crowd.leave() }
      if crowd.hasRefused { crowd.note(size) }
      if size > 4 {
        crowd.refuse()
        return LoopbackServer.Reply(status: status, headers: [field].filter { !$0.isEmpty })
      }
      Thread.sleep(forTimeInterval: 0.05)
      return LoopbackServer.Reply("x")
    }
    let answers = try answers(30, server)
    #expect(answers.count == 30)
    #expect(answers.allSatisfy { $0.isWhole }, "\(answers.compactMap(\.status))")
    // Those that were on their way, and then two at a time.
    #expect(crowd.sizes.suffix(18).allSatisfy { $0 <= 2 }, "\(crowd.sizes)")
    // Each of the first burst twice at most.
    #expect(server.requests.count <= 42)
  }

  /// A connection that is closed at once, as a firewall with a limit does.
  @Test func whatIsCutOffAmongManyComesAmongFew() throws {
    let crowd = Crowd()
    let server = try LoopbackServer { _ in
      let size = crowd.enter()
      defer { crowd.leave() }
      Thread.sleep(forTimeInterval: 0.05)
      return size > 4 ? .none : LoopbackServer.Reply("x")
    }
    #expect(try answers(30, server).allSatisfy { $0.isWhole })
  }

  /// It takes no two at a time: what it refuses of two is asked alone.
  @Test(arguments: [LoopbackServer.Reply(status: 503), .none])
  func aHostMayTakeOneAtATime(_ refusal: LoopbackServer.Reply) throws {
    let crowd = Crowd()
    let server = try LoopbackServer { _ in
      let size = crowd.enter()
      defer { crowd.leave() }
      Thread.sleep(forTimeInterval: 0.05)
      return size > 1 ? refusal : LoopbackServer.Reply("x")
    }
    let answers = try answers(20, server)
    #expect(answers.count { $0.isWhole } == 20, "\(answers.compactMap(\.failure))")
    // A connection that was kept and is closed is tried anew by libcurl, which counts no request.
    if refusal.status > 0 {
      #expect(answers.reduce(0) { $0 + $1.requests } == server.requests.count)
    }
    #expect(server.requests.count <= 40)
  }

  /// What still waits is told what the host said to others, and by when it may be asked.
  @Test(arguments: ["X: y", "Retry-After: 1"])
  func aHostThatRefusesAllIsLeft(_ field: String) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply("no", status: 503, headers: [field])
    }
    let answers = try answers(30, server)
    #expect(answers.count { $0.status == 503 } == 30)
    #expect(answers.count { $0.isHeld } > 0)
    #expect(answers.allSatisfy { ($0.notBefore != nil) == (field != "X: y") })
    #expect(server.requests.count <= 18)
  }

  @Test func aHostWithLittleLeftIsAskedLittle() throws {
    let crowd = Crowd()
    let server = try LoopbackServer { _ in
      let size = crowd.enter()
      defer { crowd.leave() }
      crowd.note(size)
      Thread.sleep(forTimeInterval: 0.02)
      return LoopbackServer.Reply("x", headers: ["RateLimit: \"burst\";r=9;t=1"])
    }
    #expect(try answers(40, server).allSatisfy { $0.isWhole })
    #expect(crowd.sizes.suffix(28).allSatisfy { $0 <= 2 }, "\(crowd.sizes)")
  }
}

extension FeedAnswer {
  fileprivate var isWhole: Bool { failure == nil && status == 200 }
}

/// Requests that a server has heard and not answered.
private final class Crowd: Sendable {
  private struct State {
    var size = 0
    var sizes: [Int] = []
    var hasRefused = false
    var lastEntered = ContinuousClock.now
  }

  private let state = Mutex(State())

  @discardableResult
  func enter() -> Int {
    state.withLock { state in
      state.size += 1
      state.lastEntered = .now
      return state.size
    }
  }

  func leave() { state.withLock { $0.size -= 1 } }
  func note(_ size: Int) { state.withLock { $0.sizes.append(size) } }
  func refuse() { state.withLock { $0.hasRefused = true } }
  var hasRefused: Bool { state.withLock { $0.hasRefused } }
  var sizes: [Int] { state.withLock { $0.sizes } }

  /// Notes how many there are then.
  func waitUntilNobodyComes() {
    while state.withLock({ $0.lastEntered + .milliseconds(300) > .now }) {
      Thread.sleep(forTimeInterval: 0.01)
    }
    state.withLock { $0.sizes.append($0.size) }
  }
}

extension ContinuousClock.Instant {
  fileprivate static var now: Self { ContinuousClock.now }
}
