import Foundation
import NonmunKit
import NonmunStore
import Testing

@Suite struct TextIndexTests {
  private let now = Date(timeIntervalSince1970: 1_724_155_200)

  private func save(
    _ items: [FeedItem], _ format: FeedFormat = .arxivRSS, in library: Library
  ) throws {
    var harvest = FeedHarvest(feed: Feed(.arxiv("cs.CL")))
    harvest.lists = [(ParsedFeed(format: format, items: items), nil)]
    _ = try library.save(harvest, matcher: Matcher([]), at: now, in: .gmt)
  }

  private func found(_ query: String, in library: Library) throws -> [ItemID] {
    let rule = try Rule(parsing: query, in: Rule.Field.searched)
    return try library.papers(answering: rule, or: []).map(\.paper.id)
  }

  /// Papers come, are reworded by sources of every rank, and are indexed at any moment or not at
  /// all: as where a run ends between keeping and indexing.
  @Test(arguments: 1...8)
  func theIndexIsWhatThePapersSay(_ seed: UInt64) throws {
    let library = try Library()
    var dice = Dice(state: seed)
    let words = "확산 모델을 state spaces preference Schrödinger DPO learning of the 논문은".split(
      separator: " ")
    var versions: [Int: Int] = [:]
    for _ in 1...40 {
      let items = (0..<Int.random(in: 0...12, using: &dice)).map { _ in
        let number = Int.random(in: 10_000...10_060, using: &dice)
        versions[number, default: 0] += 1
        let text = (0...6).compactMap { _ in words.randomElement(using: &dice) }
          .joined(separator: " ")
        return FeedItem(
          id: "2408.\(number)v\(versions[number, default: 1])", title: "only\(number) \(text)",
          summary: Bool.random(using: &dice) ? text.decomposedStringWithCanonicalMapping : text,
          authors: [String(text.prefix(6))])
      }
      try save(items, Bool.random(using: &dice) ? .arxivAPI : .huggingFaceDaily, in: library)
      if Bool.random(using: &dice) {
        try library.indexText()
        try library.checkTextIndex()
      }
    }
    try library.indexText()
    try library.checkTextIndex()
    for number in versions.keys {
      #expect(try found("title:only\(number)", in: library) == [.arxiv("2408.\(number)")])
    }
  }

  @Test func aRewordedPaperIsFoundByItsNewWordsOnly() throws {
    let library = try Library()
    try save([FeedItem(id: "2408.00001v1", title: "Old", summary: "Kept")], in: library)
    try library.indexText()
    try save([FeedItem(id: "2408.00001v2", title: "New", summary: "Kept")], in: library)
    #expect(try found("old", in: library).isEmpty)
    #expect(try found("new kept", in: library).count == 1)
    try library.checkTextIndex()
  }

  /// A page that changed or went takes the words of its notes along.
  @Test func theNotesOfAPageAreWhatItSaysNow() throws {
    let library = try Library()
    for (text, found) in [("확산", 1), ("정렬", 0), ("확산", 1)] {
      var page = PageIndex(file: "a", mark: text)
      page.notes = [
        Note(
          day: Day(now, in: .gmt), section: nil, markdown: text, addresses: ["https://e.com/1"],
          file: "a", line: 1)
      ]
      try library.index([page], gone: [])
      let rule = try Rule(parsing: "확산", in: Rule.Field.searched)
      #expect(try library.notes(answering: rule).notes.count == found)
      #expect(try library.notes(answering: rule).items.count == found)
    }
    try library.index([], gone: ["a"])
    let rule = try Rule(parsing: "확산 OR NOT 정렬 확산", in: Rule.Field.searched)
    #expect(try library.notes(answering: rule).notes.isEmpty)
  }

  /// Equal as strings, they are other words to FTS5.
  @Test func theOtherUnicodeFormIsAnotherWording() throws {
    let library = try Library()
    let title = "확산 모델".precomposedStringWithCanonicalMapping
    try save([FeedItem(id: "2408.00001v1", title: title, comment: "1")], in: library)
    try library.indexText()
    let other = title.decomposedStringWithCanonicalMapping
    try save([FeedItem(id: "2408.00001v2", title: other, comment: "2")], in: library)
    try library.checkTextIndex()
    #expect(try found("확산", in: library).count == 1)
  }

  /// More than one transaction's worth, beside another that keeps.
  @Test func manyAreIndexedWhileOthersAreKept() async throws {
    let folder = NSTemporaryDirectory() + "nonmun-index-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }  // Left behind, it harms nothing.
    let path = folder + "/library.sqlite"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<3 {
        group.addTask {
          let library = try Library(path: path)
          for batch in 0..<20 {
            try save(
              (0..<50).map { place in
                let number = 10_000 + writer * 1000 + batch * 50 + place
                return FeedItem(id: "2408.\(number)", title: "only\(number)")
              }, in: library)
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          let library = try Library(path: path)
          for _ in 0..<30 {
            try library.indexText()
            _ = try found("only10000", in: library)
          }
        }
      }
      try await group.waitForAll()
    }
    let library = try Library(path: path)
    #expect(try library.indexText())
    try library.checkTextIndex()
    #expect(try found("title:only1*", in: library).count == 3000)
  }
}

/// The same throws for the same seed (xorshift64).
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
