import NonmunKit
import NonmunStore
import Testing

@Suite struct TrendCountTests {
  @Test func anEmptyLibraryCountsNothing() throws {
    let day = Day(number: 19_954)
    #expect(try Library().paperCounts(day...(day + 6), spanInDays: 7).isEmpty)
  }
}
