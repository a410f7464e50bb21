import Foundation
import NonmunKit
import Testing

@Suite struct SearchWalkTests {
  private let begun = Date(timeIntervalSince1970: 1_724_113_800)  // 2024-08-20T00:30:00Z

  private func search(_ first: String, _ last: String) throws -> SearchWalk {
    SearchWalk(
      "cat:cs.LG", days: try #require(Day(first))...(try #require(Day(last))), begun: begun)
  }

  /// `start`, how many, and the range, of the next request.
  private func asks(_ walk: SearchWalk) -> String {
    let fields = walk.address(.live).split(separator: "&").dropFirst(2).joined(separator: " ")
    let range = walk.address(.live).split(separator: "%5B").dropFirst().first.map {
      " " + $0.prefix { $0 != "%" }
    }
    return fields + (range ?? "")
  }

  @Test func daysAreHadToTheirEnd() throws {
    var walk = try search("2024-08-12", "2024-08-16")
    #expect(asks(walk) == "max_results=100 202408120000+TO+202408162359")
    #expect(walk.take(100, of: 4_500, overlap: .earlier) == .kept)
    #expect(asks(walk) == "start=100 max_results=2000 202408120000+TO+202408162359")
    // A short slice in the middle: what it left out is asked for next.
    #expect(walk.take(1_990, of: 4_500, overlap: .earlier) == .kept)
    #expect(asks(walk).hasPrefix("start=2090 max_results=2000"))
    #expect(walk.take(2_000, of: 4_501, overlap: .none) == .kept)
    #expect(walk.take(411, of: 4_501, overlap: .none) == .kept)
    #expect(walk.isEnded)
    #expect(walk.done == 4_501)
    #expect(walk.expected == 4_500)
    #expect(walk.remark == nil)
  }

  @Test func moreThanOneQueryGivesIsSplitByDate() throws {
    var walk = try search("2024-08-01", "2024-08-04")
    var asked: [String] = []
    // Twenty papers a minute, which the newest half of the newest half can be had of.
    for _ in 0..<1_000 where !walk.isEnded {
      asked.append(asks(walk))
      let minutes = try #require(walk.minutes)
      let (start, length) = try #require(walk.slice)
      #expect(start + length <= 30_000)
      let total = (minutes.upperBound - minutes.lowerBound + 1) * 20
      #expect(walk.take(max(0, min(length, total - start)), of: total, overlap: .none) == .kept)
    }
    #expect(walk.isEnded)
    #expect(
      Array(asked.prefix(4)) == [
        "max_results=100 202408010000+TO+202408042359",
        "start=100 max_results=2000 202408030000+TO+202408042359",
        "start=2100 max_results=2000 202408040000+TO+202408042359",
        "start=4100 max_results=2000 202408040000+TO+202408042359",
      ])
    // The older part ends with the minute that the newer one began with.
    #expect(asked.contains("max_results=100 202408010000+TO+202408040000"))
    // Every minute was had, and what lies on a border twice.
    #expect(walk.done >= 4 * 1440 * 20)
    #expect(walk.done < 4 * 1440 * 20 + 10_000)
  }

  @Test func aServerThatDoesNotHeedDatesIsLeft() throws {
    var walk = try search("2023-01-01", "2024-08-01")
    for _ in 0..<25 where !walk.isEnded {
      let (start, length) = try #require(walk.slice)
      #expect(start + length <= 30_000)
      _ = walk.take(length, of: 50_000, overlap: .none)
    }
    #expect(walk.isEnded)
    #expect(walk.remark?.hasPrefix("50000 results in [20240801") == true)
  }

  @Test func anEmptyPageIsNotBelievedAtOnce() throws {
    var walk = try search("2024-08-12", "2024-08-16")
    _ = walk.take(100, of: 300, overlap: .none)
    let asked = asks(walk)
    #expect(walk.take(0, of: 300, overlap: .none) == .askAgain)
    // Nor is the total that came with it.
    #expect(walk.take(0, of: 0, overlap: .none) == .askAgain)
    #expect(asks(walk) == asked)
    #expect(walk.take(200, of: 300, overlap: .none) == .kept)
    #expect(walk.isEnded)
  }

  @Test func whatIsMissingTwiceIsTold() throws {
    var walk = try search("2024-08-12", "2024-08-16")
    _ = walk.take(100, of: 300, overlap: .none)
    for _ in 1...2 { #expect(walk.take(0, of: 300, overlap: .none) == .askAgain) }
    guard case .broken(let words) = walk.take(0, of: 300, overlap: .none) else {
      Issue.record("an empty page was believed")
      return
    }
    #expect(words.contains("there are 300, and gave none after 100"))
    // The next run asks again, and then believes it.
    #expect(!walk.isEnded)
    for _ in 1...2 { #expect(walk.take(0, of: 300, overlap: .none) == .askAgain) }
    #expect(walk.take(0, of: 300, overlap: .none) == .kept)
    #expect(walk.isEnded)
    #expect(walk.remark?.contains("there are 300") == true)
  }

  @Test func aStartBeyondTheEndIsTheEnd() throws {
    var walk = try search("2024-08-12", "2024-08-16")
    _ = walk.take(100, of: 300, overlap: .none)
    for _ in 1...2 { #expect(walk.take(0, of: 100, overlap: .none) == .askAgain) }
    #expect(walk.take(0, of: 100, overlap: .none) == .kept)
    #expect(walk.isEnded)
    #expect(walk.remark == nil)
  }

  @Test func theNewestGoOnOnlyWhileNothingIsKnown() {
    var walk = SearchWalk(newest: "all:x", isFirst: false, begun: begun)
    var asked: [String] = []
    for _ in 1...4 {
      asked.append(asks(walk))
      let length = walk.slice?.length ?? 0
      #expect(walk.take(length, of: 9_000, overlap: .none) == .kept)
    }
    #expect(
      asked == [
        "max_results=100", "start=100 max_results=200", "start=300 max_results=400",
        "start=700 max_results=800",
      ])
    var end = walk
    _ = end.take(1_600, of: 9_000, overlap: .none)
    #expect(end.isEnded)
    #expect(end.remark == "the newest 3100 of 9000; --since brings more")
    _ = walk.take(1_600, of: 9_000, overlap: .earlier)
    #expect(walk.isEnded)
    #expect(walk.remark == nil)
  }

  /// A clock that stands still, as in a replay, tells nothing apart.
  @Test func whatTheFirstSliceKnowsIsFromBefore() {
    var walk = SearchWalk(newest: "all:x", isFirst: false, begun: begun)
    _ = walk.take(100, of: 9_000, overlap: .thisWalk)
    #expect(walk.isEnded)
    var moved = SearchWalk(newest: "all:x", isFirst: false, begun: begun)
    _ = moved.take(100, of: 9_000, overlap: .none)
    _ = moved.take(200, of: 9_001, overlap: .thisWalk)
    #expect(!moved.isEnded)
  }

  @Test func theFirstTimeIsSmall() {
    var walk = SearchWalk(newest: "all:x", isFirst: true, begun: begun)
    _ = walk.take(100, of: 9_000, overlap: .none)
    #expect(walk.isEnded)
    #expect(walk.remark == "the newest 100 of 9000; --since brings more")
    var small = SearchWalk(newest: "all:x", isFirst: true, begun: begun)
    _ = small.take(19, of: 19, overlap: .none)
    #expect(small.isEnded)
    #expect(small.remark == nil)
  }

  /// The newest may have moved by any number of papers since.
  @Test(arguments: [(.thisWalk, 700), (.none, 100), (.earlier, nil)] as [(Overlap, Int?)])
  func aSearchThatWasBrokenOffLooksAtTheNewestFirst(_ overlap: Overlap, _ start: Int?) {
    var walk = SearchWalk(newest: "all:x", isFirst: false, begun: begun)
    for count in [100, 200, 400] { _ = walk.take(count, of: 9_000, overlap: .none) }
    walk.resume()
    #expect(walk.slice?.start == 0)
    _ = walk.take(100, of: 9_010, overlap: overlap)
    #expect((walk.isEnded ? nil : walk.slice?.start) == start)
  }
}

extension SearchWalk {
  fileprivate var slice: (start: Int, length: Int)? {
    let fields = address(.live).split(separator: "&").map { $0.split(separator: "=") }
    func value(_ name: String) -> Int? {
      fields.first { $0.first ?? "" == name }?.last.flatMap { Int($0) }
    }
    return value("max_results").map { (value("start") ?? 0, $0) }
  }

  /// Minutes since 1970 that the address names.
  fileprivate var minutes: ClosedRange<Int>? {
    let range = address(.live).split(separator: "%5B").last?.split(separator: "%5D").first
    let ends = (range ?? "").split(separator: "+TO+").compactMap { text -> Int? in
      let digits = String(text)
      guard digits.count == 12,
        let day = Day(
          "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6).prefix(2))"),
        let hour = Int(digits.dropFirst(8).prefix(2)), let minute = Int(digits.suffix(2))
      else { return nil }
      return day.number * 1440 + hour * 60 + minute
    }
    return ends.count == 2 ? ends[0]...ends[1] : nil
  }
}
