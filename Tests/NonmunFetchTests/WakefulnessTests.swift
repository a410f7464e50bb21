import Testing

@testable import NonmunFetch

@Suite struct WakefulnessTests {
  /// - Parameter heard: Bytes, by the number of the look.
  /// - Returns: The look that found a flood, of a thousand a second for ten seconds.
  private func found(
    _ wakefulness: Wakefulness = Wakefulness(), heard: (Int) -> Int = { _ in 0 }
  ) -> Int? {
    var wakefulness = wakefulness
    let start = ContinuousClock.now
    return (0..<10_000).first { look in
      wakefulness.isFlood(at: start + .milliseconds(look)) { heard(look) }
    }
  }

  @Test func whatBringsNothingForThreeSecondsIsAFlood() throws {
    let look = try #require(found())
    #expect((3000...3300).contains(look))
  }

  @Test func whatBringsAByteASecondIsNone() { #expect(found { $0 / 1000 } == nil) }

  @Test func fewWordlessAwakeningsAreNone() {
    var wakefulness = Wakefulness()
    let start = ContinuousClock.now
    let isFlood = (0..<99).contains { look in
      wakefulness.isFlood(at: start + .seconds(look)) { 0 }
    }
    #expect(!isFlood)
  }

  @Test func whatEndsInBetweenBeginsTheCountAnew() {
    var wakefulness = Wakefulness()
    let start = ContinuousClock.now
    let isFlood = (0..<1000).contains { look in
      if look % 50 == 0 { wakefulness.end() }
      return wakefulness.isFlood(at: start + .seconds(look)) { 0 }
    }
    #expect(!isFlood)
  }
}
