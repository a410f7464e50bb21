import Foundation
import Testing

/// What becomes of noted papers, from what arXiv and Hugging Face answer to what the reader sees.
@Suite struct NewsCommandTests {
  private let scratch: Scratch

  /// Five papers were noted on Monday. Until Wednesday each has become something else, and so has
  /// one that nobody noted.
  init() throws {
    scratch = try Scratch([
      "nonmun.yml": """
      timezone: Asia/Seoul
      calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}
      """,
      "Feeds/feeds.yml": """
      feeds:
        - arxiv-search: 'cat:cs.CL'
          name: search
        - huggingface: daily
      """,
    ])
    try play(
      "monday", day: "2024-08-19",
      entries: (1...6).map { Self.entry($0, version: 1) }, paper: "")
    scratch.now = "2024-08-19T21:00:00+09:00"
    #expect(try scratch.run("fetch", "--replay", "monday").status == 0)
    for number in 1...5 {
      let note = try scratch.run("note", "2408.0000\(number)", "[]를 읽었다.", "--day", "2024-08-19")
      #expect(note.status == 0)
    }
    try play(
      "wednesday", day: "2024-08-21",
      entries: [
        Self.entry(1, version: 2), Self.entry(6, version: 2),
        Self.entry(
          2, version: 2, "<arxiv:comment>This paper has been withdrawn by A. Name</arxiv:comment>"),
        Self.entry(3, version: 1, "<arxiv:journal_ref>NeurIPS 2024</arxiv:journal_ref>"),
        Self.entry(4, version: 1, "<arxiv:doi>10.1000/x.4</arxiv:doi>"),
        Self.entry(5, version: 1),
      ], paper: #", "githubRepo": "https://github.com/a/five""#)
    for day in ["19", "20"] {
      try scratch.put("wednesday/huggingface.co/api/daily_papers?date=2024-08-\(day)", "[]")
    }
    scratch.now = "2024-08-21T21:00:00+09:00"
  }

  private func play(
    _ folder: String, day: String, entries: [String], paper more: String
  ) throws {
    try scratch.put(
      "\(folder)/export.arxiv.org/api/query?search_query=cat:cs.CL&sortBy=submittedDate&max_results=100",
      PlayedArxiv.results(entries.joined(), total: entries.count))
    try scratch.put(
      "\(folder)/huggingface.co/api/daily_papers?date=\(day)",
      """
      [{"paper": {"id": "2408.00005", "title": "Five", "upvotes": 3\(more)},
        "publishedAt": "\(day)T05:00:00.000Z", "title": "Five", "numComments": 1}]
      """)
  }

  private static func entry(_ number: Int, version: Int, _ more: String = "") -> String {
    """
    <entry><id>http://arxiv.org/abs/2408.0000\(number)v\(version)</id>\
    <title>Number \(number): a paper</title><summary>About \(number).</summary>\
    <published>2024-08-18T00:00:00Z</published><updated>2024-08-2\(version - 1)T00:00:00Z</updated>\
    <author><name>A. Name</name></author>\(more)<category term="cs.CL"/></entry>
    """
  }

  private static let lines = [
    "- [Number 1: a paper](https://arxiv.org/abs/2408.00001) (2024-08-19에 적음): 새 버전 v2",
    "- [Number 2: a paper](https://arxiv.org/abs/2408.00002) (2024-08-19에 적음): 새 버전 v2",
    "- [Number 2: a paper](https://arxiv.org/abs/2408.00002) (2024-08-19에 적음): 철회됨. "
      + "This paper has been withdrawn by A. Name",
    "- [Number 3: a paper](https://arxiv.org/abs/2408.00003) (2024-08-19에 적음): 게재됨. NeurIPS 2024",
    "- [Number 4: a paper](https://arxiv.org/abs/2408.00004) (2024-08-19에 적음): "
      + "[DOI 10.1000/x.4](https://doi.org/10.1000/x.4)",
    "- [Number 5: a paper](https://huggingface.co/papers/2408.00005) (2024-08-19에 적음): "
      + "[코드 공개](https://github.com/a/five)",
  ]

  @Test func aFetchTellsWhatBecameOfNotedPapers() throws {
    let before = try scratch.run(
      "digest", "--week", "this", "--format", "markdown", "--with", "news")
    #expect(before.output.hasSuffix("## 적어 둔 논문의 소식\n\n없음\n"))
    #expect(try !scratch.run("status").output.contains("news"))
    let fetch = try scratch.run("fetch", "--replay", "wednesday")
    #expect(fetch.status == 0, "\(fetch.output)\(fetch.error)")
    let diary = try scratch.run("digest", "--week", "this", "--format", "markdown").output
    let digest = try scratch.run(
      "digest", "--week", "this", "--format", "markdown", "--with", "news"
    ).output
    #expect(digest.hasPrefix(diary))
    let news = digest.dropFirst(diary.count).split(separator: "\n").filter { $0.hasPrefix("- ") }
    #expect(news.map(String.init).sorted() == Self.lines.sorted())
    let status = try scratch.run("status").output
    #expect(status.contains("news of what you noted, of 14 days:\n"))
    #expect(
      status.contains(
        "  2024-08-21  arxiv:2408.00003 Number 3: published: NeurIPS 2024, noted on 2024-08-19\n"))
    #expect(!status.contains("2408.00006"))
  }

  @Test func newsIsToldOnceAndInTheWeekItCame() throws {
    try scratch.run("fetch", "--replay", "wednesday")
    let first = try scratch.run(
      "digest", "--week", "this", "--format", "markdown", "--with", "news")
    scratch.now = "2024-08-28T21:00:00+09:00"
    #expect(try scratch.run("fetch", "search", "--replay", "wednesday").status == 0)
    let again = try scratch.run(
      "digest", "--week", "2024-W34", "--format", "markdown", "--with", "news")
    #expect(again.output == first.output)
    try scratch.run("note", "2408.00001", "[]를 다시 읽었다.")
    let later = try scratch.run(
      "digest", "--week", "this", "--format", "markdown", "--with", "news")
    #expect(later.output.hasSuffix("없음\n"))
    scratch.now = "2024-09-05T21:00:00+09:00"
    #expect(try !scratch.run("status").output.contains("news"))
  }

  @Test(arguments: ["jekyll", "hugo", "html", "json"])
  func everyFormatThatAddsHasIt(_ format: String) throws {
    try scratch.run("fetch", "--replay", "wednesday")
    let output = try scratch.run(
      "digest", "--week", "this", "--format", format, "--with", "news", "--output", "-"
    ).output
    for words in ["소식", "NeurIPS 2024", "https://github.com/a/five", "철회됨"] {
      #expect(output.contains(words) || output.contains(words.replacing("/", with: "\\/")))
    }
  }
}
