import Foundation
import LoopbackServer
import NonmunFetch
import NonmunKit
import NonmunStore
import Synchronization
import Testing

@testable import nonmun

/// What notes link is filled in, and what became of it is news.
@Suite struct LinkedItemsTests {
  private let library: Library
  private let day = Day(number: 19_954)
  private let now = Date(timeIntervalSince1970: 1_724_000_000)

  init() throws { library = try Library() }

  private func note(_ addresses: String...) throws { try note(addresses) }

  private func note(_ addresses: [String]) throws {
    var page = PageIndex(file: "Annotations/2024-08-19.md", mark: UUID().uuidString)
    page.notes = [
      Note(
        day: day, section: nil, markdown: "- 글", addresses: addresses, file: page.file, line: 1)
    ]
    try library.index([page], gone: [])
  }

  private func fill(_ server: LoopbackServer, days: Double = 0) throws -> (Int, Int) {
    let items = LinkedItems(
      library: library, matcher: Matcher([]), zone: .gmt, now: now + days * 86_400,
      servers: .all(at: server.address("")))
    return try items.fill(FetchRound(agent: "t", source: .network))
  }

  private static func entry(_ id: String, _ title: String, _ more: String = "") -> String {
    "<entry><id>http://arxiv.org/abs/\(id)</id><title>\(title)</title>\(more)</entry>"
  }

  private static func api(_ entries: String) -> LoopbackServer.Reply {
    LoopbackServer.Reply(
      "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'>"
        + "<id>https://arxiv.org/api/x</id><title>arXiv Query</title>\(entries)</feed>")
  }

  @Test func papersAreAskedForTogetherAndPagesByTheirTitle() throws {
    let server = try LoopbackServer { request in
      request.path.hasPrefix("/api/query")
        ? Self.api(Self.entry("2405.14734v2", "SimPO: a") + Self.entry("2305.18290v3", "DPO"))
        : LoopbackServer.Reply("<!doctype html><title> 좋은\n글 &amp; 것</title><p>x")
    }
    try note(
      "https://arxiv.org/abs/2405.14734", "https://arxiv.org/abs/2305.18290",
      server.address("/post"))
    #expect(try fill(server) == (3, 3))
    let asked = server.requests.map(\.path)
    #expect(asked.count == 2)
    #expect(asked.contains("/api/query?id_list=2305.18290,2405.14734&max_results=100"))
    #expect(try library.paper(.arxiv("2405.14734"))?.paper.title == "SimPO: a")
    let page = try #require(ItemReference(server.address("/post"))?.id)
    #expect(try library.paper(page)?.paper.title == "좋은 글 & 것")
    // Nothing is unknown any more, and what is known is asked for once a week.
    #expect(try fill(server) == (0, 0))
    #expect(server.requests.count == 2)
    _ = try fill(server, days: 8)
    #expect(server.requests.count == 3)
  }

  @Test func aPageWithoutATitleIsLeftAloneForAWeek() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("no", status: 404) }
    try note(server.address("/gone"))
    #expect(try fill(server) == (0, 1))
    #expect(try fill(server, days: 6) == (0, 0))
    #expect(server.requests.count == 1)
    #expect(try fill(server, days: 8) == (0, 1))
  }

  @Test func whatBecomesOfANotedPaperIsNewsOnce() throws {
    let second = Mutex(false)
    let server = try LoopbackServer { _ in
      guard second.withLock({ $0 }) else { return Self.api(Self.entry("2405.14734v1", "SimPO")) }
      return Self.api(
        Self.entry(
          "2405.14734v3", "SimPO",
          "<arxiv:doi>10.1/x</arxiv:doi><arxiv:journal_ref>NeurIPS 2024</arxiv:journal_ref>"
            + "<arxiv:comment>This paper has been withdrawn by the authors</arxiv:comment>"))
    }
    try note("https://arxiv.org/abs/2405.14734")
    _ = try fill(server)
    #expect(try library.news(since: .distantPast).isEmpty)
    second.withLock { $0 = true }
    _ = try fill(server, days: 8)
    _ = try fill(server, days: 16)
    let news = try library.news(since: .distantPast)
    #expect(
      news.map(\.news.words).sorted() == [
        "DOI 10.1/x", "published: NeurIPS 2024", "version 3",
        "withdrawn: This paper has been withdrawn by the authors",
      ])
    #expect(news.allSatisfy { $0.noted == day })
    #expect(try library.news(since: now + 9 * 86_400).isEmpty)
  }

  /// A request names a hundred papers, and a fetch makes five: the next one goes on behind them.
  @Test func ofManyPapersEveryFetchAsksForTheNext() throws {
    func id(_ number: Int) -> String { "2408.\(10_000 + number)" }
    let server = try LoopbackServer { request in
      let ids = request.path.split(separator: "=")[1].prefix { $0 != "&" }.split(separator: ",")
      return Self.api(ids.map { Self.entry("\($0)v1", "Paper") }.joined())
    }
    func asked() -> Int {
      server.requests.reduce(0) { $0 + $1.path.split(separator: ",").count }
    }
    try note((0..<1_150).map { "https://arxiv.org/abs/\(id($0))" })
    #expect(try fill(server) == (500, 1_150))
    #expect(try fill(server) == (500, 650))
    #expect(try fill(server) == (150, 150))
    let before = asked()
    #expect(before >= 1_150)
    for _ in 1...6 { _ = try fill(server, days: 8) }
    #expect(asked() == before + 1_150)
  }

  @Test func whatNobodyNotedIsNoNews() throws {
    let version = Mutex(1)
    let server = try LoopbackServer { _ in
      Self.api(Self.entry("2405.14734v\(version.withLock { $0 })", "SimPO"))
    }
    try note("https://arxiv.org/abs/2405.14734")
    _ = try fill(server)
    try library.index([], gone: ["Annotations/2024-08-19.md"])
    version.withLock { $0 = 2 }
    var page = PageIndex(file: "Annotations/2024-W34.md", mark: "1")
    page.queue = [QueueEntry(item: .arxiv("2405.14734"), isDone: false)]
    try library.index([page], gone: [])
    _ = try fill(server, days: 8)
    #expect(try library.paper(.arxiv("2405.14734"))?.paper.version == 2)
    #expect(try library.news(since: .distantPast).isEmpty)
  }
}
