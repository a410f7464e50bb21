import Foundation
import NonmunKit
import NonmunStore
import Testing

@Suite struct LibraryTests {
  private let library: Library
  private let now = Date(timeIntervalSince1970: 1_724_155_200)  // 2024-08-20T12:00:00Z, a Tuesday
  private let feed = Feed(.arxiv("cs.CL"))

  init() throws { library = try Library() }

  private func item(_ id: String, day: String, type: AnnounceType = .new) -> FeedItem {
    FeedItem(
      id: "oai:arXiv.org:\(id)", title: "Title of \(id)", summary: "A text on DPO.",
      authors: ["김하나", "B. Two"], categories: ["cs.CL"], day: Day(day), announceType: type)
  }

  private func harvest(_ items: [FeedItem], from feed: Feed? = nil) -> FeedHarvest {
    var harvest = FeedHarvest(feed: feed ?? self.feed)
    harvest.lists = [(ParsedFeed(format: .arxivRSS, items: items), nil)]
    return harvest
  }

  private func save(_ harvest: FeedHarvest, at later: TimeInterval = 0) throws -> FeedReport {
    try library.save(harvest, matcher: try matcher(), at: now + later, in: .gmt)
  }

  private func matcher(_ rule: String = "DPO") throws -> Matcher {
    Matcher([NonmunKit.Tag(name: "dpo", any: [try WrittenRule(rule)])])
  }

  @Test func savingTwiceKeepsOne() throws {
    let items = [item("2408.00001v1", day: "2024-08-20"), item("2408.00002v1", day: "2024-08-20")]
    let first = try save(harvest(items))
    let before = try library.papers(PaperFilter())
    let second = try save(harvest(items), at: 60)
    #expect((first.new, first.updated, first.seen) == (2, 0, 2))
    #expect(first.verdict == .fresh)
    #expect((second.new, second.updated, second.seen) == (0, 0, 2))
    #expect(second.verdict == .waiting)
    #expect(try library.papers(PaperFilter()) == before)
    #expect(before.map(\.paper.authors) == [["김하나", "B. Two"], ["김하나", "B. Two"]])
  }

  /// What cannot be told from other items is not kept, and the reader hears of it.
  @Test func itemsThatNameNothingAreTold() throws {
    let report = try save(
      harvest([FeedItem(id: "post-7", title: "No address"), item("2408.00001", day: "2024-08-20")]))
    #expect(report.new == 1)
    #expect(report.defect?.contains("left out, which name no address: 1") == true)
    #expect(try library.states()[feed.name]?.report.defect == report.defect)
  }

  @Test func aReplacementIsNotNew() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-19")]))
    let report = try save(harvest([item("2408.00001v2", day: "2024-08-20", type: .replace)]))
    #expect((report.new, report.updated) == (0, 1))
    #expect(report.verdict == .fresh)
    #expect(try library.papers(PaperFilter()).map(\.paper.version) == [2])
  }

  @Test func twoFeedsShowOnePaper() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-20")]))
    let daily = Feed(.huggingFace)
    var other = harvest([], from: daily)
    other.lists = [
      (
        ParsedFeed(
          format: .huggingFaceDaily, items: [FeedItem(id: "2408.00001", title: "HF", upvotes: 7)]),
        Day("2024-08-21")
      )
    ]
    let report = try save(other)
    #expect(report.new == 1)
    let listed = try #require(try library.papers(PaperFilter()).first)
    #expect(listed.sources == ["cs.CL", "huggingface"])
    #expect(listed.paper.upvotes == 7)
    #expect(listed.paper.title == "Title of 2408.00001v1")
    #expect(listed.paper.day == Day("2024-08-21"))
  }

  @Test func itemsAndValidatorsAreOneTransaction() throws {
    var harvest = harvest([item("2408.00001v1", day: "2024-08-20")])
    harvest.validators = ["https://e.com/": Validators(etag: "W/\"x\"")]
    _ = try save(harvest)
    #expect(try library.validators() == ["https://e.com/": Validators(etag: "W/\"x\"")])
    harvest.validators = ["https://e.com/": Validators()]
    _ = try save(harvest)
    #expect(try library.validators().isEmpty)
  }

  @Test func aFailedFeedKeepsWhenItWasFresh() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-20")]))
    var failed = FeedHarvest(feed: feed)
    failed.report.error = "connection refused"
    #expect(try save(failed, at: 60).verdict == .failed)
    let state = try #require(try library.states()["cs.CL"])
    #expect(state.lastFresh == now)
    #expect(state.report.error == "connection refused")
  }

  @Test func matchesAreStoredAndRedoneWithOtherTags() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-20")]))
    let first = try matcher()
    try library.rematch(first, mark: "one")
    var filter = PaperFilter()
    filter.tag = "dpo"
    let found = try library.papers(filter)
    #expect(found.first?.tags.map(\.because) == [[]])
    let explained = try library.explained(found, by: first)
    #expect(explained.first?.tags.first?.because.first?.text == "DPO")
    let other = try matcher("nothing")
    #expect(try !library.rematch(other, mark: "one"))
    #expect(try library.rematch(other, mark: "two"))
    #expect(try library.papers(filter).isEmpty)
  }

  /// `tags.yml` may be edited while a long fetch runs.
  @Test func whatIsMatchedByOlderTagsIsMatchedAgain() throws {
    let tags = [NonmunKit.Tag(name: "dpo", any: [try WrittenRule("DPO")])]
    _ = try library.rematch(Matcher([]), mark: "new")
    let items = harvest([item("2408.00001v1", day: "2024-08-20")])
    _ = try library.save(items, matcher: Matcher(tags, readFrom: "new"), at: now, in: .gmt)
    #expect(try library.isMatched(with: "new"))
    let later = harvest([item("2408.00002v1", day: "2024-08-21")])
    _ = try library.save(later, matcher: Matcher(tags, readFrom: "old"), at: now, in: .gmt)
    #expect(try !library.isMatched(with: "new"))
    #expect(try !library.isMatched(with: "old"))
  }

  @Test func daysAndFeedsFilterTogether() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-20")]))
    _ = try save(
      harvest([item("2408.00001v1", day: "2024-08-21")], from: Feed(.arxiv("cs.LG"))))
    let day = try #require(Day("2024-08-21"))
    var filter = PaperFilter()
    filter.days = day...day
    #expect(try library.papers(filter).count == 1)
    filter.feeds = ["cs.CL"]
    #expect(try library.papers(filter).isEmpty)
    filter.feeds = ["cs.LG", "cs.CL"]
    #expect(try library.papers(filter).count == 1)
  }

  @Test func notesAreIndexedPerFileAndForgotten() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-20")]))
    let day = try #require(Day("2024-08-20"))
    var page = PageIndex(file: "Annotations/2024-08-20.md", mark: "1")
    page.notes = [
      Note(
        day: day, section: "데일리 트렌드", markdown: "- [a](b)",
        addresses: ["https://arxiv.org/abs/2408.00001"],
        file: page.file, line: 5)
    ]
    page.queue = [QueueEntry(item: .arxiv("2408.00001"), isDone: false)]
    try library.index([page], gone: [])
    let listed = try #require(try library.paper(.arxiv("2408.00001")))
    #expect(listed.isNoted && listed.isQueued)
    #expect(try library.notes(tag: "dpo").map(\.note) == page.notes)
    #expect(try library.notes(item: .arxiv("2408.00002")).isEmpty)
    try library.index([], gone: [page.file])
    #expect(try library.notes().isEmpty)
    #expect(try library.pageMarks().isEmpty)
  }

  @Test func eachNoteHasItsOwnItemsInTheirOrderAndTheirTags() throws {
    _ = try save(harvest([item("2408.00001v1", day: "2024-08-20")]))
    let day = try #require(Day("2024-08-20"))
    var page = PageIndex(file: "Annotations/2024-08-20.md", mark: "1")
    let addresses = [
      ["https://e.com/z", "https://e.com/a"], ["https://arxiv.org/abs/2408.00001"],
      ["https://e.com/z", "https://arxiv.org/pdf/2408.00001"],
    ]
    page.notes = addresses.enumerated().map { place, addresses in
      Note(
        day: day, section: nil, markdown: "- note \(place)", addresses: addresses, file: page.file,
        line: place + 1)
    }
    try library.index([page], gone: [])
    let notes = try library.notes(days: day...day)
    #expect(notes.map(\.note.addresses) == addresses)
    #expect(notes.map(\.tags) == [[], ["dpo"], ["dpo"]])
    #expect(try library.notes(days: day + 1...day + 1).isEmpty)
    let known = try library.papers(of: [.url("https://e.com/z"), .arxiv("2408.00001")])
    #expect(known.keys.map(\.description) == ["arxiv:2408.00001"])
    let paper = try #require(known[.arxiv("2408.00001")])
    #expect(paper.isNoted && !paper.paper.abstract.isEmpty && paper.tags.map(\.tag) == ["dpo"])
  }

  @Test func numbersAreThoseOfTheLastListing() throws {
    try library.rememberListing([.arxiv("2408.00001"), .url("https://e.com/")])
    #expect(try library.listed(2) == .url("https://e.com/"))
    try library.rememberListing([.arxiv("2408.00002")])
    #expect(try library.listed(1) == .arxiv("2408.00002"))
    #expect(try library.listed(2) == nil)
  }
}
