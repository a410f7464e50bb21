import Foundation
import NonmunKit
import NonmunStore
import Testing

@Suite struct SearchTests {
  private let library: Library
  private let now = Date(timeIntervalSince1970: 1_724_155_200)

  /// Three papers and a Korean page.
  init() throws {
    library = try Library()
    var harvest = FeedHarvest(feed: Feed(.arxiv("cs.CL")))
    let items = [
      FeedItem(
        id: "2408.00001", title: "Schrödinger's preference", summary: "A state-space model.",
        authors: ["Yu Meng", "Rafael Rafailov"], categories: ["cs.CL", "stat.ML"],
        day: Day("2024-08-19")),
      FeedItem(
        id: "2408.00002", title: "Optimization of states", summary: "Preference, then a space.",
        authors: ["Mengzhou Xia"], categories: ["cs.LG"], day: Day("2024-08-20")),
      FeedItem(
        id: "2408.00003", title: "Say \"NEAR\" AND OR NOT", summary: "C++ {title}: ^x * y",
        authors: ["김하나"], categories: ["cs.LGX"], day: Day("2024-08-21")),
      FeedItem(
        id: "", url: "https://e.com/1", title: "확산 모델을 읽다".decomposedStringWithCanonicalMapping,
        summary: "논문을 읽고 쓴다.", authors: [], categories: [], day: Day("2024-08-22")),
    ]
    harvest.lists = [(ParsedFeed(format: .arxivRSS, items: items), nil)]
    _ = try library.save(harvest, matcher: Matcher([]), at: now, in: .gmt)
    try library.indexText()
  }

  @Test func aFeedIsFoundByItsNameInAnyLanguage() throws {
    var harvest = FeedHarvest(feed: Feed(.url("https://e.com/feed"), name: "Überblick 나날"))
    let item = FeedItem(id: "2408.00009", title: "A preference", day: Day("2024-08-23"))
    harvest.lists = [(ParsedFeed(format: .atom, items: [item]), nil)]
    _ = try library.save(harvest, matcher: Matcher([]), at: now, in: .gmt)
    try library.indexText()
    for name in ["Überblick 나날", "überblick 나날"] {
      #expect(try found("source:\"\(name)\"") == "9")
      #expect(try found("preference source:\"\(name)\"") == "9")
    }
  }

  private func found(_ query: String) throws -> String {
    let rule = try Rule(parsing: query, in: Rule.Field.searched)
    return try library.papers(answering: rule, or: []).map {
      String($0.paper.id.description.suffix(1))
    }.joined()
  }

  /// The papers by the last character of their names, newest first.
  @Test(arguments: [
    ("preference", "21"), ("PREFERENCE", "21"), ("schrodinger", "1"), ("prefer*", "21"),
    ("prefer", ""), ("state space", "21"), ("\"state space\"", "1"), ("state-space", "1"),
    ("preference optimization", "2"), ("title:preference", "1"), ("abstract:preference", "2"),
    ("author:meng", "1"), ("meng", "1"), ("author:\"yu meng\"", "1"), ("author:preference", ""),
    ("schrodinger OR optimization", "21"), ("preference NOT optimization", "1"),
    ("preference ANDNOT title:preference", "2"), ("category:cs.LG", "2"), ("cat:cs.lg", "2"),
    ("category:cs", "321"), ("category:cs.L*", "32"), ("category:stat*", "1"),
    ("preference category:cs.CL", "1"), ("preference (category:cs.LG OR author:meng)", "21"),
    ("source:arxiv NOT preference", "13"), ("source:cs.CL preference", "21"),
    ("preference (optimization OR NOT space)", "2"), ("title:(state OR states)", "2"),
    ("논문", "1"), ("논문을", "1"), ("문을", ""), ("확산", "1"), ("\"확산 모델\"", "1"), ("확산 논문", "1"),
    ("김하나", "3"), ("nothing", ""),
  ])
  func aQueryFinds(_ query: String, _ papers: String) throws {
    // The page's name ends in 1 as well: it is the only one found by Korean words.
    #expect(try found(query) == papers, "\(query)")
  }

  /// Whatever is typed, FTS5 reads it as words.
  @Test(arguments: [
    "\"NEAR\"", "\"title}: ^x\"", "say\"AND\"", "near*", "{title}", "c++", "^x", "-x", "a'b",
    "x;--",
    "\"x\" * y", "'say'", "\"say\" \"near and or not\"", "\u{0}say", "say\u{0}", "ⓐ",
  ])
  func noSyntaxOfTheIndexIsReached(_ query: String) throws {
    do {
      _ = try found(query)
    } catch is RuleError {
      // A star by itself is no word.
    }
  }

  /// As deep as a rule may be: SQLite and FTS5 stack at most 100 pieces.
  @Test(arguments: ["", "category:cs ", "NOT "])
  func nestingStaysWithinTheLimitsOfTheIndex(_ odd: String) throws {
    let query =
      String(repeating: "preference OR (state ", count: 18) + odd + "preference"
      + String(repeating: ")", count: 18)
    #expect(try found(query) == "21")
  }

  /// Each may be written in two ways, and FTS5 is asked for each.
  @Test func manyCapitalsAreAskedForAtOnce() throws {
    let query = "\"" + (0..<40).map { _ in "DiT LoRA DPO" }.joined(separator: " ") + "\""
    #expect(try found(query) == "")
    let rule = try Rule(parsing: query, in: Rule.Field.searched)
    guard case .term(let term) = rule else { return }
    #expect(SearchTokens.phrases(for: term).count < 100)
  }

  @Test(arguments: ["(", "NOT ", "title:"])
  func deeperNestingIsAnError(_ opening: String) {
    #expect(throws: RuleError.self) { try Rule(parsing: String(repeating: opening, count: 500)) }
  }

  @Test func whatIsFoundOtherwiseIsListedWithTheRest() throws {
    let rule = try Rule(parsing: "optimization")
    let papers = try library.papers(
      answering: rule, or: [.arxiv("2408.00001"), .arxiv("2408.09999")], limit: 1)
    #expect(papers.map(\.paper.id) == [.arxiv("2408.00002")])
    let all = try library.papers(answering: rule, or: [.arxiv("2408.00001")])
    #expect(all.map(\.paper.id) == [.arxiv("2408.00002"), .arxiv("2408.00001")])
  }

  @Test func limitsCountPapers() throws {
    let rule = try Rule(parsing: "preference", in: Rule.Field.searched)
    #expect(try library.papers(answering: rule, or: [], limit: 1).count == 1)
  }
}
