import ArgumentParser
import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists papers: by tag, day or source; their numbers serve other commands.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var days: DaysOption
  @OptionGroup var json: JSONFlag

  @Option(help: "Only papers with this tag: its name, label or alias.")
  var tag: String?

  @Option(help: "Only papers that this feed showed: its name, or a kind such as huggingface.")
  var source: String?

  @Flag(help: "Only papers that no note links to.")
  var unnoted = false

  @Option(help: "score, date or upvotes; the highest or newest first.")
  var sort: PaperFilter.Order = .date

  @Option(help: "At most so many.")
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("'--limit' is at least 1.") }
  }

  func run() throws {
    let desk = try Desk(workspace)
    // A table in another order shows nothing of what was learned.
    let showsRanking = sort == .score || json.json
    let tags = showsRanking || tag != nil ? try Tags(desk.workspace) : nil
    let library = try desk.library(tags: tags)
    if showsRanking, let tags { try desk.refreshRanking(library, tags) }
    var filter = PaperFilter()
    filter.tag = try tag.flatMap { try tags?.named($0).name }
    filter.days = try days.range(desk)
    filter.feeds = try source.map { try desk.feeds(answeringTo: $0).map(\.name) }
    filter.isUnnoted = unnoted
    filter.order = sort
    filter.limit = limit
    filter.isWhole = json.json
    var papers = try library.papers(filter)
    guard !papers.isEmpty else {
      let isEmpty = try library.counts().papers == 0
      Standard.error(isEmpty ? "the library is empty: nonmun fetch" : "no paper is like this")
      throw ExitStatus.foundNothing
    }
    try library.rememberListing(papers.map(\.paper.id))
    if json.json, let tags { papers = try library.explained(papers, by: tags.matcher) }
    let reasons = json.json ? try library.rankingReasons() : nil
    try PaperTable.show(papers, asJSON: json.json, reasons)
  }
}

extension PaperFilter.Order: ExpressibleByArgument {}

extension Desk {
  /// The feeds that a name may mean.
  func feeds(answeringTo name: String) throws -> [Feed] {
    let all = try workspace.feeds()
    let named = all.filter { $0.answers(to: name) }
    guard !named.isEmpty else {
      let known = all.isEmpty ? "there are none" : all.map(\.name).joined(separator: ", ")
      throw UsageError("no feed is called “\(name)”: \(known)")
    }
    return named
  }
}

/// Papers as rows: number, day, votes, tags, title and identity.
struct PaperTable {
  let lines: [String]

  init(_ papers: [ListedPaper]) {
    var table = Table()
    table.rightAligned = [0, 2]
    for (place, listed) in papers.enumerated() {
      let paper = listed.paper
      let title = paper.title.isEmpty ? "(no title)" : paper.title
      table.add([
        String(place + 1), paper.day?.description ?? "", paper.upvotes.map { "▲\($0)" } ?? "",
        (listed.isNoted ? "✎ " : "") + listed.tags.map(\.tag).joined(separator: " "),
        "\(title) [\(paper.id)]",
      ])
    }
    lines = table.lines
  }
}

extension PaperTable {
  /// A listing, for people or for programs.
  static func show(
    _ papers: [ListedPaper], asJSON: Bool, _ reasons: RankingReasons? = nil
  ) throws {
    Standard.output(
      lines: asJSON
        ? try papers.map { try JSONLine.text(PaperLine($0, reasons)) } : PaperTable(papers).lines)
  }
}
