import ArgumentParser
import Foundation
import NonmunKit
import NonmunMarkdown
import NonmunWorkspace

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Reports what will not survive publishing; never changes a byte.",
    discussion: """
      Each finding is file:line:column, a code, what was found, and why it matters. The exit status \
      is 1 when there is one.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Argument(
    help: "Pages of Annotations/ by path, day (2024-08-19) or week (2024-W34). Without: all.")
  var pages: [String] = []

  func run() throws {
    let desk = try Desk(workspace)
    let findings = try LintRun(desk: desk).findings(of: pages)
    Standard.output(
      lines: try findings.map { finding in
        json.json
          ? try JSONLine.text(FindingLine(finding))
          : "\(finding.file):\(finding.line):\(finding.column): \(finding.code.rawValue): "
            + "\(finding.what.forTerminal) (\(finding.code.why))"
      })
    if !findings.isEmpty { throw ExitStatus.failed }
  }
}

/// The pages that are looked at.
private struct LintRun {
  let desk: Desk

  func findings(of named: [String]) throws -> [LintFinding] {
    let all = try desk.workspace.annotationNames()
    let wanted = try named.isEmpty ? Set(all) : Set(named.map { try name($0, among: all) })
    // Names are compared over a whole week, whichever of its pages were asked for.
    let pages = try all.compactMap { try page($0) }.sorted {
      ($0.week.first, $0.rank) < ($1.week.first, $1.rank)
    }
    let files = Set(wanted.map(Self.file))
    let found = DiaryLint(
      pages, calendar: desk.settings.calendar, today: desk.today
    ).findings.filter { files.contains($0.file) }
    let strays = wanted.sorted().filter { name in !pages.contains { $0.file == Self.file(name) } }
    return found
      + strays.map {
        LintFinding(
          file: Self.file($0), line: 1, column: 1, code: .notAPage,
          what: "“\($0)” is neither a day nor a week")
      }
  }

  private static func file(_ name: String) -> String { "\(Workspace.annotations)/\(name).md" }

  private func name(_ typed: String, among all: [String]) throws -> String {
    let last = URL(filePath: typed).lastPathComponent
    let name = last.hasSuffix(".md") ? String(last.dropLast(3)) : last
    if all.contains(name) { return name }
    let calendar = desk.settings.calendar
    if let day = calendar.day(named: typed, today: desk.today), all.contains("\(day)") {
      return "\(day)"
    }
    if let week = calendar.week(named: typed, today: desk.today), all.contains(week.name) {
      return week.name
    }
    throw UsageError("there is no page “\(typed)” in \(Workspace.annotations)/")
  }

  private func page(_ name: String) throws -> DiaryLint.Page? {
    let calendar = desk.settings.calendar
    let day = Day(name)
    guard
      let week = day.map(calendar.week)
        ?? DiaryWeek(name: name, startingOn: calendar.weekStarts)
    else { return nil }
    let bytes = try desk.workspace.bytes(of: Self.file(name)) ?? []
    let outline = try PageBlocks(parsing: bytes, skippingFrontMatter: day == nil).outline
    return DiaryLint.Page(
      file: Self.file(name), bytes: bytes, outline: outline, day: day, week: week)
  }
}

extension DiaryLint.Page {
  /// The head comes first.
  fileprivate var rank: Int { day.map(\.number) ?? Int.min }
}

/// `lint --json`.
struct FindingLine: Encodable {
  let file: String
  let line: Int
  let column: Int
  let code: String
  let what: String
  let why: String

  init(_ finding: LintFinding) {
    file = finding.file
    line = finding.line
    column = finding.column
    code = finding.code.rawValue
    what = finding.what
    why = finding.code.why
  }
}
