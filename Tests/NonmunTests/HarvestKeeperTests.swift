import Foundation
import NonmunKit
import NonmunStore
import Testing

@testable import nonmun

@Suite struct HarvestKeeperTests {
  /// Many at it as fast as they can: what one hands over may be kept before it goes on.
  @Test func whatIsKeptAtOnceIsWaitedFor() throws {
    let library = try Library()
    let keeper = HarvestKeeper(library: library, matcher: Matcher([]), at: Date(), in: .gmt)
    let names = (0..<4000).map { "f\($0)" }
    DispatchQueue.concurrentPerform(iterations: names.count) { place in
      let feed = Feed(.url("https://a.test/"), name: names[place])
      #expect(throws: Never.self) { try keeper.keep(FeedHarvest(feed: feed)) }
    }
    try keeper.finish()
    #expect(keeper.reports.count == names.count)
    #expect(try library.states().count == names.count)
  }
}
