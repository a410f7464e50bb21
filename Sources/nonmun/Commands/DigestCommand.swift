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
      news (of what was noted), queue (not read).
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
    let pieces = try desk.pieces(of: days)
    guard var digest = desk.digest(of: days, pieces) else {
      Standard.error("nothing was written from \(days.lowerBound) to \(days.upperBound)")
      throw ExitStatus.foundNothing
    }
    let format = format ?? DigestFormat(rawValue: desk.settings.digestFormat) ?? .markdown
    let writing = try DigestWriting(
      desk, digest, days, heads: pieces.filter(\.isHead).map(\.bytes),
      pages: pieces.filter { !$0.isHead }.map { ($0.day, $0.bytes) }, additions: additions(),
      format: template == nil ? format : .json)
    digest = writing.digest
    let bytes = try template.map(writing.bytes(template:)) ?? writing.bytes
    let isPost = template == nil && format.isPost
    guard output ?? (isPost ? "" : "-") != "-" else { return Standard.output(bytes) }
    let library = try desk.openLibrary()
    let week = desk.settings.calendar.week(containing: days.lowerBound)
    let name = days == week.first...week.last ? try library.postName(of: week) : nil
    let place =
      output ?? "\(desk.settings.digestDirectory)/\(name ?? digest.jekyllFileName)"
    let path =
      output == nil ? desk.workspace.path(place) : URL(filePath: place).path(percentEncoded: false)
    let record = PostRecord(
      whole: bytes, prefix: writing.prefix, suffix: digest.suffix, lines: writing.lines,
      pieces: pieces.map { ($0.file, $0.bytes) })
    try Post(path: path, shown: place, command: command(for: days, format, desk))
      .write(bytes, record, library: library)
  }

  /// What prints the same bytes.
  private func command(
    for days: ClosedRange<Day>, _ format: DigestFormat, _ desk: Desk
  ) -> String {
    let week = desk.settings.calendar.week(containing: days.lowerBound)
    let isWeek = days == week.first...week.last
    var words = ["nonmun", "digest"]
    words +=
      isWeek
      ? ["--week", week.name] : ["--from", "\(days.lowerBound)", "--to", "\(days.upperBound)"]
    words += template.map { ["--template", $0.forShell] } ?? ["--format", format.rawValue]
    words += ["--output", "-"]
    if let with { words += ["--with", with.forShell] }
    return words.joined(separator: " ")
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

/// A file of `Annotations/` with its bytes.
private typealias Piece = (file: String, day: Day, isHead: Bool, bytes: [UInt8])

extension Desk {
  /// The files of some days, in the order of the post. A head belongs to a whole week.
  fileprivate func pieces(of days: ClosedRange<Day>) throws -> [Piece] {
    var pieces: [Piece] = []
    var week = settings.calendar.week(containing: days.lowerBound)
    let pages = try workspace.pageDays().filter(days.contains)
    while week.first <= days.upperBound {
      let file = Workspace.head(of: week)
      if days.contains(week.first), days.contains(week.last),
        let bytes = try workspace.bytes(of: file)
      {
        pieces.append((file, week.first, true, bytes))
      }
      for day in pages where (week.first...week.last).contains(day) {
        let file = Workspace.page(of: day)
        pieces.append((file, day, false, try workspace.bytes(of: file) ?? []))
      }
      week = week.advanced(by: 1)
    }
    return pieces
  }

  /// The diary of some days; `nil` when there is nothing of them.
  fileprivate func digest(of days: ClosedRange<Day>, _ pieces: [Piece]) -> Digest? {
    guard let first = pieces.first else { return nil }
    let week = settings.calendar.week(containing: days.lowerBound)
    let isWeek = days == week.first...week.last
    let pages = first.isHead ? pieces.dropFirst() : pieces[...]
    let label =
      isWeek ? settings.calendar.label(of: week) : "\(days.lowerBound) – \(days.upperBound)"
    let day = pages.last { !$0.isHead }?.day ?? days.upperBound
    return Digest(
      head: first.isHead ? first.bytes : nil, pages: pages.map { ($0.day, $0.bytes) },
      title: settings.digestTitle.replacing("{week}", with: label), day: day,
      zone: offset(on: day))
  }

  /// `+0900`.
  fileprivate func offset(on day: Day) -> String {
    let minutes = settings.timeZone.secondsFromGMT(for: day.startInUTC) / 60
    let digits = String(10_000 + abs(minutes) / 60 * 100 + abs(minutes) % 60).dropFirst()
    return (minutes < 0 ? "-" : "+") + digits
  }
}
