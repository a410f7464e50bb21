import NonmunKit
import NonmunWorkspace
import Testing

@Suite struct StrictReadingTests {
  @Test(arguments: [
    ("timezon: UTC", "1:1"), ("timezone: Asia/Soul", "1:11"), ("contact: [a]", "1:10"),
    ("calendar: {starts: 2024-02-30}", "1:20"), ("calendar:\n  weekdays: [mon, tus]", "2:19"),
    ("calendar:\n  day: 일차", "2:8"), ("sections: []", "1:11"), ("sections: [a, a]", "1:11"),
    ("digest: {format: pdf}", "1:18"), ("section_aliases: {x: [y]}", "1:19"),
    ("timezone: UTC\ntimezone: UTC", "2:1"), ("calendar: {starts: 2024-08-05", "2:1"),
    ("- a", "1:1"), ("contact: \"a\\nb\"", "1:10"), ("a: b: c", "1:5"),
  ])
  func aSlipInSettingsHasAPlace(_ text: String, _ place: String) {
    let error = #expect(throws: FileError.self) {
      try Settings(parsing: text, path: "nonmun.yml")
    }
    #expect(error?.description.hasPrefix("nonmun.yml:\(place): ") == true, "\(error as Any)")
  }

  @Test(arguments: [
    ("feeds:\n  - arxiv: cs.LG\n  - arxiv: cs.LG", "3:5"), ("feeds:\n  - arxv: cs.LG", "2:5"),
    ("feeds:\n  - {arxiv: cs.LG, url: 'https://e.com'}", "2:5"),
    ("feeds:\n  - url: e.com", "2:10"), ("feeds:\n  - url: 'file:///etc/passwd'", "2:10"),
    ("feeds:\n  - huggingface: weekly", "2:18"), ("feeds:\n  - arxiv: 'cs.LG/../x'", "2:12"),
    ("feeds:\n  - name: x", "2:5"), ("feeds: cs.LG", "1:8"), ("feeds:\n  - arxiv:", "2:11"),
    ("feeds:\n  - {arxiv: cs.LG, name: \"a\\nb\"}", "2:26"),
  ])
  func aSlipInFeedsHasAPlace(_ text: String, _ place: String) {
    let error = #expect(throws: FileError.self) {
      try FeedsFile(parsing: text, path: "feeds.yml")
    }
    #expect(error?.description.hasPrefix("feeds.yml:\(place): ") == true, "\(error as Any)")
  }

  @Test(arguments: [
    ("tags:\n  - name: a\n    any: [x]\n  - name: a\n    any: [y]", "4:5"),
    ("tags:\n  - name: a", "2:5"), ("tags:\n  - any: [x]", "2:5"),
    ("tags:\n  - name: a\n    any: ['x AND']", "3:17"),
    ("tags:\n  - name: a\n    any:\n      - x tittle:y", "4:11"),
    ("tags:\n  - name: a\n    any: []", "3:10"), ("tags:\n  - name: a b\n    any: [x]", "2:11"),
    ("tags:\n  - name: a\n    any: [x]\n    ignore: ['…']", "4:14"),
    ("tags:\n  - name: a\n    any: [x]\n    ignore: ['title:x']", "4:14"),
    ("tags:\n  - name: a\n    any: [x]\n    ignore: [y z, x OR y]", "4:19"),
    ("tags:\n  - name: a\n    any: [x]\n    ignore: [/x+/]", "4:14"),
    ("tags:\n  - name: a\n    any: [x]\n    colour: red", "4:5"),
    ("tags:\n  - name: a\n    any: [x]\n    any: [y]", "4:5"),
    ("tags:\n  - name: a\n    any: [x NEAR/3]", "3:19"),
    ("tags:\n  - name: a\n    any: ['it''s AND']", "3:21"),
    ("tags:\n  - name: a\n    any: [\"\\\"a\\\" AND\"]", "3:21"),
    ("tags:\n  - name: a\n    any:\n      - a\n        AND\n        tit:b", "6:9"),
    ("tags:\n  - name: a\n    any:\n      - |\n        a OR\n        tit:b", "6:9"),
    ("tags:\n  - name: a\n    any: [{rule: x, wight: 1}]", "3:21"),
    ("tags:\n  - name: a\n    any: [{rule: x, weight: heavy}]", "3:29"),
    ("tags:\n  - name: a\n    any: [{weight: 1}]", "3:11"),
    ("tags:\n  - name: a\n    any: [{rule: x, with: 'y ('}]", "3:31"),
    ("tags:\n  - name: a\n    any: [x]\n    not: [{rule: y, weight: 1}]", "4:11"),
    ("tags:\n  - name: a\n    any: [x]\n    threshold: -1", "4:16"),
  ])
  func aSlipInTagsHasAPlace(_ text: String, _ place: String) {
    let error = #expect(throws: FileError.self) { try TagsFile(parsing: text, path: "tags.yml") }
    #expect(error?.description.hasPrefix("tags.yml:\(place): ") == true, "\(error as Any)")
  }

  @Test func theContractsExampleIsRead() throws {
    let text = """
      timezone: Asia/Seoul
      contact: ""                      # goes into the User-Agent, as arXiv and others ask
      calendar:
        course: 부캠
        starts: 2024-08-05             # the Monday of week 1
        weekdays: [mon, tue, wed, thu, fri]
        skip: []                       # dates that do not count
        week_starts: sat               # the weekend before belongs to the week
        day: "{n}일차"
        week: "{course} {w}주차"
      sections: [데일리 트렌드, 개인 공부]
      section_aliases: {개인 공부: [개인 학습]}
      digest: {format: jekyll, directory: _posts, title: "{week} 일일 후기"}
      """
    let settings = try Settings(parsing: text, path: "nonmun.yml")
    #expect(settings.calendar.heading(of: try #require(Day("2024-08-19"))) == "11일차")
    #expect(settings.sectionAliases == ["개인 공부": ["개인 학습"]])
    let feeds = try FeedsFile(
      parsing: """
        feeds:
          - arxiv: cs.LG                               # announcement feed
          - arxiv-search: 'ti:"preference optimization" AND cat:cs.CL'
            name: preference-search
          - arxiv-oai: cs                              # bulk harvest
          - huggingface: daily
          - url: https://distill.pub/rss.xml
            name: distill
        """, path: "feeds.yml")
    #expect(
      feeds.feeds.map(\.name) == ["cs.LG", "preference-search", "oai-cs", "huggingface", "distill"])
  }

  @Test(arguments: ["", "# nothing\n", "---\n"])
  func anEmptyFileSetsNothing(_ text: String) throws {
    #expect(try Settings(parsing: text, path: "nonmun.yml").sections == Settings().sections)
    #expect(try FeedsFile(parsing: text, path: "f").feeds.isEmpty)
    #expect(try TagsFile(parsing: text, path: "t").tags.isEmpty)
  }
}
