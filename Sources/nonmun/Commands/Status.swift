import ArgumentParser
import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says of each feed what came last and what is due; and what the library holds.")

  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let library = try desk.library(tags: tags)
    let states = try library.states()
    var table = Table()
    table.add(["feed", "verdict", "asked", "last fresh", "next due", "remark"])
    for feed in try desk.workspace.feeds() {
      let state = states[feed.name]
      let next = AnnouncementSchedule(of: feed.source)?.nextDue(after: desk.now)
      table.add([
        feed.name, state?.report.verdict.rawValue ?? "never asked", time(state?.at, desk),
        time(state?.lastFresh, desk), time(next, desk),
        state?.report.error ?? state?.report.defect ?? "",
      ])
    }
    Standard.output(lines: table.lines.map(\.trimmed))
    let counts = try library.counts()
    Standard.output(
      "\n\(counts.papers) papers, \(counts.matched) of them with a tag; \(counts.notes) notes")
    for tag in tags.all {
      Standard.output("  \(tag.name.forTerminal): \(counts.byTag[tag.name] ?? 0)")
    }
  }

  /// In the reader's zone, to the minute.
  private func time(_ date: Date?, _ desk: Desk) -> String {
    guard let date else { return "-" }
    let zone = desk.settings.timeZone
    let day = Day(date, in: zone)
    let seconds =
      Int(date.timeIntervalSince1970) + zone.secondsFromGMT(for: date) - day.number * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(two(seconds / 3600)):\(two(seconds / 60 % 60))"
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
