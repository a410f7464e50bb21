import ArgumentParser
import Foundation
import NonmunFetch
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Fetch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Asks the feeds, keeps what is new, and says of each feed what became of it.",
    discussion: """
      Verdicts: fresh (something new), waiting (nothing is due yet), quiet (none was to come), \
      stalled (something was due and did not come), failed (no usable answer).
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Argument(help: "Only these feeds: names, or kinds such as huggingface. Without any: all.")
  var feeds: [String] = []

  @Option(help: "From this day on: Hugging Face is asked once a day, searches by submission.")
  var since: String?

  @Option(help: "Up to this day. Without it: today.")
  var until: String?

  @Flag(help: "Print every request that would be made, what it waits for and why; ask nothing.")
  var dryRun = false

  @Flag(help: "Print only what failed or stalled, and no progress.")
  var quiet = false

  @Flag(help: "Ask also for what was asked today, what stands for a while, and what is gone.")
  var force = false

  @Flag(help: "Write the new addresses of feeds that moved for good into feeds.yml.")
  var followMoves = false

  @Option(help: "Write every answer into this folder as well, for --replay.")
  var record: String?

  @Option(help: "Answer from this folder, and never touch the network.")
  var replay: String?

  func validate() throws {
    guard since != nil || until == nil else {
      throw ValidationError("'--until' needs '--since'.")
    }
    guard record == nil || replay == nil else {
      throw ValidationError("'--record' and '--replay' exclude each other.")
    }
    guard !dryRun || !followMoves else {
      throw ValidationError("'--dry-run' and '--follow-moves' exclude each other.")
    }
  }

  func run() throws {
    let desk = try Desk(workspace)
    let chosen = try choose(desk)
    let tags = try Tags(desk.workspace)
    if let replay {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: replay, isDirectory: &isFolder),
        isFolder.boolValue
      else { throw UsageError("there is no folder \(replay) to replay") }
    }
    let library = try desk.library(tags: tags, isChecked: !dryRun)
    let matcher = tags.matcher
    var refresh = try Refresh(
      library: library, matcher: matcher, zone: desk.settings.timeZone, now: desk.now,
      days: try days(desk), patience: replay == nil ? .seconds(600) : .zero)
    let progress = FetchProgress(isQuiet: quiet)
    let round = FetchRound(
      agent: Nonmun.agent(contact: desk.settings.contact),
      source: replay.map { .replay($0) } ?? .network, record: record,
      ledger: Ledger(ProcessInfo.processInfo.environment), now: desk.now, isForced: force,
      tell: { words in
        progress?.end()
        Standard.error("nonmun: \(words)")
      }, stop: { Interruption.hasCome })
    let linked = LinkedItems(
      library: library, matcher: matcher, zone: desk.settings.timeZone, now: desk.now,
      servers: .live)
    if dryRun {
      let requests = refresh.inTurn(chosen).flatMap(refresh.requests)
      return try show(round.plan(requests + (replay == nil ? linked.requests() : [])))
    }
    Interruption.listen()
    refresh.progress = progress
    let reports: [FeedReport]
    do {
      reports = try refresh.run(chosen, round)
    } catch {
      // What was kept before the disk was full, say.
      try show(chosen.compactMap { refresh.reports[$0.name] })
      throw error
    }
    try show(reports)
    try endWhereInterrupted()
    if replay == nil, refresh.hasReachedNet {
      let (filled, unknown) = try linked.fill(round)
      try endWhereInterrupted()
      if unknown > 0, !quiet {
        Standard.error("linked by notes and unknown: \(unknown), of which \(filled) filled in")
      }
    }
    try library.indexText(except: Library.fewPapers)
    try follow(reports, desk.workspace)
    let failed = reports.count { $0.verdict == .failed }
    if failed == reports.count { throw ExitStatus.everyFeedFailed }
    if failed > 0 { throw ExitStatus.failed }
  }

  private func endWhereInterrupted() throws {
    guard let status = Interruption.status else { return }
    Standard.error("nonmun: interrupted; what had arrived is kept")
    throw status
  }

  private func choose(_ desk: Desk) throws -> [Feed] {
    let all = try desk.workspace.feeds()
    guard !all.isEmpty else { throw UsageError("Feeds/feeds.yml names no feed") }
    guard !feeds.isEmpty else { return all }
    let named = try Set(feeds.flatMap { try desk.feeds(answeringTo: $0) })
    return all.filter(named.contains)
  }

  private func days(_ desk: Desk) throws -> ClosedRange<Day>? {
    guard let since else { return nil }
    let first = try desk.day(named: since)
    let last = try until.map { try desk.day(named: $0) } ?? max(first, desk.today)
    guard first <= last else { throw UsageError("\(first) comes after \(last)") }
    return first...last
  }

  private func show(_ reports: [FeedReport]) throws {
    let reports = quiet ? reports.filter(\.verdict.isProblem) : reports
    if json.json {
      Standard.output(lines: try reports.map { try JSONLine.text(FeedLine($0)) })
      return
    }
    var table = Table()
    for report in reports {
      table.add([
        report.feed, "\(report.new) new", "\(report.updated) updated", "\(report.seen) seen",
        report.words + (report.remark.map { " (\($0))" } ?? ""),
      ])
    }
    Standard.output(
      lines: zip(table.lines, reports).map { line, report in
        Standard.outputIsTerminal && report.verdict.isProblem ? "\u{1b}[1m\(line)\u{1b}[0m" : line
      })
  }

  private func show(_ plan: [PlannedRequest]) throws {
    if json.json {
      Standard.output(lines: try plan.map { try JSONLine.text(PlanLine($0)) })
      return
    }
    var table = Table()
    for planned in plan {
      let line = PlanLine(planned)
      let start = planned.wait.map { $0 == .zero ? "now" : "after \(line.waitSeconds ?? 0) s" }
      table.add([
        line.feed, start ?? "not asked", line.method + (line.conditional ? " if changed" : ""),
        line.rule ?? "", line.address,
      ])
    }
    Standard.output(lines: table.lines)
  }

  /// Tells of feeds that moved for good, or writes where they are into feeds.yml.
  private func follow(_ reports: [FeedReport], _ workspace: Workspace) throws {
    for report in reports {
      guard let address = report.movedTo else { continue }
      guard followMoves else {
        Standard.error(
          "\(report.feed) has moved for good to \(address); "
            + "`nonmun fetch --follow-moves` writes that into feeds.yml")
        continue
      }
      try workspace.editFeeds { text in try text.moving(report.feed, to: address) }
      Standard.error("\(report.feed): feeds.yml now names \(address)")
    }
  }
}
