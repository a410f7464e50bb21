import NonmunKit
import NonmunParse
import Testing

@Suite struct HTMLMarkdownTests {
  @Test(arguments: [
    ("<p>One\n two<p>three", "One two\n\nthree"), ("a<br>b<br><br>c", "a  \nb\n\nc"),
    ("<h2>A <b>b</b></h2>c<h6>C #</h6>", "## A b\n\nc\n\n###### C \\#"),
    ("<h1>1. a</h1><p>1. a", "# 1. a\n\n1\\. a"),
    ("a <b> b </b>c <i>d</i>, <em>e</em>", "a **b** c *d*, *e*"),
    ("<b>a <i>b</i> c</b>", "**a b c**"), ("<b>a<p>b</b>c", "**a**\n\nbc"),
    // Korean hangs particles on words: marks that would stay as they are are left out.
    ("<b>확산</b>은 <b>SimPO(심포)</b>는", "**확산**은 SimPO(심포)는"), ("<b>가</b><i>나</i>다", "**가**나다"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>d", "- a\n  - b\n- c\n\nd"),
    ("<ol start=3><li><p>a<p>b<li>c</ol><ol><li>d</ol>", "3. a\n\n   b\n4. c\n\n1) d"),
    ("<ul><li><li>a</ul><ul><li>b</ul>", "- a\n\n+ b"),
    ("<blockquote>a<p>b<blockquote>c</blockquote></blockquote>", "> a\n>\n> b\n>\n> > c"),
    ("<ul><li>a<pre>x\n\n  y\n</pre></ul>", "- a\n\n  ```\n  x\n\n    y\n  ```"),
    ("<pre><code>a ``` b</code></pre>", "````\na ``` b\n````"),
    ("<code>a <i>b</i></code> <code>`b`</code> <code>``</code>", "`a b` `` `b` `` ``` `` ```"),
    ("a<hr>b", "a\n\n***\n\nb"),
    ("<a href='x?a=1&amp;b=2'>a <b>b</b></a>.", "[a **b**](https://e.com/p/x?a=1&b=2)."),
    ("<b>a <a href=/x>b</a> c</b>", "**a [b](https://e.com/x) c**"),
    (
      "<a href='javascript:x'>a</a> <a href='mailto:a@b.c'>b</a> <a name=c>c</a>",
      "a [b](mailto:a@b.c) c"
    ),
    ("<a href=x><h3>a</h3><p>b</a>", "### [a](https://e.com/p/x)\n\nb"),
    ("<a href=x> a<br>b </a>c", "[a  \nb](https://e.com/p/x) c"),
    ("<img src=a.png alt='a ]b'><img src=data:x>", "![a \\]b](https://e.com/p/a.png)"),
    (
      "<a href=x><img src=y></a>!<a href=z>z</a>",
      "[![](https://e.com/p/y)](https://e.com/p/x)\\![z](https://e.com/p/z)"
    ),
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>c", "a · b  \n1 · 2\n\nc"),
    ("<script>a</script><style>b</style><!--c--><svg><text>d</text></svg><iframe>e</iframe>f", "f"),
    (
      "<b>*x* [y] `z` https://a.b www.c.d</b>",
      "**\\*x\\* \\[y\\] \\`z\\` https\\://a.b www\\.c.d**"
    ),
    ("- a<br># b<br>&gt; c<br>1) d<br>=", "\\- a  \n\\# b  \n\\> c  \n1\\) d  \n\\="),
  ])
  func blocksAndRuns(_ html: String, _ expected: String) {
    let fragment = HTMLFragment(html, bases: ["https://e.com/p/"])
    #expect(FeedItem(id: "x", content: fragment).markdown == expected)
  }

  @Test(arguments: [
    "plain &amp; text", "<p></p>", "<script>x</script>", "<img src=data:x>", "<b> </b>",
  ])
  func thereIsNoneWithoutMarkupOrText(_ html: String) {
    #expect(FeedItem(id: "x", content: HTMLFragment(html, bases: [])).markdown == nil)
  }

  /// A megabyte of text, ended at white space and marked.
  @Test func whatIsTooLongIsCut() throws {
    for start in ["<p>", "<pre>"] {
      let html = start + String(repeating: "word ", count: 300_000) + "<p>end"
      let markdown = try #require(
        FeedItem(id: "x", content: HTMLFragment(html, bases: [])).markdown)
      #expect(markdown.utf8.count > 1_048_000 && markdown.utf8.count < 1_048_700)
      #expect(markdown.hasSuffix("\n\n…"))
      #expect(!markdown.contains("end"))
      #expect(markdown.suffix(20).contains("word"))
    }
  }

  /// A picture written into its address is no reason to lose what follows.
  @Test func longAttributesAreNoText() {
    let html =
      "<img src='data:image/png;base64,\(String(repeating: "A", count: 2 << 20))'>a <b>b</b>"
    #expect(FeedItem(id: "x", content: HTMLFragment(html, bases: [])).markdown == "a **b**")
  }

  @Test func whatStandsTooDeepIsCut() {
    let html = "<p>a" + String(repeating: "<div>", count: 10_000) + "b"
    #expect(FeedItem(id: "x", content: HTMLFragment(html, bases: [])).markdown == "a\n\n…")
  }
}
