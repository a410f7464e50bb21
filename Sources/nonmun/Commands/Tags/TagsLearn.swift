import ArgumentParser
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct TagsLearn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "What each tag has learned from notes, queue and dismissals, and how well.",
    discussion: """
      Learning needs no command: a list sorted by score brings it up to date. With --papers and \
      --labels it is tried on files instead, and the workspace only gives the rules.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Option(help: "Only this tag, by its name, label or alias.")
  var tag: String?

  @Option(help: "Learn from this file: a JSON object a line: id, title, abstract, categories.")
  var papers: String?

  @Option(help: "Marks for --papers: id, tag, positive or negative, with tabs between.")
  var labels: String?

  @Option(help: "With --labels: print the score of each paper of this file.")
  var testPapers: String?

  @Flag(help: "With --labels: leave the rules out, and learn by words alone.")
  var byWords = false

  func validate() throws {
    guard (papers == nil) == (labels == nil) else {
      throw ValidationError("'--papers' and '--labels' go together.")
    }
    guard labels != nil || (testPapers == nil && !byWords) else {
      throw ValidationError("'--test-papers' and '--by-words' need '--papers' and '--labels'.")
    }
  }

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let named = try tag.map { try [tags.named($0)] } ?? tags.all
    if let papers, let labels {
      let trial = try RankingTrial(
        papers: PaperFile(papers), labels: LabelFile(labels), tags: tags, isByWords: byWords)
      if let testPapers {
        for line in trial.lines(of: try PaperFile(testPapers)) where named.contains(line.tag) {
          Standard.output(try JSONLine.text(line))
        }
        return
      }
      return try show(trial.ranking, named)
    }
    guard desk.settings.learns else {
      Standard.error("nonmun.yml says `learn: false`: the rules alone rank")
      throw ExitStatus.foundNothing
    }
    let library = try desk.library(tags: tags)
    try desk.refreshRanking(library, tags)
    try show(try library.ranking(), named)
  }

  private func show(_ ranking: Ranking?, _ named: [Tag]) throws {
    for tag in named {
      // A tag without a mark has no row.
      let report = ranking?.tags[tag.name]?.report ?? RankingReport([])
      let line = ReportLine(tag, report)
      Standard.output(lines: json.json ? [try JSONLine.text(line)] : line.lines)
    }
  }
}

extension [Tag] {
  fileprivate func contains(_ name: String) -> Bool { contains { $0.name == name } }
}
