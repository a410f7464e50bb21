import Foundation
import NonmunFetch
import NonmunKit
import NonmunParse
import NonmunStore

/// What notes and reading lists link, filled in: arXiv's papers from its API, the rest by the title
/// of their page.
///
/// Done at the end of a fetch that reached the net, so that nothing is asked where nothing answers.
struct LinkedItems {
  let library: Library
  let matcher: Matcher
  let zone: TimeZone
  let now: Date
  let servers: SourceServers

  /// arXiv's API takes far more; an address of this length passes everywhere.
  private static let papersInARequest = 100
  private static let mostRequests = 5
  private static let mostPages = 10
  /// How long what is known of a noted paper, and that a page has no title, is left alone.
  private static let patience: TimeInterval = 7 * 86_400
  private static let name = "notes"

  /// What would be asked.
  func requests() throws -> [FeedRequest] { try plan().requests.map(\.request) }

  /// - Returns: How many were filled in, of how many that nothing was known of.
  func fill(_ round: FetchRound) throws -> (filled: Int, unknown: Int) {
    let plan = try plan()
    guard !plan.requests.isEmpty else { return (0, 0) }
    let unknown = try self.unknown()
    let isDue = try isDue()
    let pages = Dictionary(
      plan.requests.compactMap { asked in asked.page.map { (asked.request, $0) } },
      uniquingKeysWith: { first, _ in first })
    var isWhole = true
    try round.run(plan.requests.map(\.request)) { answer in
      if let page = pages[answer.request] {
        try takePage(answer, page)
      } else {
        isWhole = try takePapers(answer) && isWhole
      }
      return []
    }
    if isDue, isWhole { try library.setLinkedItemsAsked(now, upTo: plan.place) }
    let left = Set(try library.linkedItems(isUnknown: true))
    return (unknown.count { !left.contains($0) }, unknown.count)
  }

  private func unknown() throws -> [ItemID] {
    try library.linkedItems(isUnknown: true, asked: now - Self.patience)
  }

  /// Whether what is known of papers is asked for again: their news.
  private func isDue() throws -> Bool {
    try library.linkedItemsAsked().map { now.timeIntervalSince($0) > Self.patience } ?? true
  }

  private struct Plan {
    var requests: [(request: FeedRequest, page: ItemID?)]
    /// The last known paper asked for; `nil` where none is left.
    var place: ItemID?
  }

  /// What is unknown comes first; of what is known so much as fits, behind what was asked last.
  private func plan() throws -> Plan {
    let unknown = try unknown()
    var asked = unknown.filter(\.isArxiv).prefix(Self.papersInARequest * Self.mostRequests)
    var place: ItemID?
    if try isDue() {
      let first = Set(asked)
      let known = try library.linkedItems(isUnknown: false, after: library.linkedItemsPlace())
        .filter { $0.isArxiv && !first.contains($0) }
      let room = Self.papersInARequest * Self.mostRequests - asked.count
      asked += known.prefix(room)
      place = known.count > room ? asked.last : nil
    }
    let papers = asked.compactMap { if case .arxiv(let id) = $0 { id } else { nil } }
    let many = stride(from: 0, to: papers.count, by: Self.papersInARequest).map { start in
      let slice = papers[start..<min(start + Self.papersInARequest, papers.count)]
      return "\(servers.arxivAPI)?id_list=\(slice.joined(separator: ","))"
        + "&max_results=\(Self.papersInARequest)"
    }
    let pages = unknown.filter { !$0.isArxiv }.prefix(Self.mostPages)
    return Plan(
      requests: many.map { (FeedRequest(feed: Self.name, address: $0), nil) }
        + pages.map { (FeedRequest(feed: Self.name, address: $0.page()), $0) },
      place: place)
  }

  private func takePapers(_ answer: FeedAnswer) throws -> Bool {
    guard case .feed(let parsed) = AnswerReading(answer) else { return false }
    try keep(parsed, from: .arxivSearch("id_list"))
    return true
  }

  private func takePage(_ answer: FeedAnswer, _ item: ItemID) throws {
    let isGood = answer.failure == nil && answer.status.map { (200..<300).contains($0) } == true
    let title =
      isGood ? PageTitle(parsing: answer.body, contentType: answer.contentType).text : ""
    guard !title.isEmpty else { return try library.setNameless(item, at: now) }
    let address = answer.request.address
    var page = ParsedFeed(format: .atom)
    page.items = [FeedItem(id: address, url: address, title: title)]
    try keep(page, from: .url(address))
  }

  private func keep(_ parsed: ParsedFeed, from source: FeedSource) throws {
    try library.keep(
      linked: parsed, from: Feed(source, name: Self.name), matcher: matcher, at: now, in: zone)
  }
}
