import NonmunKit
import Testing

@testable import NonmunFetch

@Suite struct HostLaneTests {
  private func started(_ lane: HostLane) -> Int {
    var lane = lane
    for place in 0..<200 { lane.add(FeedRequest(feed: "f", address: "https://h.test/\(place)")) }
    while lane.candidate(at: .now) != nil { lane.start(at: .now) }
    return lane.running
  }

  private func lane(_ address: String = "https://h.test/") -> HostLane {
    HostLane(pace: Pace.of(address).pace)
  }

  @Test func aHostIsAskedMoreAtOnceOverOneConnection() {
    var lane = lane()
    #expect(started(lane) == 12)
    lane.take(isGood: true, isMultiplexed: true)
    #expect(started(lane) == 100)
  }

  @Test func eachGoodAnswerMakesRoomForOneMoreUpToALimit() {
    var lane = lane("http://h.test/")
    lane.take(isGood: true, isMultiplexed: false)
    #expect(started(lane) == 13)
    for _ in 0..<50 { lane.take(isGood: true, isMultiplexed: false) }
    #expect(started(lane) == 24)
  }

  @Test(arguments: [true, false])
  func aHostThatRefusedIsAskedLittleAndNotMoreAgain(isMultiplexed: Bool) {
    var lane = lane()
    lane.take(isGood: true, isMultiplexed: isMultiplexed)
    let requests = (0..<20).map { FeedRequest(feed: "f", address: "https://h.test/\($0)") }
    for request in requests { lane.add(request) }
    for _ in 0..<13 { lane.start(at: .now) }
    let later = ContinuousClock.now - .seconds(5)
    let isRefusedForMany = lane.asksAgain(refused: requests[12], at: later)
    #expect(isRefusedForMany)
    for _ in 0..<13 { lane.finish(sent: .now) }
    lane.take(isGood: true, isMultiplexed: isMultiplexed)
    #expect(started(lane) == 2)
    lane.start(at: .now)
    // What was asked among few and is refused, is asked once more, alone.
    let isAskedAgain = lane.asksAgain(refused: requests[13], at: later)
    #expect(isAskedAgain)
    #expect(lane.pace.width == 1)
    let isAskedTwice = lane.asksAgain(refused: requests[13], at: later)
    #expect(!isAskedTwice)
    // What was asked among many may still be refused for it.
    let isAlsoAskedAgain = lane.asksAgain(refused: requests[3], at: later)
    #expect(isAlsoAskedAgain)
  }

  @Test func whoIsRefusedAloneIsRefused() {
    var lane = lane()
    let request = FeedRequest(feed: "f", address: "https://h.test/")
    lane.add(request)
    lane.start(at: .now)
    let isAskedAgain = lane.asksAgain(refused: request, at: .now)
    #expect(!isAskedAgain)
  }

  @Test func aHostThatRefusedIsLeftForASecond() {
    var lane = lane()
    for place in 0..<9 { lane.add(FeedRequest(feed: "f", address: "https://h.test/\(place)")) }
    let now = ContinuousClock.now
    for _ in 0..<3 { lane.start(at: now) }
    let isAskedAgain = lane.asksAgain(refused: FeedRequest(feed: "f", address: "x"), at: now)
    #expect(isAskedAgain)
    for _ in 0..<3 { lane.finish(sent: now) }
    #expect(lane.candidate(at: now) == nil)
    #expect(lane.wait(at: now) == .seconds(1))
    #expect(lane.candidate(at: now + .seconds(1)) != nil)
  }

  private func narrowLane(at now: ContinuousClock.Instant) -> HostLane {
    var lane = lane()
    for place in 0..<20 { lane.add(request(place)) }
    for _ in 0..<12 { lane.start(at: now) }
    _ = lane.asksAgain(refused: request(0), at: now)
    for _ in 0..<12 { lane.finish(sent: now) }
    return lane
  }

  private func request(_ place: Int) -> FeedRequest {
    FeedRequest(feed: "f", address: "https://h.test/\(place)")
  }

  /// One by one and after longer and longer pauses, and then not at all.
  @Test func aHostThatRefusesAllIsGivenUp() {
    var now = ContinuousClock.now
    var lane = narrowLane(at: now)
    for (place, pause) in [1, 2, 4, 8].enumerated() {
      #expect(lane.wait(at: now) == .seconds(pause))
      now += .seconds(pause)
      #expect(!lane.isGivenUp)
      lane.start(at: now)
      let isAskedAgain = lane.asksAgain(refused: request(12 + place), at: now)
      #expect(isAskedAgain == (pause < 8))
      lane.finish(sent: now)
    }
    #expect(lane.isGivenUp)
  }

  @Test func aGoodAnswerBeginsThePatienceAnew() {
    var now = ContinuousClock.now
    var lane = narrowLane(at: now)
    for place in 0..<8 {
      now += .seconds(14)
      lane.start(at: now)
      let isAskedAgain = lane.asksAgain(refused: request(12 + place), wait: .seconds(14), at: now)
      #expect(isAskedAgain)
      lane.finish(sent: now)
      lane.take(isGood: true, isMultiplexed: false)
    }
    #expect(!lane.isGivenUp)
  }

  @Test func halfAMinuteInAllIsWaitedForAHostThatAsksForIt() {
    let now = ContinuousClock.now
    var lane = narrowLane(at: now)
    lane.start(at: now + .seconds(16))
    let isAskedAgain = lane.asksAgain(
      refused: request(12), wait: .seconds(16), at: now + .seconds(16))
    #expect(!isAskedAgain && lane.isGivenUp)
  }

  /// Over HTTP/1.1 a connection carries one request, with TLS as without.
  @Test func aConnectionThatWasForOneIsRefusedWhenItEnds() {
    var lane = lane()
    #expect(lane.isRefusal(.connection) && lane.isRefusal(.refusal))
    lane.take(isGood: true, isMultiplexed: false)
    #expect(lane.isRefusal(.connection) && !lane.isRefusal(.patience) && !lane.isRefusal(nil))
    lane.take(isGood: true, isMultiplexed: true)
    lane.take(isGood: false, isMultiplexed: nil)
    #expect(!lane.isRefusal(.connection) && lane.isRefusal(.refusal))
  }

  @Test func aHostWithAPaceIsAskedAsItSays() {
    var lane = lane("https://arxiv.org/")
    lane.take(isGood: true, isMultiplexed: true)
    // Its interval alone would let only one start, too.
    #expect(lane.pace.width == 1)
    #expect(started(lane) == 1)
  }

  @Test(arguments: [("HTTP/2 200", true), ("HTTP/1.1 200 OK", false), ("HTTP/1.1 2", false)])
  func theStatusLineTellsTheProtocol(_ line: String, isMultiplexed: Bool) {
    #expect(ResponseHead("\(line)\r\n\r\n").isMultiplexed == isMultiplexed)
  }
}
