import NonmunKit
import Testing

@Suite struct PageLintTests {
  private func found(_ text: String, code: [Range<Int>] = []) -> [String] {
    PageLint(Array(text.utf8), code: code, file: "p.md").findings.map {
      "\($0.line):\($0.column) \($0.code.rawValue) \($0.what)"
    }
  }

  @Test(
    arguments: [
      "![그림](https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png)",
      "![](https://s3.us-west-2.amazonaws.com/secure.notion-static.com/a/b.png?X-Amz-Signature=1)",
      "[![a](https://file.notion.so/f/a.png)](https://a.test/)",
      "<img width=\"3\" src=\"https://www.notion.so/image/a.png\">",
    ])
  func anImageOfNotionDies(_ text: String) {
    #expect(found(text).contains { $0.contains("dead-image") })
    #expect(!found(text).contains { $0.contains("private-link") })
  }

  @Test(
    arguments: [
      "![그림](https://a.test/b.png)", "`![](https://file.notion.so/f/a.png)`",
      "<!-- ![](https://file.notion.so/f/a.png) -->", "[글](https://me.notion.site/a)",
      "[찾기](https://a.test/?q=utm)", "값은 $5이고 저것은 $10이다", "\\$x$", "$$x_{1}$$ 와 $$y$$",
      "{{ site.baseurl }}",
      "![a]({{ '/assets/a.png' | relative_url }})", "월 $5, 연 50$", "{% else %}",
      "{% raw %}{{ x }}{% endraw %}", "가격 $ 5 $",
    ])
  func whatIsFineIsNotTold(_ text: String) { #expect(found(text) == []) }

  @Test(
    arguments: [
      ("[글](https://www.notion.so/me/abc)", "1:5 private-link a page at www.notion.so"),
      (
        "\n- 논문 https://a.test/p?utm_source=x&id=3&fbclid=9",
        "2:6 tracking utm_source=x&fbclid=9"
      ),
      ("손실은 $\\mathcal{L}$ 이다", "1:5 single-dollar $\\mathcal{L}$"),
      ("$$\n\\frac{a}{b\n$$", "2:9 unbalanced-braces a { that nothing closes"),
      ("$$a}$$", "1:4 unbalanced-braces a } that nothing opened"),
      ("앞 $$x", "1:3 unclosed-math a $$ that nothing closes"),
      ("`{{ x }}`와", "1:2 liquid {{ x }}"),
      ("{{ 이름이 길어서 다 적지 않고 앞만 적는 변수의 이름 }}", "1:1 liquid {{ 이름이 길어서 다 적지 않고 앞만 적는 변수의 이"),
      ("값 {%x%}", "1:3 liquid {%x%}"),
    ])
  func aSlipIsToldWhereItStands(_ text: String, _ finding: String) {
    #expect(found(text) == [finding])
  }

  @Test func codeIsSparedOfAllButLiquid() {
    let text = "    $x$ https://www.notion.so/a {{ y }}\n"
    #expect(found(text, code: [4..<text.utf8.count]) == ["1:33 liquid {{ y }}"])
  }

  @Test func aByteOrderMarkIsNoColumn() {
    #expect(found("\u{FEFF}$x$") == ["1:1 single-dollar $x$"])
  }

  @Test func anEmptyPageIsClean() { #expect(found("") == []) }
}
