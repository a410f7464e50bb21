import Foundation
import NonmunKit
import Testing

@Suite struct HarvestWalkTests {
  private let now = Date(timeIntervalSince1970: 1_724_113_800)  // 2024-08-20T00:30:00Z

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func page(
    _ changed: (String, String)? = nil, token: String? = nil, expires: Date? = nil, items: Int = 1,
    records: String? = nil
  ) throws -> ParsedFeed {
    var page = ParsedFeed(
      format: .oaiPMH,
      items: (0..<items).map {
        FeedItem(id: "oai:arXiv.org:2408.0000\($0)\(records ?? token ?? "")")
      })
    page.resumption = token.map { ResumptionToken(text: $0, expires: expires) }
    page.changed = try changed.map { try day($0.0)...day($0.1) }
    return page
  }

  private func address(_ walk: HarvestWalk) -> String {
    String(walk.address(.live).trimmingPrefix("https://oaipmh.arxiv.org/oai?verb=ListRecords&"))
  }

  private func walks(
    _ set: String = "cs", days: (String, String)? = nil, lastList: String? = nil,
    held: HarvestWalk? = nil
  ) throws -> FeedWalks {
    let report = FeedReport(feed: "f", verdict: .fresh)
    let state = FeedState(
      report: report, at: now, lastFresh: now, lastList: try lastList.map { try day($0) })
    return Feed(.arxivOAI(set), name: "f").walks(
      days: try days.map { try day($0.0)...day($0.1) }, now: now, state: state,
      held: held.map { [.harvest($0)] } ?? [])
  }

  private func asked(_ walks: FeedWalks) -> String? {
    guard case .harvest(let walk)? = walks.walks.first else { return nil }
    return address(walk)
  }

  @Test(arguments: [
    ("cs", "cs"), ("cs:cs:LG", "cs:cs:LG"), ("physics:hep-ph", "physics:hep-ph"),
    ("cs.LG", "cs:cs:LG"), ("hep-ph", "physics:hep-ph"), ("quant-ph", "physics:quant-ph"),
    ("math.CA", "math:math:CA"), ("physics.optics", "physics:physics:optics"),
    ("astro-ph.GA", "physics:astro-ph:GA"), ("nlin", "physics:nlin"), ("stat.ML", "stat:stat:ML"),
    ("physics", "physics"), ("q-bio", "q-bio"),
  ])
  func aCategoryIsHarvestedAsItsSet(_ name: String, _ set: String) {
    #expect(ArxivCategory(name).set == set)
  }

  @Test(arguments: [
    ("cs.LG", "cat:cs.LG"), ("cs", "cat:cs.*"), ("hep-ph", "cat:hep-ph"), ("math", "cat:math.*"),
  ])
  func aCategoryIsSearchedAsItsClasses(_ name: String, _ query: String) {
    #expect(ArxivCategory(name).query == query)
  }

  @Test func theFirstHarvestIsAWeek() throws {
    let walks = try walks("cs.LG")
    #expect(asked(walks) == "metadataPrefix=arXiv&set=cs:cs:LG&from=2024-08-13")
    #expect(walks.remarks == ["the first harvest begins 7 days back; --since brings more"])
  }

  @Test func theLastDayIsHarvestedAgain() throws {
    let walks = try walks(lastList: "2024-08-18")
    #expect(asked(walks) == "metadataPrefix=arXiv&set=cs&from=2024-08-18")
    #expect(walks.remarks.isEmpty)
  }

  @Test(arguments: [
    ("2024-08-01", "2024-08-09", "from=2024-08-01&until=2024-08-09"),
    ("2024-08-01", "2024-08-20", "from=2024-08-01"),
    // In Seoul it is tomorrow already.
    ("2024-08-21", "2024-08-21", "from=2024-08-20"),
  ])
  func daysOfTheReader(_ first: String, _ last: String, _ range: String) throws {
    let walks = try walks(days: (first, last), lastList: "2024-08-18")
    #expect(asked(walks) == "metadataPrefix=arXiv&set=cs&\(range)")
  }

  /// One server's token needs escaping, the other's looks as if it were escaped already.
  @Test(arguments: [
    ("1122234|1001", "1122234%7C1001"),
    ("verb%3DListRecords%26skip%3D19", "verb%253DListRecords%2526skip%253D19"),
    ("a b+c/d=e&f#g", "a%20b%2Bc%2Fd%3De%26f%23g"),
  ])
  func aTokenArrivesAsItWasGiven(_ token: String, _ sent: String) throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-13"))
    #expect(walk.take(try page(token: token), now: now) == .kept)
    #expect(address(walk) == "resumptionToken=\(sent)")
    #expect(!walk.isEnded)
    #expect(walk.take(try page(), now: now) == .kept)
    #expect(walk.isEnded)
  }

  @Test func anUnknownTokenGoesBackToTheLastFinishedDayOnce() throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-01"))
    _ = walk.take(try page(("2024-08-01", "2024-08-05"), token: "a"), now: now)
    _ = walk.take(try page(("2024-08-05", "2024-08-09"), token: "b"), now: now)
    #expect(walk.restart() == Day("2024-08-09"))
    #expect(address(walk) == "metadataPrefix=arXiv&set=cs&from=2024-08-09")
    #expect(walk.restart() == nil)
  }

  @Test func pagesOutOfOrderFinishNoDay() throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-01"))
    _ = walk.take(try page(("2024-08-01", "2024-08-09"), token: "a"), now: now)
    _ = walk.take(try page(("2024-08-02", "2024-08-12"), token: "b"), now: now)
    _ = walk.take(try page(("2024-08-13", "2024-08-14"), token: "c"), now: now)
    #expect(walk.restart() == Day("2024-08-01"))
  }

  /// However many pages the round has, and whatever tokens the server makes up on it.
  @Test(arguments: [(1, true), (2, true), (7, true), (50, true), (50, false)])
  func aServerThatGoesRoundInCirclesIsLeft(_ length: Int, tokensRepeat: Bool) throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-01"))
    var broken: Int?
    for number in 0..<1000 where broken == nil {
      let page = try page(
        token: "t\(tokensRepeat ? number % length : number)", records: "r\(number % length)")
      if walk.take(page, now: now) != .kept { broken = number }
    }
    #expect(broken.map { $0 >= length && $0 <= 3 * length + 1 } == true, "\(broken ?? -1)")
    #expect(!walk.isEnded)
  }

  @Test func pagesThatAllDifferAreNoCircle() throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-01"))
    for number in 0..<1000 {
      #expect(walk.take(try page(token: "t\(number)"), now: now) == .kept)
    }
  }

  @Test func anExpiredTokenIsNotAsked() throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-01"))
    _ = walk.take(
      try page(("2024-08-01", "2024-08-05"), token: "a", expires: now - 1), now: now)
    let expired = try walks(held: walk)
    #expect(asked(expired) == "metadataPrefix=arXiv&set=cs&from=2024-08-05")
    #expect(expired.remarks.first?.contains("token has expired") == true)
    var fresh = HarvestWalk("cs", from: try day("2024-08-01"))
    _ = fresh.take(try page(token: "a", expires: now + 1), now: now)
    #expect(asked(try walks(held: fresh)) == "resumptionToken=a")
    // Another set in the same feed has nothing to do with it.
    #expect(asked(try walks("math", held: fresh))?.contains("set=math&from=2024-08-13") == true)
    #expect(
      asked(try walks(days: ("2024-08-01", "2024-08-20"), held: fresh)) == "resumptionToken=a")
    let other = try walks(days: ("2024-07-01", "2024-08-20"), held: fresh)
    #expect(asked(other)?.hasSuffix("from=2024-07-01") == true)
    #expect(other.remarks.first?.hasSuffix("is given up") == true)
  }

  @Test func aServerThatNeverEndsIsLeft() throws {
    var circle = HarvestWalk("cs", from: try day("2024-08-01"))
    _ = circle.take(try page(token: "a"), now: now)
    #expect(circle.take(try page(token: "a"), now: now) != .kept)
    var void = HarvestWalk("cs", from: try day("2024-08-01"))
    for token in ["a", "b"] {
      #expect(void.take(try page(token: token, items: 0), now: now) == .kept)
    }
    #expect(void.take(try page(token: "c", items: 0), now: now) != .kept)
  }

  /// A page that was cut off has lost its token.
  @Test func aDamagedEndIsNotBelievedAtOnce() throws {
    var walk = HarvestWalk("cs", from: try day("2024-08-01"))
    var damaged = try page()
    damaged.defect = "cut off"
    for _ in 1...2 { #expect(walk.take(damaged, now: now) == .askAgain) }
    #expect(
      walk.take(damaged, now: now)
        == .broken("the last page came damaged: cut off; the next fetch asks again"))
    #expect(walk.take(damaged, now: now) == .kept)
    #expect(walk.isEnded)
  }

  /// Held, from, until, and what nothing is missing up to; the server answered on 2024-08-19.
  private static let reaches: [(String?, String, String?, String?)] = [
    (nil, "2024-08-13", nil, "2024-08-19"), ("2024-08-15", "2024-08-15", nil, "2024-08-19"),
    ("2024-08-01", "2024-08-05", nil, "2024-08-01"), (nil, "2020-01-01", "2020-01-31", nil),
    ("2024-08-15", "2024-08-16", "2024-08-17", "2024-08-17"),
  ]

  @Test(arguments: reaches)
  func theNextHarvestBeginsWhereThisOneEnded(
    _ held: String?, _ from: String, _ until: String?, _ reach: String?
  ) throws {
    var walk = HarvestWalk(
      "cs", from: try day(from), until: try until.map { try day($0) })
    var last = try page()
    last.answered = try day("2024-08-19").startInUTC
    _ = walk.take(last, now: now)
    #expect(walk.reach(after: try held.map { try day($0) })?.description == reach)
  }
}
