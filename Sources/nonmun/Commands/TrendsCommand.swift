import ArgumentParser
import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct TrendsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trends",
    abstract: "Shows how many papers each tag had, week by week.",
    discussion: """
      A paper counts in every week in which a feed listed it, as `list` finds it by tag and week.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Option(help: "Only this tag: its name, label or alias.")
  var tag: String?

  @Option(help: "The last so many weeks, this one among them; 8 without it.")
  var weeks: Int?

  @Option(help: "The first day, instead of a number of weeks; its whole week counts.")
  var from: String?

  @Option(help: "The last day; today without it.")
  var to: String?

  @Option(help: ArgumentHelp("Draw a chart; '-' is standard output.", valueName: "file"))
  var svg: String?

  func validate() throws {
    if let weeks, !(1...520).contains(weeks) {
      throw ValidationError("'--weeks' is from 1 to 520.")
    }
    guard weeks == nil || from == nil else {
      throw ValidationError("'--weeks' excludes '--from'.")
    }
    guard svg == nil || !json.json else { throw ValidationError("'--svg' excludes '--json'.") }
  }

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let wanted = try tag.map { [try tags.named($0)] } ?? tags.all
    let calendar = desk.settings.calendar
    let last = calendar.week(containing: try to.map(desk.day) ?? desk.today)
    let first =
      try from.map { calendar.week(containing: try desk.day(named: $0)) }
      ?? last.advanced(by: 1 - (weeks ?? 8))
    guard first <= last else { throw UsageError("\(first.first) comes after \(last.last)") }
    guard last.first.number - first.first.number < 520 * 7 else {
      throw UsageError("more than 520 weeks are too many for a chart")
    }
    let trends = try desk.library(tags: tags).trends(
      from: first, to: last, tags: wanted, calendar: calendar)
    guard trends.totals.contains(where: { $0 > 0 }) else {
      Standard.error("no papers from \(first.first) to \(last.last)")
      throw ExitStatus.foundNothing
    }
    if let svg {
      try write(TrendChart(trends).svg, to: svg)
    } else if json.json {
      Standard.output(lines: try TrendLine.all(trends).map { try JSONLine.text($0) })
    } else {
      let bars = TrendBars(
        trends: trends, columns: Standard.outputColumns, isColoured: Standard.outputIsTerminal)
      Standard.output(lines: bars.lines)
    }
  }

  /// Only a chart of ours is replaced.
  private func write(_ chart: String, to place: String) throws {
    guard place != "-" else { return Standard.output(Array(chart.utf8)) }
    let path = URL(filePath: place).path(percentEncoded: false)
    if let held = try FileBytes.read(path, shown: place), !held.starts(with: TrendChart.mark.utf8) {
      throw ForeignFile(path: place)
    }
    try SafeWrite.write(Array(chart.utf8), to: path, shown: place)
    Standard.output(place.forTerminal)
  }

  private struct ForeignFile: Error, CustomStringConvertible {
    let path: String

    var description: String { "\(path) is no chart of nonmun's; it is left as it is" }
  }
}
