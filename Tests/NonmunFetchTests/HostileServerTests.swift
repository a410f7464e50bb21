import Foundation
import HostileServer
import NonmunFetch
import NonmunKit
import Testing

/// What needs limits of its own, or a look at the answer itself.
@Suite struct HostileServerTests {
  private let server: HostileServer

  init() throws { server = try HostileServer() }

  private func answers(
    _ requests: [FeedRequest], limits: FetchLimits = FetchLimits(),
    stop: @escaping () -> Bool = { false }
  ) throws -> [FeedAnswer] {
    let round = FetchRound(agent: "t", source: .network, limits: limits, stop: stop)
    var answers: [FeedAnswer] = []
    try round.run(requests) { answer in
      answers.append(answer)
      return []
    }
    return answers
  }

  private func request(_ path: String, namedBy: String? = nil) -> FeedRequest {
    FeedRequest(feed: path, address: server.address(path), namedBy: namedBy)
  }

  @Test(arguments: Fault.allCases.filter(\.isSlow))
  func aSlowServerIsGivenUp(_ fault: Fault) throws {
    var limits = FetchLimits()
    limits.slowness = .seconds(1)
    let answer = try #require(try answers([request(fault.rawValue)], limits: limits).first)
    let said = "failed: \(answer.failure ?? "nothing")"
    #expect(
      try FaultTable(below: "What a server can do").holds(said, for: fault.rawValue), "\(said)")
    #expect(said.contains("slow"))
    #expect(answer.body.isEmpty)
  }

  @Test func aTransferEndsWhateverItsSpeed() throws {
    var limits = FetchLimits()
    limits.transfer = .milliseconds(500)
    (limits.bodyInBytes, limits.allBodiesInBytes) = (.max, .max)
    let answer = try #require(
      try answers([request(Fault.endlessBody.rawValue)], limits: limits).first)
    #expect(answer.failure?.hasPrefix("timed out") == true)
  }

  /// Each body is below its own limit, and all together are too much.
  @Test func manyBodiesAtOnceHaveALimit() throws {
    var limits = FetchLimits()
    limits.allBodiesInBytes = 4 << 20
    let requests = (1...5).map { request("endless-body?\($0)") } + [request("good")]
    let answers = try answers(requests, limits: limits)
    #expect(
      answers.count {
        $0.failure == "the body is one of the longest of many, together larger than 4 MiB"
      }
        == 5)
    #expect(answers.contains { $0.failure == nil && $0.status == 200 })
  }

  @Test func aFieldCannotBringAnother() throws {
    let answer = try #require(try answers([request(Fault.headerInjection.rawValue)]).first)
    #expect(answer.status == 200)
    #expect(answer.validators.etag == "\"1 Set-Cookie: a=b HTTP/1.1 500 No\"")
  }

  @Test func aTrailerIsNoAnswer() throws {
    let answer = try #require(try answers([request(Fault.statusInTrailer.rawValue)]).first)
    #expect(answer.status == 200)
    #expect(answer.body == Array(HostileServer.feed(Fault.statusInTrailer.rawValue).utf8))
  }

  /// Over a connection that is open already, no socket is asked for: the request itself is stopped.
  @Test func whatAServerNamesMayNotBePrivate() throws {
    let named = request("secret", namedBy: "http://public.test/")
    let answers = try answers(
      [request("good")] + Array(repeating: request("good"), count: 6) + [named])
    #expect(answers.count { $0.failure == nil } == 7)
    #expect(
      answers.first { $0.request == named }?.failure
        == "led from public.test to a private address, which is not asked: \(named.address)")
    #expect(try self.answers([named]).first?.failure?.hasPrefix("led from public.test") == true)
    #expect(!server.requests.contains { $0.contains("/secret") })
  }

  @Test func aPrivateFeedMayNameAPrivateOne() throws {
    let named = request("secret", namedBy: "http://localhost:1/")
    #expect(try answers([named]).first?.failure == nil)
  }

  /// The name of the machine that runs the tests, where it leads to the machine itself.
  @Test func aNameThatLeadsToAPrivateAddressIsNoWayAround() throws {
    let name = ProcessInfo.processInfo.hostName
    let address = "http://\(name):\(server.port)/secret"
    guard name != "localhost",
      try answers([FeedRequest(feed: "f", address: address)])[0].failure == nil
    else {
      print("NOT TESTED: a name that leads to a private address, for “\(name)” does not lead here")
      return
    }
    let named = FeedRequest(feed: "f", address: address, namedBy: "http://public.test/")
    #expect(try answers([named]).first?.failure?.hasPrefix("led from public.test") == true)
    #expect(server.requests.count == 1)
  }

  @Test func stoppedARoundAnswersForAllThatIsOpen() throws {
    var count = 0
    let slow = request(Fault.slowBody.rawValue)
    let all = [request("good")] + Array(repeating: slow, count: 9)
    let round = FetchRound(agent: "t", source: .network, stop: { count > 0 })
    var failures: [String?] = []
    try round.run(all) { answer in
      failures.append(answer.failure)
      count += 1
      return []
    }
    #expect(failures == [nil] + Array(repeating: "interrupted", count: 9))
  }
}
