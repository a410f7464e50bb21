import Foundation
import Testing

/// Papers about rivers, which the tag finds, half of them with floods, and papers about ovens.
private final class River {
  let scratch: Scratch

  init(settings: String = "") throws {
    let scratch = try Scratch([
      "nonmun.yml": "timezone: Asia/Seoul\n" + settings,
      "Feeds/tags.yml": "tags:\n  - name: river\n    any: [river]\n",
    ])
    var lines = ""
    for number in 0..<60 {
      let kind = number % 3 == 0 ? "flood basin" : number % 3 == 1 ? "boat trade" : "oven bread"
      let subject = number % 3 == 2 ? "crust" : "river"
      let object: [String: Any] = [
        "id": Self.id(number), "title": "A \(subject) study \(number)",
        "abstract": "We study the \(subject) with its \(kind), and the \(kind) of later years.",
        "authors": "A. Writer", "categories": "cs.LG", "update_date": "2024-08-19",
      ]
      let line = try JSONSerialization.data(withJSONObject: object)
      lines += String(decoding: line, as: UTF8.self) + "\n"
    }
    try scratch.put("bulk.json", lines)
    self.scratch = scratch
    #expect(try scratch.run("import", "bulk.json").status == 0)
  }

  static func id(_ number: Int) -> String { "2408.\(String(10_000 + number))" }

  /// Notes papers with floods, and dismisses papers with boats.
  func mark(_ count: Int) throws {
    let noted = (0..<count).map { "- [p](https://arxiv.org/abs/\(Self.id($0 * 3))) 좋다\n" }
    try scratch.put("Annotations/2024-08-19.md", "## 하루\n\n" + noted.joined())
    let process = scratch.process(["dismiss"] + (0..<count).map { Self.id($0 * 3 + 1) })
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    #expect(process.waitForEnd().status == 0)
  }

  func list() throws -> [[String: Any]] {
    try Scratch.objects(scratch.run("list", "--tag", "river", "--sort", "score", "--json").output)
  }
}

extension [String: Any] {
  fileprivate var tag: [String: Any] { (self["tags"] as? [[String: Any]])?.first ?? [:] }
  fileprivate var learned: [String: Any]? { tag["learned"] as? [String: Any] }
  fileprivate var number: Int { Int((self["id"] as? String ?? "").suffix(2)) ?? -1 }
}

@Suite struct LearningCommandTests {
  @Test func whatIsLikeTheNotedRanksAboveWhatIsLikeTheDismissed() throws {
    let river = try River()
    try river.mark(8)
    let papers = try river.list()
    #expect(papers.count == 40)
    let unmarked = papers.filter { $0.number >= 24 }.map { $0.number % 3 }
    #expect(unmarked == unmarked.sorted())
    #expect(papers.suffix(8).allSatisfy { $0.tag["dismissed"] as? Bool == true })
    #expect(papers.suffix(8).allSatisfy { $0.tag["score"] as? Double == 0 })
    let first = try #require(papers.first { $0.number == 57 })
    let learned = try #require(first.learned)
    let probability = try #require(learned["probability"] as? Double)
    #expect(probability > 0.5 && probability < 1)
    let score = try #require(first.tag["score"] as? Double)
    #expect(abs(score - 10 * probability) < 0.001)
    #expect(first.tag["rule_score"] as? Double ?? 0 > 0)
    let words = try #require(learned["words"] as? [[String: Any]])
    #expect(words.contains { ($0["text"] as? String ?? "").contains("flood") })
    let notes = try #require(learned["notes"] as? [[String: Any]])
    #expect(notes.count == 3)
    #expect(notes.first?["file"] as? String == "Annotations/2024-08-19.md")
    #expect((notes.first?["line"] as? Int ?? 0) >= 3)
  }

  /// As the first command after new marks, which must learn from them.
  @Test func aSearchRanksAsAListDoes() throws {
    let river = try River()
    try river.mark(12)
    let found = try river.scratch.run("search", "river", "--json").output
    let listed = try river.scratch.run("list", "--tag", "river", "--json").output
    #expect(found.contains(#""learned":{"#))
    #expect(found == listed)
  }

  @Test func showSaysWhatCarriesTheScore() throws {
    let river = try River()
    try river.mark(8)
    let shown = try river.scratch.run("show", River.id(57)).output
    #expect(shown.contains("learned"))
    #expect(shown.contains("flood"))
    #expect(shown.contains("Annotations/2024-08-19.md:"))
    let report = try Scratch.objects(river.scratch.run("tags", "learn", "--json").output)
    #expect(report.first?["opened"] as? Int == 1)
  }

  @Test func theSameMarksRankTheSameInANewLibrary() throws {
    let river = try River()
    try river.mark(8)
    let before = try river.scratch.run("list", "--sort", "score", "--json").output
    try FileManager.default.removeItem(at: river.scratch.folder.appending(path: ".nonmun"))
    #expect(try river.scratch.run("import", "bulk.json").status == 0)
    #expect(try river.scratch.run("list", "--sort", "score", "--json").output == before)
  }

  @Test func fewMarksAbstain() throws {
    let river = try River()
    try river.mark(4)
    let report = try #require(
      try Scratch.objects(river.scratch.run("tags", "learn", "--json").output).first)
    #expect(report["positives"] as? Int == 4 && report["negatives"] as? Int == 4)
    #expect(report["abstains"] as? String == "4 of 5 papers noted or queued")
    #expect(try river.list().allSatisfy { $0.learned == nil })
  }

  @Test func theSettingTurnsItOffAndOnAgain() throws {
    let river = try River()
    try river.mark(8)
    #expect(try river.list().contains { $0.learned != nil })
    try river.scratch.put("nonmun.yml", "learn: false\n")
    #expect(try river.list().allSatisfy { $0.learned == nil })
    #expect(try river.scratch.run("tags", "learn").status == 2)
    try river.scratch.put("nonmun.yml", "learn: true\n")
    #expect(try river.list().contains { $0.learned != nil })
  }

  @Test func whatComesLaterIsScoredToo() throws {
    let river = try River()
    try river.mark(8)
    _ = try river.list()
    try river.scratch.put(
      "more.json",
      """
      {"id": "2408.20099", "title": "A river study", "abstract": "Its flood basin, and a flood.", \
      "authors": "A. Writer", "categories": "cs.LG", "update_date": "2024-08-20"}

      """)
    #expect(try river.scratch.run("import", "more.json").status == 0)
    let paper = try river.list().first { $0["id"] as? String == "arxiv:2408.20099" }
    #expect(paper?.learned?["probability"] as? Double ?? 0 > 0.5)
  }

  @Test func aDismissalIsTakenBack() throws {
    let river = try River()
    let item = River.id(1)
    #expect(try river.scratch.run("dismiss", item, "--tag", "river").status == 0)
    #expect(try river.scratch.text("Feeds/dismissed.tsv").contains("arxiv:\(item)\triver\t2024-"))
    #expect(try river.list().last?.number == 1)
    #expect(try river.scratch.run("dismiss", "--undo", item).status == 0)
    #expect(try !river.scratch.text("Feeds/dismissed.tsv").contains(item))
    #expect(try river.list().allSatisfy { $0.tag["dismissed"] == nil })
    #expect(try river.scratch.run("dismiss", "--undo", item).status == 1)
  }

  @Test func aSlipInTheFileIsToldWithItsPlace() throws {
    let river = try River()
    try river.scratch.put("Feeds/dismissed.tsv", "# mine\nnothing\t*\n")
    let result = try river.scratch.run("list")
    #expect(result.status == 65)
    #expect(result.error.contains("Feeds/dismissed.tsv:2:1: "))
    #expect(try river.scratch.run("dismiss", River.id(1)).status == 65)
    #expect(try river.scratch.text("Feeds/dismissed.tsv") == "# mine\nnothing\t*\n")
  }

  @Test func filesTeachAndAreScored() throws {
    let river = try River()
    var (papers, labels) = ("", "")
    for number in 0..<60 {
      let isWanted = number % 2 == 0
      let words = isWanted ? "flood basin" : "boat trade"
      papers += """
        {"id": "\(number)", "title": "river", "abstract": "the \(words) and more \(words)"}

        """
      if number < 40 { labels += "\(number)\triver\t\(isWanted ? "positive" : "negative")\n" }
    }
    try river.scratch.put("papers.jsonl", papers)
    try river.scratch.put("labels.tsv", labels)
    let files = ["--papers", "papers.jsonl", "--labels", "labels.tsv"]
    let process = try river.scratch.run(
      "tags", "learn", files[0], files[1], files[2], files[3], "--by-words", "--test-papers",
      "papers.jsonl", "--json")
    let lines = try Scratch.objects(process.output)
    #expect(lines.count == 60)
    for line in lines.suffix(20) {
      let number = try #require(Int(line["id"] as? String ?? ""))
      let probability = try #require(line["learned"] as? Double)
      #expect((probability >= 0.5) == (number % 2 == 0))
    }
    let report = try #require(
      try Scratch.objects(
        river.scratch.run("tags", "learn", files[0], files[1], files[2], files[3], "--json")
          .output
      ).first)
    #expect(report["average_precision"] as? Double ?? 0 > 0.9)
    #expect(try river.scratch.run("tags", "learn", "--by-words").status == 64)
  }
}
