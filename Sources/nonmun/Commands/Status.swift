import ArgumentParser
import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says of each feed what came last and what is due; and what the library holds.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Argument(help: "Only these feeds: names, or kinds such as huggingface. Without any: all.")
  var feeds: [String] = []

  @Flag(help: "The last runs of each feed instead, newest first.")
  var history = false

  @Option(help: "With --history: at most so many runs of each feed; without it 10.")
  var limit: Int?

  func validate() throws {
    guard limit == nil || history else { throw ValidationError("'--limit' needs '--history'.") }
    guard (limit ?? 1) > 0 else { throw ValidationError("'--limit' takes a number from 1 on.") }
  }

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let library = try desk.library(tags: tags)
    var chosen = try desk.workspace.feeds()
    if !feeds.isEmpty {
      let named = try Set(feeds.flatMap { try desk.feeds(answeringTo: $0) })
      chosen = chosen.filter(named.contains)
    }
    if history {
      let runs = try chosen.flatMap { try library.runs(of: $0.name, limit: limit ?? 10) }
      return try show(runs, desk)
    }
    let states = try library.states()
    let stands = chosen.map { FeedStand(feed: $0, state: states[$0.name], now: desk.now) }
    if json.json {
      return Standard.output(lines: try stands.map { try JSONLine.text(StatusLine($0)) })
    }
    show(stands, desk)
    guard feeds.isEmpty else { return }
    try show(library, tags)
    try showNews(library, desk)
    Standard.output(lines: try desk.wrongHeadings())
  }

  /// How long news stands here.
  private static let newsDays = 14

  private func showNews(_ library: Library, _ desk: Desk) throws {
    let news = try library.news(since: desk.now - TimeInterval(Self.newsDays * 86_400))
    guard !news.isEmpty else { return }
    Standard.output("\nnews of what you noted, of \(Self.newsDays) days:")
    for item in news {
      let noted = item.noted.map { ", noted on \($0)" } ?? ""
      Standard.output(
        "  \(Day(item.at, in: desk.settings.timeZone))  \(item.paper.id) "
          + "\(item.paper.shortTitle.forTerminal): \(item.news.words.forTerminal)\(noted)")
    }
  }

  private func show(_ stands: [FeedStand], _ desk: Desk) {
    func time(_ date: Date?) -> String {
      date.map { LocalTime($0, in: desk.settings.timeZone).description } ?? "-"
    }
    var table = Table()
    table.add(["feed", "verdict", "since", "asked", "last fresh", "next due", "remark"])
    for stand in stands {
      let report = stand.state?.report
      table.add([
        stand.feed.name, report?.verdict.rawValue ?? "never asked", time(stand.state?.since),
        time(stand.state?.at), time(stand.state?.lastFresh), time(stand.nextDue),
        report.map(remark) ?? "",
      ])
    }
    Standard.output(lines: table.lines.map(\.trimmed))
  }

  /// Why the verdict is what it is, the HTTP status where it tells more, and the defect.
  private func remark(_ report: FeedReport) -> String {
    let tells = report.httpStatus != 200 && report.error == nil
    let status = tells ? report.httpStatus.map { "HTTP \($0)" } : nil
    return [report.reason ?? report.error, status, report.defect].compactMap { $0 }
      .joined(separator: "; ")
  }

  private func show(_ library: Library, _ tags: Tags) throws {
    let counts = try library.counts()
    Standard.output(
      "\n\(counts.papers) papers, \(counts.matched) of them with a tag; \(counts.notes) notes")
    for tag in tags.all {
      Standard.output("  \(tag.name.forTerminal): \(counts.byTag[tag.name] ?? 0)")
    }
  }

  private func show(_ runs: [PastRun], _ desk: Desk) throws {
    if json.json {
      return Standard.output(lines: try runs.map { try JSONLine.text(RunLine($0)) })
    }
    var table = Table()
    table.rightAligned = [2, 3, 4]
    for run in runs {
      let report = run.report
      table.add([
        report.feed, LocalTime(run.at, in: desk.settings.timeZone).description,
        "\(report.new) new", "\(report.updated) updated", "\(report.seen) seen",
        report.httpStatus.map { "HTTP \($0)" } ?? "-", report.words,
      ])
    }
    Standard.output(lines: table.lines)
  }
}

/// Where a feed stands.
struct FeedStand {
  var feed: Feed
  /// `nil` when it was never asked.
  var state: FeedState?
  var nextDue: Date?

  init(feed: Feed, state: FeedState?, now: Date) {
    self.feed = feed
    self.state = state
    nextDue = AnnouncementSchedule(of: feed.source)?.nextDue(after: now)
  }
}

extension String {
  /// Without the spaces that an empty last column leaves.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
