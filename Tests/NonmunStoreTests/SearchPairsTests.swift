import Foundation
import NonmunKit
import NonmunStore
import Testing

/// What a careful reader holds each query to find, and that reading, the index and notes agree.
@Suite struct SearchPairsTests {
  @Test(arguments: try SearchPair.all())
  func readingFindsIt(_ pair: SearchPair) throws {
    #expect(try RuleReader(pair.rule).holds(.init(text: pair.text)) == pair.isFound)
  }

  @Test(arguments: try SearchPair.all())
  func aNoteIsFound(_ pair: SearchPair) throws {
    guard !pair.query.contains(":") else { return }
    let note = Note(
      day: Day(Date(timeIntervalSince1970: 0), in: .gmt), section: nil,
      markdown: "- [](https://e.com/dpo) \(pair.text)", addresses: ["https://e.com/dpo"], file: "",
      line: 1)
    #expect(try RuleReader(pair.rule.ofNotes).holds(note.searched) == pair.isFound)
    let library = try Library()
    var page = PageIndex(file: "", mark: "")
    page.notes = [note]
    try library.index([page], gone: [])
    #expect(try library.notes(answering: pair.rule).notes.isEmpty != pair.isFound)
  }

  @Test(arguments: try SearchPair.all())
  func theIndexFindsIt(_ pair: SearchPair) throws {
    let library = try Library(holding: [pair.text])
    #expect(try library.places(answering: pair.rule) == (pair.isFound ? [0] : []))
  }

  /// Every query on a quarter of the texts, taken in turn.
  @Test func theIndexFindsWhatReadingFinds() throws {
    let pairs = try SearchPair.all()
    let library = try Library(holding: pairs.map(\.text))
    for (turn, query) in Set(pairs.map(\.query)).sorted().enumerated() {
      let rule = try SearchPair.rule(query)
      let reader = RuleReader(rule)
      let asked = pairs.indices.filter { $0 % 4 == turn % 4 }
      let read = asked.filter { reader.holds(.init(text: pairs[$0].text)) }
      #expect(try library.places(answering: rule).intersection(asked) == Set(read), "\(query)")
    }
  }

  /// Texts of pieces that run together in every way, some of them typed wrong.
  @Test(arguments: 1...8)
  func theIndexFindsWhatReadingFindsInAnyText(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let pieces = """
      확산 모델 산모 델 을 에서의 이 의 들 망 글 가 나 다 ㅎ ㅋㅋ DPO dpo GPT 4 state space states statespace optimize \
      optimization optimisation optimis optimistic behavioural behaviora LoRA LORA LoRa lora d'LLM don't \
      ReLUs ReLU relu RoIs BiConvGRUs UNet U Net VQVAE VQ VAE labelled labeled labell behaviou colou colors O n on \
      policies α \\alpha é e\u{301} _2 $ { } a 한 \u{1112}\u{1161}\u{11AB}
      """.split(separator: " ").map(String.init)
    let signs = ["", "", " ", " ", "-", ", "]
    func text(_ most: Int) -> String {
      (0..<Int.random(in: 1...most, using: &dice)).map { _ in
        pieces[Int.random(in: pieces.indices, using: &dice)]
          + signs[Int.random(in: signs.indices, using: &dice)]
      }.joined()
    }
    let texts = (0..<40).map { _ in text(12) }
    let library = try Library(holding: texts)
    for _ in 0..<60 {
      let query = "\"\(text(3))\"" + (Int.random(in: 0..<4, using: &dice) == 0 ? "*" : "")
      guard let rule = try? SearchPair.rule(query) else { continue }  // It holds no word.
      let reader = RuleReader(rule)
      let read = Set(texts.indices.filter { reader.holds(.init(text: texts[$0])) })
      #expect(try library.places(answering: rule) == read, "\(query)")
    }
  }
}

struct SearchPair: CustomTestStringConvertible, Sendable {
  var query: String
  var text: String
  var isFound: Bool

  static func all() throws -> [SearchPair] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/search-pairs.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let columns = line.split(separator: "\t").map(String.init)
        return SearchPair(query: columns[0], text: columns[1], isFound: columns[2] == "yes")
      }
  }

  static func rule(_ query: String) throws -> Rule {
    try Rule(parsing: query, in: Rule.Field.searched).forSearch(FieldTerms()).rule
  }

  var rule: Rule { get throws { try Self.rule(query) } }
  var testDescription: String { "\(query) in “\(text)”: \(isFound)" }
}

extension Matcher.Subject {
  fileprivate init(text: String) {
    self.init(title: "", abstract: text, authors: [], categories: [], sources: [])
  }
}

extension Library {
  fileprivate init(holding texts: [String]) throws {
    self = try Library()
    var harvest = FeedHarvest(feed: Feed(.arxiv("cs.CL")))
    let items = texts.enumerated().map { place, text in
      FeedItem(id: "2408.\(10000 + place)", title: "", summary: text)
    }
    harvest.lists = [(ParsedFeed(format: .arxivRSS, items: items), nil)]
    _ = try save(harvest, matcher: Matcher([]), at: Date(timeIntervalSince1970: 0), in: .gmt)
    try indexText()
  }

  fileprivate func places(answering rule: Rule) throws -> Set<Int> {
    Set(
      try papers(answering: rule, or: []).compactMap {
        Int($0.paper.id.description.suffix(5)).map { $0 - 10000 }
      })
  }
}

/// The same throws for the same seed (xorshift64).
private struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
