import Foundation
import NonmunKit
import NonmunStore
import Testing

/// Words that more papers hold than are sorted: the index and the listing are walked together, and
/// find what reading paper by paper finds.
@Suite struct NewestFoundTests {
  private static let made = Result { try ManyPapers() }
  private let library: Library
  private let papers: [(id: ItemID, subject: Matcher.Subject)]

  init() throws {
    let made = try Self.made.get()
    (library, papers) = (made.library, made.papers)
  }

  @Test(arguments: [
    "common", "common words", "common seldom", "common early", "common cat:cs.CL",
    "common NEAR/3 seldom", "common cat:stat.ML", "common NOT seldom cat:cs.LG", "something",
    "common OR something", "nothing", "common OR cat:cs.CL", "/com+on/ words",
  ])
  func theNewestComeFirst(_ query: String) throws {
    let rule = try Rule(parsing: query, in: Rule.Field.searched)
    let reader = RuleReader(rule)
    let wanted = papers.filter { reader.holds($0.subject) }.map(\.id)
    for limit in [1, 20, 300, nil] {
      let found = try library.papers(answering: rule, or: [], limit: limit, isWhole: false)
      #expect(found.map(\.paper.id) == Array(wanted.prefix(limit ?? .max)))
    }
  }

  @Test func whatIsFoundOtherwiseStandsInItsPlace() throws {
    let rule = try Rule(parsing: "common cat:cs.CL", in: Rule.Field.searched)
    let reader = RuleReader(rule)
    let others = papers.filter { !reader.holds($0.subject) }.map(\.id)
    try expect(rule, or: [others[0], others[150], .arxiv("2408.99999")])
    try expect(Rule(parsing: "common"), or: papers.prefix(1200).map(\.id))
  }

  private func expect(_ rule: Rule, or items: [ItemID]) throws {
    let reader = RuleReader(rule)
    let wanted = papers.filter { reader.holds($0.subject) || items.contains($0.id) }.map(\.id)
    for limit in [1, 20, nil] {
      let found = try library.papers(answering: rule, or: items, limit: limit)
      #expect(found.map(\.paper.id) == Array(wanted.prefix(limit ?? .max)))
    }
  }
}

/// 2,400 papers that came in another order than that of their days.
private struct ManyPapers: Sendable {
  let library: Library
  /// The newest first.
  let papers: [(id: ItemID, subject: Matcher.Subject)]

  init() throws {
    library = try Library()
    var harvest = FeedHarvest(feed: Feed(.arxiv("cs.CL")))
    let start = try #require(Day("2024-01-01"))
    var items: [FeedItem] = []
    for number in 0..<2400 {
      var words = number > 1000 && number % 3 > 0 ? "something else" : "common words"
      if number % 90 == 1 { words += " seldom seen" }
      if number < 20 { words += " early common" }
      items.append(
        FeedItem(
          id: String(format: "2408.%05d", number), title: "A title", summary: words,
          categories: [number % 3 == 0 ? "cs.CL" : "cs.LG"], day: start + (number * 7) % 40))
    }
    harvest.lists = [(ParsedFeed(format: .arxivRSS, items: items), nil)]
    _ = try library.save(
      harvest, matcher: Matcher([]), at: Date(timeIntervalSince1970: 1_724_155_200), in: .gmt)
    try library.indexText()
    papers = items.sorted {
      ($1.day?.number ?? 0, $1.id) < ($0.day?.number ?? 0, $0.id)
    }.map { item in
      let subject = Matcher.Subject(
        title: item.title, abstract: item.summary, authors: [], categories: item.categories,
        sources: [])
      return (.arxiv(item.id), subject)
    }
  }
}
