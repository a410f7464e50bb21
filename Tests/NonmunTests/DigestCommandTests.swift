import Foundation
import Testing

@Suite struct DigestCommandTests {
  private func pieces() throws -> [UInt8] {
    let folder = Scratch.root.appending(path: "Annotations")
    let days = (17...23).map { "2024-08-\($0).md" }
    return try (["2024-W34.md"] + days).flatMap { name in
      [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
  }

  @Test(arguments: ["2024-W34", "3주차", "this"])
  func theDiaryIsItsPieces(_ week: String) throws {
    let scratch = try Scratch()
    let result = try scratch.run("digest", "--week", week, "--format", "markdown")
    #expect(Array(result.output.utf8) == (try pieces()))
    let range = try scratch.run(
      "digest", "--from", "2024-08-17", "--to", "2024-08-23", "--format", "markdown")
    #expect(range.output == result.output)
  }

  @Test func aJekyllPostIsWrittenOnce() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let arguments = ("digest", "--with", "matches,numbers")
    let first = try scratch.run(arguments.0, arguments.1, arguments.2)
    let name = first.output.trimmingCharacters(in: .newlines)
    #expect(name == "_posts/2024-08-23-부캠-3주차-일일-후기.md")
    let post = try scratch.text(name)
    #expect(post.utf8.starts(with: try pieces()))
    #expect(post.contains("## 이번 주에 걸렸지만 적지 못한 논문") && post.contains("## 이번 주의 숫자"))
    #expect(
      try scratch.run(arguments.0, arguments.1, arguments.2).output.contains("nothing to change"))
    #expect(try scratch.text(name) == post)
    try scratch.put("Annotations/2024-08-22.md", "## 14일차\n\n")
    #expect(try scratch.run(arguments.0, arguments.1, arguments.2).status == 0)
    #expect(try scratch.text(name) != post)
  }

  @Test func aPostThatSomebodyChangedStays() throws {
    let scratch = try Scratch()
    let name = "_posts/2024-08-23-부캠-3주차-일일-후기.md"
    try scratch.put(name, "mine")
    let result = try scratch.run("digest")
    #expect(result.status == 1)
    #expect(result.error.contains("diff"))
    #expect(try scratch.text(name) == "mine")
    #expect(try scratch.run("digest", "--output", "other.md").status == 0)
    #expect(Array(try scratch.text("other.md").utf8) == (try pieces()))
  }

  @Test func aWeekWithoutPagesIsNothing() throws {
    let scratch = try Scratch()
    #expect(try scratch.run("digest", "--week", "2024-W20").status == 2)
    #expect(try scratch.run("digest", "--week", "someday").status == 64)
    #expect(try scratch.run("digest", "--with", "magic").status == 64)
  }

  @Test func aHostileTitleBreaksNothing() throws {
    let title = "a](javascript:alert(1)) `b {{ site.x }} {% raw %} --- &lt;script&gt;"
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'https://a.test/feed', name: a}]",
      "Feeds/tags.yml": "tags: [{name: t, any: [javascript]}]",
      "r/a.test/feed": """
      <rss version="2.0"><channel><title>x</title><item><title>\(title)</title>\
      <link>https://a.test/(1</link><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item>\
      </channel></rss>
      """,
      "Annotations/2024-08-19.md": "## x\n",
    ])
    try scratch.run("fetch", "--replay", "r")
    let post = try scratch.run(
      "digest", "--week", "this", "--format", "jekyll", "--with", "matches", "--output", "-"
    ).output
    let line = try #require(post.split(separator: "\n").first { $0.contains("javascript") })
    #expect(!line.contains("{{") && !line.contains("{%"))
    // The bracket that would end the link's text is escaped.
    #expect(line.contains(#"a\](javascript:alert(1))"#))
    #expect(line.contains("](<https://a.test/(1>)"))
    #expect(!line.contains("<script"))
    #expect(post.hasPrefix("---\nlayout: post\n"))
    #expect(post.split(separator: "\n").filter { $0 == "---" }.count == 2)
  }
}
