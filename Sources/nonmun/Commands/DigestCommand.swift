import ArgumentParser
import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Writes a week of the diary as one post.",
    discussion: """
      The diary is the bytes of the week's head and day pages, in date order, nothing between and \
      nothing changed. `jekyll` and `hugo` go to the folder for posts, everything else to \
      standard output, unless --output says otherwise. A file that nonmun did not write is never \
      replaced.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Option(help: "2024-W34, 3주차, this or last. Without it: this.")
  var week: String?

  @Option(help: "The first day, instead of a week.")
  var from: String?

  @Option(help: "The last day, instead of a week.")
  var to: String?

  @Option(
    help: "markdown, jekyll, hugo, html, json, atom or bibtex; else what nonmun.yml says.")
  var format: DigestFormat?

  @Option(help: ArgumentHelp("Your own format: a Mustache template.", valueName: "file"))
  var template: String?

  @Option(help: "Where to write; '-' is standard output.")
  var output: String?

  @Option(
    help: """
      What to add below the diary, separated by commas: matches (not noted), numbers, trends, \
      queue (not read).
      """)
  var with: String?

  func validate() throws {
    guard (from == nil) == (to == nil) else {
      throw ValidationError("'--from' and '--to' go together.")
    }
    guard week == nil || from == nil else {
      throw ValidationError("'--week' excludes '--from' and '--to'.")
    }
    guard template == nil || format == nil else {
      throw ValidationError("'--template' excludes '--format'.")
    }
    _ = try additions()
  }

  private func additions() throws -> [DigestAddition] {
    try (with ?? "").split(separator: ",").map { name in
      guard let addition = DigestAddition(rawValue: name.whiteSpaceFolded) else {
        let known = DigestAddition.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'--with' knows \(known), not “\(name)”.")
      }
      return addition
    }
  }

  func run() throws {
    let desk = try Desk(workspace)
    let days = try range(desk)
    guard var digest = try desk.digest(of: days) else {
      Standard.error("nothing was written from \(days.lowerBound) to \(days.upperBound)")
      throw ExitStatus.foundNothing
    }
    let format = format ?? DigestFormat(rawValue: desk.settings.digestFormat) ?? .markdown
    let writing = try DigestWriting(
      desk, digest, days, additions: additions(),
      format: template == nil ? format : .json)
    digest = writing.digest
    let bytes = try template.map(writing.bytes(template:)) ?? writing.bytes
    let isPost = template == nil && format.isPost
    let place = output ?? (isPost ? desk.postPath(of: digest) : "-")
    guard place != "-" else { return Standard.output(bytes) }
    let path =
      output == nil ? desk.workspace.path(place) : URL(filePath: place).path(percentEncoded: false)
    try Post(path: path, shown: place).write(bytes, library: desk.openLibrary())
  }

  private func range(_ desk: Desk) throws -> ClosedRange<Day> {
    guard let from, let to else {
      let week = try desk.week(named: week ?? "this")
      return week.first...week.last
    }
    let (first, last) = (try desk.day(named: from), try desk.day(named: to))
    guard first <= last else { throw UsageError("\(first) comes after \(last)") }
    return first...last
  }
}

extension DigestFormat: ExpressibleByArgument {}

extension Desk {
  /// The diary of some days; `nil` when there is nothing of them. A head belongs to a whole week.
  fileprivate func digest(of days: ClosedRange<Day>) throws -> Digest? {
    let week = settings.calendar.week(containing: days.lowerBound)
    let isWeek = week.first == days.lowerBound && week.last == days.upperBound
    let head = isWeek ? try workspace.bytes(of: Workspace.head(of: week)) : nil
    let pages = try workspace.pageDays().filter(days.contains).map { day in
      (day: day, bytes: try workspace.bytes(of: Workspace.page(of: day)) ?? [])
    }
    guard head != nil || !pages.isEmpty else { return nil }
    let label =
      isWeek ? settings.calendar.label(of: week) : "\(days.lowerBound) – \(days.upperBound)"
    let day = pages.last?.day ?? days.upperBound
    return Digest(
      head: head, pages: pages, title: settings.digestTitle.replacing("{week}", with: label),
      day: day, zone: offset(on: day))
  }

  fileprivate func postPath(of digest: Digest) -> String {
    "\(settings.digestDirectory)/\(digest.jekyllFileName)"
  }

  /// `+0900`.
  fileprivate func offset(on day: Day) -> String {
    let minutes = settings.timeZone.secondsFromGMT(for: day.startInUTC) / 60
    let digits = String(10_000 + abs(minutes) / 60 * 100 + abs(minutes) % 60).dropFirst()
    return (minutes < 0 ? "-" : "+") + digits
  }
}
