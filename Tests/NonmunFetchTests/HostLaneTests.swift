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

  @Test func aHostIsAskedMoreAtOnceOverOneConnection() {
    var lane = HostLane(pace: Pace.of("https://h.test/").pace)
    #expect(started(lane) == 6)
    lane.widen()
    #expect(started(lane) == 100)
  }

  @Test func aHostWithAPaceIsAskedAsItSays() {
    var lane = HostLane(pace: Pace.of("https://arxiv.org/").pace)
    lane.widen()
    // Its interval alone would let only one start, too.
    #expect(lane.pace.width == 1)
    #expect(started(lane) == 1)
  }

  @Test(arguments: [("HTTP/2 200", true), ("HTTP/1.1 200 OK", false), ("HTTP/1.1 2", false)])
  func theStatusLineTellsTheProtocol(_ line: String, isMultiplexed: Bool) {
    #expect(ResponseHead("\(line)\r\n\r\n").isMultiplexed == isMultiplexed)
  }
}
