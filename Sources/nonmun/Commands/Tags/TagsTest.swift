import ArgumentParser
import NonmunKit

struct TagsTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "What the rules find in the library, or how well they find what people labelled.",
    discussion: """
      Without files: papers per tag and week, the newest of each, tags that meet, rules that never \
      speak. With --papers and --labels: precision, recall, F1 and average precision of each tag; \
      with --papers alone: each match in that file.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Option(help: "A file of papers, a JSON object a line: id, title, abstract, categories.")
  var papers: String?

  @Option(help: "A file of labels: id, tag, positive or negative, with tabs between.")
  var labels: String?

  @Option(help: "Only this tag, by its name, label or alias.")
  var tag: String?

  func validate() throws {
    guard papers != nil || labels == nil else {
      throw ValidationError("'--labels' are about papers: name their file with '--papers'.")
    }
  }

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let named = try tag.map { try tags.named($0).name }
    if let papers {
      let file = try PaperFile(papers)
      if let labels {
        try show(try LabelFile(labels), of: file, tags, named)
      } else {
        try show(file, tags, named)
      }
    } else {
      try LibraryTest(desk, tags, named).show(asJSON: json.json)
    }
  }

  private func show(
    _ file: LabelFile, of papers: PaperFile, _ tags: Tags, _ named: String?
  ) throws {
    var verdicts: [String: [TagQuality.Verdict]] = [:]
    let matcher = tags.matcher
    var unknown = Set(file.labels.values.flatMap(\.keys))
    for paper in papers.papers {
      unknown.remove(paper.id)
      var found: [Int: TagFindings] = [:]
      for findings in matcher.findings(paper.subject) { found[findings.tag] = findings }
      for (number, tag) in tags.all.enumerated() {
        guard let isPositive = file.labels[tag.name]?[paper.id] else { continue }
        verdicts[tag.name, default: []].append(
          TagQuality.Verdict(
            isPositive: isPositive, isMatch: found[number]?.isMatch ?? false,
            score: found[number]?.score ?? -.infinity))
      }
    }
    if !unknown.isEmpty {
      Standard.error("\(unknown.count) labelled papers are not in the file of papers")
    }
    for name in file.labels.keys.sorted() where !tags.all.contains(where: { $0.name == name }) {
      Standard.error("no tag is called “\(name)”, which labels name")
    }
    var table = Table()
    table.rightAligned = [1, 2, 3, 4, 5, 6, 7]
    table.add(["tag", "rules", "precision", "recall", "F1", "AP", "positive", "negative"])
    for tag in tags.all where named == nil || tag.name == named {
      guard let verdicts = verdicts[tag.name] else { continue }
      let line = QualityLine(tag, TagQuality(verdicts))
      if json.json { Standard.output(try JSONLine.text(line)) }
      table.add(line.cells)
    }
    if !json.json { Standard.output(lines: table.lines) }
  }

  private func show(_ file: PaperFile, _ tags: Tags, _ named: String?) throws {
    let matcher = tags.matcher
    var table = Table()
    for paper in file.papers {
      for match in matcher.matches(paper.subject) where named == nil || match.tag == named {
        if json.json { Standard.output(try JSONLine.text(FileMatchLine(paper.id, match))) }
        table.add([paper.id, match.tag, match.score.twoPlaces, paper.title ?? ""])
      }
    }
    if !json.json { Standard.output(lines: table.lines) }
  }
}

/// How well a tag's rules find what was labelled, for `tags test`.
struct QualityLine: Encodable {
  var tag: String
  var rules: Int
  var precision, recall, f1, averagePrecision: Double
  var positives, negatives: Int

  init(_ tag: Tag, _ quality: TagQuality) {
    self.tag = tag.name
    rules = tag.any.count
    precision = quality.precision
    recall = quality.recall
    f1 = quality.f1
    averagePrecision = quality.averagePrecision
    positives = quality.positives
    negatives = quality.negatives
  }

  var cells: [String] {
    [tag, "\(rules)"] + [precision, recall, f1, averagePrecision].map(\.threePlaces)
      + ["\(positives)", "\(negatives)"]
  }
}

/// A paper of a file and a tag it has, for `tags test --papers`.
struct FileMatchLine: Encodable {
  var id, tag: String
  var score: Double
  var because: [Match.Reason]

  init(_ id: String, _ match: Match) {
    self.id = id
    tag = match.tag
    score = match.score
    because = match.because
  }
}
