import Foundation
import Testing

/// What other people's programs say of what we write, where they are installed.
@Suite struct PublishingToolsTests {
  private func week(_ arguments: String...) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let process = scratch.process(["digest"] + arguments)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    #expect(process.waitForEnd().status == 0)
    return scratch
  }

  @Test(
    .enabled(if: Tool.path("bibtex") != nil, "bibtex is not installed"),
    arguments: ["plain", "alpha", "abbrv"])
  func bibtexTakesThePapers(_ style: String) throws {
    let scratch = try week("--format", "bibtex", "--output", "w.bib")
    try scratch.put("w.aux", "\\relax\n\\citation{*}\n\\bibstyle{\(style)}\n\\bibdata{w}\n")
    let result = try Tool.run(Tool.path("bibtex"), ["w"], in: scratch.folder)
    #expect(result.status == 0 && !result.output.contains("Warning"), "\(result.output)")
    #expect(try scratch.text("w.bbl").contains("\\bibitem"))
  }

  @Test(.enabled(if: Tool.path("biber") != nil, "biber is not installed"))
  func biberTakesThePapers() throws {
    let scratch = try week("--format", "bibtex", "--output", "w.bib")
    let result = try Tool.run(
      Tool.path("biber"), ["--tool", "--validate-datamodel", "w.bib"], in: scratch.folder)
    #expect(result.status == 0)
    #expect(!result.output.contains("WARN") && !result.output.contains("ERROR"), "\(result.output)")
  }

  /// Apple's tidy is of 2006 and knows no HTML 5.
  @Test(
    .enabled(
      if: Tool.answers("tidy", ["--version"], with: "version 5"), "tidy 5 is not installed"))
  func tidyFindsNothingInThePage() throws {
    let scratch = try week(
      "--format", "html", "--with", "matches,numbers,trends,queue", "--output", "w.html")
    let result = try Tool.run(Tool.path("tidy"), ["-q", "-e", "w.html"], in: scratch.folder)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
  }

  @Test(.enabled(if: Tool.path("xmllint") != nil, "xmllint is not installed"))
  func theFeedAndTheChartAreXML() throws {
    let scratch = try week("--format", "atom", "--output", "w.atom")
    try scratch.run("trends", "--svg", "t.svg")
    for name in ["w.atom", "t.svg"] {
      let result = try Tool.run(Tool.path("xmllint"), ["--noout", name], in: scratch.folder)
      #expect(result.status == 0, "\(result.output)")
    }
  }

  private static let schema = Scratch.root.appending(path: "Tests/NonmunTests/Golden/atom.rnc")

  /// A week, and a page of everything that an address or a letter can do wrong.
  @Test(.enabled(if: Tool.path("jing") != nil, "jing is not installed"))
  func theFeedIsWhatTheAtomGrammarSays() throws {
    let scratch = try week("--format", "atom", "--output", "w.atom")
    try scratch.put(
      "Annotations/2024-08-20.md",
      "## 12일차\n\n- [a\u{8}b](<https://a.test/한글 길?q=\"a\"|%zz>) \u{b}\u{1} ]]> <b>&amp;\n"
        + "- [c](https://a.test/x{y}) [d](//b.test) [e](mailto:x@y) [f](http://[::1]/)\n")
    try scratch.run("digest", "--week", "2024-W34", "--format", "atom", "--output", "x.atom")
    try scratch.put(
      "nonmun.yml", "digest: {author: '<a & b>', site: 'https://한글.test/?a=1&b={2}'}\n")
    try scratch.run("digest", "--week", "2024-W34", "--format", "atom", "--output", "y.atom")
    let files = ["w.atom", "x.atom", "y.atom"]
    let result = try Tool.run(
      Tool.path("jing"), ["-c", Self.schema.path(percentEncoded: false)] + files,
      in: scratch.folder)
    #expect(result.status == 0, "\(result.output)")
    // A grammar that takes everything would say nothing of it.
    try scratch.put("w.atom", scratch.text("w.atom").replacing("<id>", with: "<id>x y "))
    #expect(
      try Tool.run(
        Tool.path("jing"), ["-c", Self.schema.path(percentEncoded: false), "w.atom"],
        in: scratch.folder
      ).status == 1)
  }

  /// RFC 4287, sections 4.1.1 and 4.2.6: no id stands twice, and no two alternates of one kind.
  @Test func idsAndAlternatesOfTheFeedStandOnce() throws {
    let scratch = try week("--format", "atom", "--output", "w.atom")
    let feed = try scratch.text("w.atom")
    let ids = feed.matches(of: #/<id>([^<]+)<\/id>/#).map { String($0.1) }
    #expect(ids.count == 8 && Set(ids).count == ids.count)
    for part in feed.components(separatedBy: "<entry>") {
      #expect(part.components(separatedBy: "rel=\"alternate\"").count <= 2)
      #expect(part.components(separatedBy: "<updated>").count == 2)
    }
  }

  @Test func theFeedIsReadAsOneByUs() throws {
    let scratch = try week("--format", "atom", "--output", "w.atom")
    let lines = try Scratch.objects(try scratch.run("feeds", "check", "w.atom", "--json").output)
    #expect(lines.first?["defect"] == nil && lines.first?["items"] as? Int == 7)
    #expect(lines.dropFirst().first?["title"] as? String == "2024-08-23 15일차")
  }

  @Test(.enabled(if: Tool.path("newsboat") != nil, "newsboat is not installed"))
  func newsboatTakesTheFeed() throws {
    let scratch = try week("--format", "atom", "--output", "w.atom")
    try scratch.put("urls", "file://\(scratch.folder.path())/w.atom\n")
    try scratch.put("config", "")
    let files = ["-u", "urls", "-c", "cache.db", "-C", "config", "-x"]
    let newsboat = Tool.path("newsboat")
    _ = try Tool.run(newsboat, files + ["reload"], in: scratch.folder)
    let result = try Tool.run(newsboat, files + ["print-unread"], in: scratch.folder)
    #expect(result.output.contains("7 unread"), "\(result.output)")
  }

  @Test(.enabled(if: Tool.path("hugo") != nil, "hugo is not installed"))
  func hugoTakesThePost() throws {
    let scratch = try week("--format", "hugo", "--output", "content/posts/w.md")
    try scratch.put("config.toml", "baseURL = 'https://a.test/'\n")
    try scratch.put(
      "layouts/_default/single.html", "{{ .Title }} {{ .Date.Format \"2006-01-02\" }} {{ .Draft }}")
    let result = try Tool.run(Tool.path("hugo"), [], in: scratch.folder)
    #expect(result.status == 0, "\(result.output)")
    #expect(
      try scratch.text("public/posts/w/index.html") == "부캠 3주차 일일 후기 2024-08-23 false")
  }
}

/// Titles that would be more than text to kramdown or Liquid, had they not been escaped.
@Suite struct KramdownTests {
  static let titles = [
    "a | b | c", "*a* **b** _c_ __d__", "snake_case_name and A* search", "$a$ and $$b$$ math",
    "{:.class} {::nomarkdown} {{ site.title }} {% raw %} {#id}", "# heading", "1. one", "- dash",
    "> quote", "`code` ``more``", "<b>x</b> <!-- y --> &lt; & &amp;", "[a](b) [c][d] ![e](f) [^1]",
    "\\(x\\) \\[y\\] \\\\", "https://a.test/x www.a.test", "~~a~~ ==b==", "a  \n b", "---", ": def",
    "*[abbr]: x", "[Re]: reproduced", "a [b]: https://a.test/z \"t\"", "한국어 *논문* | 제목",
  ]

  /// Ruby reads a list from standard input, and says what the text of each link is.
  private static let reader = """
    require 'kramdown'; require 'liquid'; require 'cgi'
    require 'kramdown-parser-gfm'
    text = STDIN.read
    abort 'Liquid changed it' unless Liquid::Template.parse(text).render == text
    html = Kramdown::Document.new(text, input: :GFM).to_html
    html.scan(%r{<li>(.*?)</li>}m).each do |item|
      puts CGI.unescapeHTML(item[0][%r{<a href="https://a.test/[0-9]+">(.*?)</a>}m, 1] || 'none')
    end
    """

  @Test(
    .enabled(
      if: Tool.answers("ruby", ["-e", "require 'kramdown-parser-gfm'; require 'liquid'"]),
      "kramdown and liquid are not installed"))
  func titlesAreReadAsText() throws {
    let items = Self.titles.enumerated().map { place, title in
      "<item><title>\(title.forFeed)</title><link>https://a.test/\(place)</link>"
        + "<description>transformers</description><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item>"
    }
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'https://a.test/feed', name: a}]",
      "Feeds/tags.yml": "tags: [{name: t, any: [transformers]}]",
      "r/a.test/feed":
        "<rss version=\"2.0\"><channel><title>x</title>\(items.joined())</channel></rss>",
      "Annotations/2024-08-19.md": "",
    ])
    try scratch.run("fetch", "--replay", "r")
    let post = try scratch.run(
      "digest", "--format", "markdown", "--week", "this", "--with", "matches"
    ).output
    let listed = try Scratch.objects(
      try scratch.run("list", "--tag", "t", "--sort", "score", "--json").output)
    let titles = listed.compactMap { $0["title"] as? String }
    #expect(titles.count == Self.titles.count)
    let result = try Tool.run(
      Tool.path("ruby"), ["-W0", "-e", Self.reader], in: scratch.folder, input: post)
    #expect(result.status == 0, "\(result.output)")
    let read = result.output.split(separator: "\n").map(String.init)
    #expect(read.map(\.withoutTypography) == titles.map(\.withoutTypography))
  }
}

extension String {
  fileprivate var forFeed: String {
    // Twice: a title of RSS is HTML, and this is to be its text.
    let once = { (text: String) in
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    return once(once(self))
  }

  /// As kramdown's typographer does it.
  fileprivate var withoutTypography: String {
    let signs = [
      "“": "\"", "”": "\"", "‘": "'", "’": "'", "—": "---", "–": "--", "…": "...", "«": "<<",
      "»": ">>",
    ]
    return signs.reduce(self) { $0.replacing($1.key, with: $1.value) }
  }
}
