import NonmunKit
import NonmunStore
import NonmunWorkspace

/// What the rules find in the whole library.
struct LibraryTest {
  /// What one tag finds.
  private struct Tally {
    var papers = 0
    var rejected = 0
    /// By name of the week; papers without a day are in none.
    var weeks: [String: Int] = [:]
    /// The first that came, which are the newest.
    var newest: [Library.ReadPaper] = []
    /// How many papers each rule of `any`, `not` and `penalty` speaks in.
    var any, not, penalty: [Int]

    init(_ tag: Tag) {
      any = tag.any.map { _ in 0 }
      not = tag.not.map { _ in 0 }
      penalty = tag.penalty.map { _ in 0 }
    }
  }

  private static let examples = 5
  private static let weeksShown = 8

  private let tags: [Tag]
  private var tallies: [Tally]
  /// How many papers two tags share.
  private var shared: [[Int]]
  private var papers = 0
  private let isShown: (Tag) -> Bool

  init(_ desk: Desk, _ tags: Tags, _ named: String?) throws {
    self.tags = tags.all
    tallies = tags.all.map(Tally.init)
    shared = tags.all.map { _ in tags.all.map { _ in 0 } }
    isShown = { named == nil || $0.name == named }
    var test = self
    let calendar = desk.settings.calendar
    let matcher = tags.matcher
    try desk.library(tags: tags).readPapers { paper in
      test.count(paper, matcher.findings(paper.subject), in: calendar)
    }
    (tallies, shared, papers) = (test.tallies, test.shared, test.papers)
  }

  private mutating func count(
    _ paper: Library.ReadPaper, _ all: [TagFindings], in calendar: CourseCalendar
  ) {
    papers += 1
    for findings in all {
      for found in findings.rules where found.isInContext {
        tallies[findings.tag].any[found.rule] += 1
      }
      for place in findings.rejecting { tallies[findings.tag].not[place] += 1 }
      for place in findings.penalties { tallies[findings.tag].penalty[place] += 1 }
      guard findings.isMatch else {
        tallies[findings.tag].rejected += 1
        continue
      }
      tallies[findings.tag].papers += 1
      if let day = paper.day {
        tallies[findings.tag].weeks[calendar.week(containing: day).name, default: 0] += 1
      }
      if tallies[findings.tag].newest.count < Self.examples {
        tallies[findings.tag].newest.append(paper)
      }
      for other in all where other.isMatch && other.tag != findings.tag {
        shared[findings.tag][other.tag] += 1
      }
    }
  }
}

extension LibraryTest {
  func show(asJSON: Bool) throws {
    if asJSON {
      for (number, tag) in tags.enumerated() where isShown(tag) {
        Standard.output(try JSONLine.text(line(number, tag)))
      }
    } else {
      Standard.output("\(papers) papers in the library")
      for (number, tag) in tags.enumerated() where isShown(tag) {
        Standard.output(lines: lines(number, tag))
      }
    }
  }

  private func lines(_ number: Int, _ tag: Tag) -> [String] {
    let tally = tallies[number]
    var lines = [
      "",
      "\(tag.name) (\(tag.label)): \(tally.papers) papers, \(tally.rejected) with signs but not shown",
    ]
    let weeks = tally.weeks.sorted { $0.key < $1.key }.suffix(Self.weeksShown)
    if !weeks.isEmpty {
      lines.append("  weeks    " + weeks.map { "\($0.key) \($0.value)" }.joined(separator: "  "))
    }
    let others = tags.indices.filter { shared[number][$0] > 0 }
    if !others.isEmpty {
      lines.append(
        "  also     "
          + others.map { "\(tags[$0].name) \(shared[number][$0])" }.joined(separator: "  "))
    }
    for (place, paper) in tally.newest.enumerated() {
      let title = paper.title.isEmpty ? "(no title)" : paper.title
      lines.append("  \(place == 0 ? "newest " : "       ")  \(title.forTerminal) [\(paper.id)]")
    }
    for (place, rule) in silent(number, tag).enumerated() {
      lines.append("  \(place == 0 ? "silent " : "       ")  \(rule.forTerminal)")
    }
    return lines
  }

  /// The rules that never speak.
  private func silent(_ number: Int, _ tag: Tag) -> [String] {
    let tally = tallies[number]
    return tag.any.indices.filter { tally.any[$0] == 0 }.map { tag.any[$0].text }
      + tag.not.indices.filter { tally.not[$0] == 0 }.map { "not: \(tag.not[$0].text)" }
      + tag.penalty.indices.filter { tally.penalty[$0] == 0 }
      .map { "penalty: \(tag.penalty[$0].text)" }
  }

  private func line(_ number: Int, _ tag: Tag) -> TallyLine {
    let tally = tallies[number]
    return TallyLine(
      tag: tag.name, papers: tally.papers, rejected: tally.rejected, weeks: tally.weeks,
      overlap: Dictionary(
        uniqueKeysWithValues: tags.indices.filter { shared[number][$0] > 0 }
          .map { (tags[$0].name, shared[number][$0]) }),
      newest: tally.newest.map(\.id.description), silent: silent(number, tag))
  }
}

/// What one tag finds in the library, for `tags test`.
private struct TallyLine: Encodable {
  var tag: String
  var papers, rejected: Int
  var weeks, overlap: [String: Int]
  var newest, silent: [String]
}
