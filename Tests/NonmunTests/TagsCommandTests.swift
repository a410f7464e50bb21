import Foundation
import Testing

@Suite struct TagsCommandTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch([
      "nonmun.yml": "timezone: Asia/Seoul\n",
      "Feeds/feeds.yml": "feeds: []\n",
      "Feeds/tags.yml": """
      tags:
        - name: flow
          label: 흐름
          aliases: [플로우]
          any:
            - '"flow matching"'
            - {rule: 'title:flow', weight: 0.2, with: 'generative'}
            - 'never-said'
          ignore: [optical flow]
      """,
      "papers.jsonl": """
      {"id": "1", "title": "Flow matching made small", "abstract": "Of optical flow."}
      {"id": "2", "title": "A river", "abstract": "It flows."}
      {"id": "3", "title": "Flow", "abstract": "generative", "categories": ["cs.LG"]}
      """,
      "labels.tsv": """
      id\ttag\tlabel\tkind
      # By hand.
      1\tflow\tpositive\tlist
      2\tflow\tnegative
      3\tflow\tpositive
      1\tother\tpositive
      2\tflow2\tunsure
      """,
    ])
    return scratch
  }

  @Test func labelsAreComparedWithTheRules() throws {
    let scratch = try scratch()
    let result = try scratch.run(
      "tags", "test", "--papers", "papers.jsonl", "--labels", "labels.tsv", "--json")
    #expect(result.status == 0)
    let line = try #require(try Scratch.objects(result.output).first)
    #expect(line["tag"] as? String == "flow")
    #expect(line["rules"] as? Int == 3)
    #expect(line["precision"] as? Double == 1)
    #expect(line["recall"] as? Double == 0.5)
    #expect(line["average_precision"] as? Double == 1)
    #expect(line["positives"] as? Int == 2)
    #expect(line["negatives"] as? Int == 1)
    #expect(result.error.contains("no tag is called “other”"))
  }

  @Test func papersAloneAreMatched() throws {
    let scratch = try scratch()
    let result = try scratch.run("tags", "test", "--papers", "papers.jsonl", "--json")
    let lines = try Scratch.objects(result.output)
    #expect(lines.map { $0["id"] as? String } == ["1"])
    let tagged = try scratch.run("tags", "test", "--papers", "papers.jsonl", "--tag", "플로우")
    #expect(tagged.output.contains("Flow matching made small"))
  }

  @Test(arguments: [
    ("1\tflow\tmaybe\n", "labels.tsv:1:8: "), ("a line\n", "labels.tsv:1:1: "),
  ])
  func aBadLabelHasAPlace(_ text: String, _ place: String) throws {
    let scratch = try scratch()
    try scratch.put("labels.tsv", text)
    let result = try scratch.run(
      "tags", "test", "--papers", "papers.jsonl", "--labels", "labels.tsv")
    #expect(result.status == 65)
    #expect(result.error.hasPrefix("nonmun: \(place)"))
  }

  @Test func aBadRuleIsShownWithAMarkBelowItsColumn() throws {
    let scratch = try scratch()
    try scratch.put("Feeds/tags.yml", "tags:\n  - name: a\n    any: ['확산 모델 AND']\n")
    let result = try scratch.run("tags")
    #expect(result.status == 65)
    #expect(
      result.error == """
        nonmun: Feeds/tags.yml:3:21: the rule ends where a word was to come
              any: ['확산 모델 AND']
                                  ^

        """)
  }

  /// One tag's label may be another's name.
  @Test func aNameIsMeantBeforeALabel() throws {
    let scratch = try Scratch([
      "nonmun.yml": "",
      "Feeds/tags.yml": "tags: [{name: a, label: b, any: [one]}, {name: b, any: [two]}]",
    ])
    try scratch.put(
      "bulk.json", #"{"id": "2408.00001", "title": "two", "abstract": "", "categories": "cs.CL"}"#)
    try scratch.run("import", "bulk.json")
    #expect(try scratch.run("list", "--tag", "b").output.contains("2408.00001"))
    #expect(try scratch.run("list", "--tag", "a").status == 2)
  }

  /// Rules are read again only where the file changed: a slip must be seen all the same.
  @Test(arguments: [["list"], ["search", "x"], ["search", "x", "--exact"], ["notes"]])
  func aBadRuleIsSaidByListingsToo(_ command: [String]) throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{arxiv: cs.LG}]",
      "Feeds/tags.yml": "tags: [{name: a, any: [word]}]",
    ])
    #expect(try scratch.run(arguments: command).status == 2)
    try scratch.put("Feeds/tags.yml", "tags: [{name: a, any: ['word AND']}]")
    for _ in 1...2 {
      let result = try scratch.run(arguments: command)
      #expect(result.status == 65)
      #expect(result.error.hasPrefix("nonmun: Feeds/tags.yml:1:33: the rule ends where"))
    }
    try scratch.put("Feeds/tags.yml", "tags: [{name: a, any: [word]}]")
    #expect(try scratch.run(arguments: command).status == 2)
  }

  @Test func theLibraryIsCountedByWeek() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let list = try scratch.run("tags", "--json")
    let tags = try Scratch.objects(list.output)
    #expect(tags.map { $0["tag"] as? String } == ["long-context-recurrence", "dpo", "diffusion"])
    let test = try scratch.run("tags", "test", "--json", "--tag", "디퓨전")
    let line = try #require(try Scratch.objects(test.output).first)
    #expect(line["papers"] as? Int == tags[2]["papers"] as? Int)
    #expect((line["weeks"] as? [String: Int])?["2024-W34"] ?? 0 > 0)
    #expect((line["newest"] as? [String])?.isEmpty == false)
    #expect((line["silent"] as? [String])?.isEmpty == false)
    #expect(try scratch.run("tags", "test").output.contains("diffusion (확산 모델): "))
  }

  @Test func aPaperIsExplained() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    try scratch.put(
      "Feeds/tags.yml",
      """
      tags:
        - name: all
          any: ['/./ /e/', 'never NEAR the']
        - name: none
          any: ['the never-said']
      """)
    #expect(try scratch.run("list").status == 0)
    let result = try scratch.run("tags", "explain", "1")
    #expect(result.status == 0)
    #expect(result.output.contains("all (all): yes"))
    #expect(result.output.contains("none (none): no, 0.00 points of 1.00"))
    #expect(result.output.contains("not found: never-said"))
    #expect(try !scratch.run("tags", "explain", "1", "--tag", "all").output.contains("none"))
    #expect(try scratch.run("tags", "explain", "arxiv:1901.00001").status == 2)
  }

  @Test func anExplanationIsForProgramsToo() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let result = try scratch.run("tags", "explain", "2405.14734", "--json")
    let lines = try Scratch.objects(result.output)
    #expect(lines.map { $0["tag"] as? String } == ["long-context-recurrence", "dpo", "diffusion"])
    #expect(lines.map { $0["matches"] as? Bool } == [false, true, false])
    let rules = try #require(lines[1]["rules"] as? [[String: Any]])
    let points = rules.compactMap { $0["points"] as? Double }.reduce(0, +)
    #expect(abs(points - (lines[1]["score"] as? Double ?? 0)) < 0.001)
    let because = try #require(rules.first?["because"] as? [[String: Any]])
    #expect(because.first?["field"] as? String == "abstract")
  }
}
