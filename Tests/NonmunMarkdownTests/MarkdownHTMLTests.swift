import Foundation
import NonmunMarkdown
import Testing

@Suite struct MarkdownHTMLTests {
  private func html(
    _ markdown: String, _ mathematics: MarkdownHTML.Mathematics = .source
  ) throws -> String {
    try MarkdownHTML(Array(markdown.utf8), mathematics: mathematics).text
  }

  private func tex(_ source: String) -> String { "<code class=\"tex\">\(source)</code>" }

  @Test(arguments: [
    ("$a_b*c*d_e$", ["$a_b*c*d_e$"]), ("값은 $x$다, $y$도", ["$x$", "$y$"]),
    ("costs $5 and $6", []), ("$ x$ and $x $", []), ("\\$x$ $y$", ["$ $"]),
    ("`$a$` and `$b`, `c$`", []), ("`` $a` `` $b$", ["$b$"]), ("$a `b$ c`", []),
    ("$$\na \\\\\nb_c_d\n$$", ["$$\na \\\\\nb_c_d\n$$"]), ("$$\na\n\nb\n$$", []),
    ("- $$a$$\n- $b$", ["$$a$$", "$b$"]), ("    $a$\n", []), ("```\n$a$\n```\n$b$", ["$b$"]),
    ("- x\n\n  ```\n  $a$\n  ```\n  $b$", ["$b$"]), ("<div>\n$a$\n</div>\n\n$b$", ["$b$"]),
    ("| a | b |\n|---|---|\n| $|x|$ | $y$ |", ["$|x|$", "$y$"]), ("**$x$**는", ["$x$"]),
    ("$x$1 $y$", ["$y$"]), ("$x $y$", ["$y$"]),
  ])
  func formulasAreFoundBeforeMarkdownIs(_ markdown: String, _ formulas: [String]) throws {
    let html = try html(markdown)
    if formulas == ["$ $"] {
      // An escaped sign opens nothing, and `$ ` neither.
      #expect(html.contains(tex("$y$")))
    } else {
      #expect(html.components(separatedBy: "class=\"tex\"").count - 1 == formulas.count, "\(html)")
      for formula in formulas { #expect(html.contains(tex(formula)), "\(html)") }
    }
  }

  @Test func aFormulaThatIsNoTextStaysAsItWasWritten() throws {
    let html = try html(
      "![a $x$ b](https://a.test/$y$) [c](https://a.test/$z$ \"$t$\") <a b=\"$u$\">")
    #expect(html.contains("alt=\"a $x$ b\"") && html.contains("src=\"https://a.test/$y$\""))
    #expect(
      html.contains("href=\"https://a.test/$z$\" title=\"$t$\"") && html.contains("<a b=\"$u$\">"))
    #expect(!html.contains("tex"))
  }

  @Test func formulasAreSetOrElseTheirSource() throws {
    #expect(try html("$x^2$", .typeset).contains("<msup><mi>x</mi><mn>2</mn></msup>"))
    #expect(try html("$\\what$", .typeset).contains(tex("$\\what$")))
    #expect(
      try html("$$x$$", .typeset).contains("<span class=\"formula\"><math display=\"block\">"))
    #expect(try html("$a<b$").contains(tex("$a&lt;b$")))
  }

  @Test func everyHeadingHasAnIDOfItsOwn() throws {
    let page = try MarkdownHTML(Array("## 11일차\n\n# A *b*!\n\n## 11일차\n\n> ### ?\n\nx\n---\n".utf8))
    #expect(page.headings.map(\.id) == ["11일차", "a-b", "11일차-1", "section", "x"])
    #expect(page.headings.map(\.level) == [2, 1, 2, 3, 2])
    #expect(page.text.contains("<h1 id=\"a-b\">\nA <em>b</em>!\n</h1>"))
    let below = try MarkdownHTML(Array("## 11일차".utf8), taken: page.headings)
    #expect(below.headings.map(\.id) == ["11일차-2"])
    #expect(try MarkdownHTML(Array("## $\\beta$ 값".utf8)).headings.map(\.text) == ["$\\beta$ 값"])
  }

  @Test func theReadersHTMLStaysButForWhatRuns() throws {
    #expect(try html("<b>x</b> <kbd>y</kbd>").contains("<b>x</b> <kbd>y</kbd>"))
    #expect(
      try html("<script>a()</script>\n\n<IFRAME src=x>").contains("&lt;script>a()&lt;/script>"))
    #expect(try !html("a <style>b</style>").contains("<style"))
  }

  @Test func signsOfThePrivateUseAreaStay() throws {
    #expect(
      try html("\u{E000}0\u{E000} $x$ \u{E001}").contains(
        "\u{E000}0\u{E000} \(tex("$x$")) \u{E001}"))
  }

  /// Much that looks like formulas, code and headings, and is none: read in one go.
  @Test(arguments: ["$a ", "$", "$$ ", "`$", "``` $a ", "# a\n", "$a\n", "\\$$"])
  func hostileTextIsReadInNoTime(_ piece: String) throws {
    _ = try html(String(repeating: piece, count: 60_000))
  }
}
