import Foundation
import Testing

/// The recorded week in every format.
@Suite struct DigestFormatTests {
  private func week(_ settings: String = "") throws -> Scratch {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    if !settings.isEmpty {
      let text = try scratch.text("nonmun.yml")
      try scratch.put("nonmun.yml", text.replacing("{format: jekyll", with: "{\(settings)"))
    }
    return scratch
  }

  private static let all = "matches,numbers,trends,news,queue"

  @Test(arguments: ["markdown", "jekyll", "hugo", "html", "json", "atom", "bibtex"])
  func theWeekIsWrittenAs(_ format: String) throws {
    let scratch = try week("format: \(format), author: 독자, site: 'https://name.test/log/'")
    let result = try scratch.run("digest", "--with", Self.all, "--output", "-")
    #expect(result.status == 0 && result.error.isEmpty)
    try Golden.expect(result.output, "digest.\(format)")
    #expect(
      try scratch.run("digest", "--format", format, "--with", Self.all, "--output", "-").output
        == result.output)
  }

  @Test func postsGoToTheirFolderAndAllElseToStandardOutput() throws {
    let scratch = try week()
    #expect(try scratch.run("digest", "--format", "hugo").output.hasPrefix("_posts/2024-08-23-"))
    for format in ["html", "json", "atom", "bibtex"] {
      #expect(try scratch.run("digest", "--format", format).output.count > 200)
    }
    #expect(try scratch.run("digest", "--format", "html", "--output", "w.html").status == 0)
    #expect(try scratch.text("w.html").hasPrefix("<!DOCTYPE html>"))
    #expect(try scratch.run("digest", "--format", "html", "--output", "주차 1%.html").status == 0)
    #expect(try scratch.text("주차 1%.html").hasPrefix("<!DOCTYPE html>"))
    try scratch.put("w.html", "mine")
    #expect(try scratch.run("digest", "--format", "html", "--output", "w.html").status == 1)
  }

  @Test func theJSONHoldsWhatTheDiaryHolds() throws {
    let output = try week().run("digest", "--format", "json").output
    let object = try #require(try Scratch.objects(output).first)
    #expect(object["week"] as? String == "2024-W34")
    let days = try #require(object["days"] as? [[String: Any]])
    #expect(days.compactMap { $0["heading"] as? String }.first == "토요일")
    let pages = days.compactMap { $0["markdown"] as? String }.joined()
    let head = try #require((object["head"] as? [String: Any])?["markdown"] as? String)
    let post = try week().run("digest", "--format", "markdown").output
    #expect(post.hasSuffix(head + pages) && !head.contains("layout:"))
    let sections = try #require(days[2]["sections"] as? [[String: Any]])
    #expect(sections.compactMap { $0["name"] as? String } == ["데일리 트렌드", "개인 공부"])
    #expect((sections[0]["notes"] as? [Any])?.count == 2)
    let queue = try #require(object["queue"] as? [[String: Any]])
    #expect(queue.filter { $0["done"] as? Bool == false }.count == 4 && queue.count == 10)
    let papers = try #require(object["papers"] as? [[String: Any]])
    let dpo = try #require(papers.first { $0["id"] as? String == "arxiv:2305.18290" })
    #expect(dpo["key"] as? String == "rafailov2023direct")
    #expect(dpo["noted_on"] as? [String] == ["2024-08-18", "2024-08-20"])
    #expect(papers.count == Set(papers.compactMap { $0["id"] as? String }).count)
  }

  @Test func anItemThatNoFeedToldOfIsCalledWhatItsLinkSays() throws {
    let scratch = try Scratch([
      "nonmun.yml": "",
      "Annotations/2024-08-19.md": """
      - [**새** 논문](https://arxiv.org/abs/2401.00001) [글](https://a.test/1)
      """,
    ])
    let output = try scratch.run("digest", "--format", "json").output
    let papers = try #require(
      try Scratch.objects(output).first?["papers"] as? [[String: Any]])
    #expect(papers.map { $0["title"] as? String } == ["새 논문", "글"])
    #expect(papers.map { $0["known"] as? Bool } == [false, false])
    let entries = try scratch.run("digest", "--format", "bibtex").output
    #expect(entries.contains("eprint        = {2401.00001}") && !entries.contains("a.test"))
  }

  @Test func aTemplateOfTheReadersGetsTheSame() throws {
    let scratch = try week()
    try scratch.put(
      "week.mustache",
      """
      {{% CONTENT_TYPE:TEXT}}
      # {{title}} ({{week}})
      {{#days}}
      {{heading}}: {{#sections}}{{name}} {{count(notes)}}개 {{/sections}}
      {{/days}}
      {{#queue}}{{^done}}{{title}}
      {{/done}}{{/queue}}
      """)
    let result = try scratch.run("digest", "--template", "week.mustache", "--with", "queue")
    try Golden.expect(result.output + result.error, "digest.template")
    #expect(
      try scratch.run("digest", "--template", "week.mustache", "--format", "html").status == 64)
    #expect(try scratch.run("digest", "--template", "none").status == 64)
    try scratch.put("week.mustache", "a\n{{#days}} {{/notes}}")
    let wrong = try scratch.run("digest", "--template", "week.mustache")
    #expect(wrong.status == 65)
    #expect(wrong.error.contains("week.mustache:2:"))
  }

  @Test func aHostileTitleIsOnlyText() throws {
    let scratch = try hostileWeek()
    for format in ["html", "atom"] {
      let output = try scratch.run("digest", "--format", format, "--with", "matches").output
      // In a feed, HTML is escaped once more.
      #expect(!output.contains(format == "html" ? "<script" : "&lt;script"))
      #expect(
        output.contains(format == "html" ? "&lt;script&gt;alert(1)" : "&amp;lt;script&gt;alert(2)"))
      #expect(!output.contains("\"javascript:"))
    }
  }

  private func hostileWeek() throws -> Scratch {
    // The text of HTML in XML.
    let title = "&amp;lt;script&amp;gt;alert(1) a](javascript:alert(1)) &quot; transformers"
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'https://a.test/feed', name: a}]",
      "Feeds/tags.yml": "tags: [{name: t, any: [transformers]}]",
      "r/a.test/feed": """
      <rss version="2.0"><channel><title>x</title><item><title>\(title)</title>\
      <link>https://a.test/1</link><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item>\
      </channel></rss>
      """,
      "Annotations/2024-08-19.md": "## x\n\n<script>alert(2)</script>\n\n- [a](https://a.test/2)\n",
    ])
    try scratch.run("fetch", "--replay", "r")
    return scratch
  }
}
