import Foundation
import NonmunKit
import NonmunParse
import Testing

@testable import NonmunMarkdown

/// Whatever a feed writes as HTML: what cmark-gfm reads in its Markdown is text, and harmless links.
@Suite struct HTMLMarkdownSafetyTests {
  @Test(arguments: [
    "<p>a<script>alert(1)</script>b", "<style>x{}</style><p>a", "<script>", "<script>a",
    "</script>",
    "<iframe src=https://x><p>a</p></iframe>b", "<object data=x><b>a</b></object>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>b",
    "<math><mi>x</mi></math>", "<!-- <b>a</b> -->b", "<!-- a", "<!a", "<![CDATA[<b>x</b>]]>",
    "<?php a ?>",
    "<a href='javascript:alert(1)'>a</a>", "<a href='JaVaScRiPt:alert(1)'>a</a>",
    "<a href='javascript&#58;alert(1)'>a</a>", "<a href='javascript&colon;alert(1)'>a</a>",
    "<a href='&#106;avascript:alert(1)'>a</a>", "<a href='java\nscript:alert(1)'>a</a>",
    "<a href='java&#9;script:alert(1)'>a</a>", "<a href='&#1;javascript:alert(1)'>a</a>",
    "<a href=' javascript:alert(1)'>a</a>", "<a href='\u{A0}javascript:alert(1)'>a</a>",
    "<a href='java\u{200B}script:alert(1)'>a</a>", "<a href='vbscript:x'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='file:///etc/passwd'>a</a>",
    "<a href='feed:https://x/'>a</a>", "<a href='//e.com/x'>a</a>", "<a href='https:e.com'>a</a>",
    "<a href='https://e.com/)[x](javascript:alert(1)'>a</a>", "<a href='https://e.com/> <b>'>a</a>",
    "<a href='https://e.com/ \"t\" onclick=x'>a</a>", "<a href=x onclick=alert(1)>a</a>",
    "<a href='?a=1&amp;copy;=2'>a</a>", "<a href='https://e.com/\\'>a\\</a>", "<a href>a</a>",
    "<a href='https://x/'><a href='https://y/'>a</a>b</a>", "<a href='https://x/'>",
    "<a href='https://x/'>a]b[c`d\n\ne</a>", "<a href='https://x/'>](javascript:alert(1))</a>",
    "!<a href='https://x/'>a</a>", "<a href='https://x/'>https://y/ www.z.com a@b.com</a>",
    "<a href='https://x/'>^1</a>: y", "<a href='mailto:a@b.com?subject=<b>'>a</a>",
    "<img src='javascript:alert(1)' alt='a'>", "<img src='data:image/png;base64,AAAA' alt=a>",
    "<img src='x.png' alt='](javascript:alert(1))'>", "<img src='x.png' onerror=alert(1)>",
    "<img src=mailto:a@b.com alt=a>",
    "<img alt='![x](javascript:alert(1))' src='https://x/a b.png'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<br>", "&amp;lt;b&amp;gt;<br>", "&#60;b><br>",
    "&#<b>60;x</b>",
    "<p>[a](javascript:alert(1))", "<p>![a](data:x)", "<p>[a]: javascript:x<p>[a]",
    "<p>&lt;javascript:alert(1)&gt;", "<p>&lt;https://x>", "<p>ftp://x.com/a xmpp:a@b.com/c",
    "<p>``` <code>`</code>", "<code>`a` ``</code><code>`</code>", "<code>&lt;b></code>`",
    "<pre>```\n&lt;b>\n~~~\n</pre>a", "<pre>\n\n</pre>", "<pre><a href=javascript:x>a</a></pre>",
    "<pre>a<div>b<p>c</div></pre>", "<p>    a<br>    &lt;b&gt;",
    "<p>a<br>===<br>b<br>---<br>| a |<br>|-|",
    "<p># a<p>1. a<p>- a<p>+ a<p>> a<p>***<p>___<p>_ _ _<p>~~~<p>:-<p>=",
    "<h1># a #</h1><h2>a<br>b<p>c</h2><h3>\\#</h3>", "<h1><pre>x</pre></h1>",
    "<ul><li><ul><li></ul><li>---<li><hr><li><pre>a\n  b</pre></ul>", "<li>a<li>b",
    "<ol start=-1><li>a</ol>",
    "<ol start=99999999999><li>a</ol><ol><li>b</ol>", "<blockquote><blockquote>> a</blockquote>",
    "<table><tr><td>a|b<td>c<tr><td>-<td>-</table>", "<table><td><table><td>a</table>b<p>c</table>",
    "<b>*a*</b><i>_b_</i>", "<b>a<i>b</b>c</i>", "<b>a</b><i>b</i>", "가<b>나(다)</b>라", "<b> a </b>b",
    "<b></b><i> </i><a href='https://x/'> </a>", "<b><a href='https://x/'>a</b>b</a>",
    "<s>~a~</s>~b~", "a\\<b>b</b>\\<br>\\", "<p title='<b>'>a", "<p title=\"a'b>c\">d",
    "<p title='x",
    "<div<b>>a", "<<b>>a", "< b>a", "<b", "<", "</", "<>", "<p/>a", "<b/>a", "</p></div>a",
    "<br></br>a",
    "a\u{0}<b\u{0}>b\u{1B}[31m\u{202E}c\u{7F}\u{9B}</b>",
    "<p>&#0;&#27;&#128;&#xD800;&#x110000;&#x202E;a",
    "<b>\u{9B}</b>a", "<a href='https://x/\u{202E}\u{9B}a'>a</a>",
    "<base href='javascript:'><a href=x>a</a>",
    "<body onload=alert(1)>a", "<html><head><title>t</title></head><body>a<hr>",
    "<frameset><frame src=x>",
    "<meta charset=utf-16><p>가", "<plaintext><b>a", "<textarea><b>a</textarea>",
    "<form><input value='<b>'>a",
    "<noscript><img src=https://x/a.png></noscript>", "www.x.com/<code>&lt;script></code>",
    "https://x/<code>&lt;b></code>",
    "<code>a</code><b><code>c`d&lt;script></code></b>가", "{{ site.x }}<br>{% raw %}<p>{: .x}",
  ])
  func nothingHostileComesThrough(_ html: String) throws {
    try expectSafety(of: html)
  }

  @Test(arguments: [
    ("", "<div>", 10_000, "a"), ("", "<ul><li>", 10_000, "a"), ("", "<blockquote>", 10_000, "a"),
    ("", "<b>", 200_000, "a"), ("", "<ol><li>a", 10_000, ""), ("", "<table><tr><td>", 5000, "a"),
    ("", "<a href=https://x/>", 10_000, "a"), ("", "<b>a</i>", 100_000, ""),
    ("", "</b>", 100_000, "<b>a"), ("<a title='", "x", 1 << 20, "' href=x>a</a>"),
    ("<a href='", "x", 1 << 20, "'>a</a>"), ("<pre>", "`\n", 100_000, ""),
    ("<p>", "&amp;", 100_000, ""), ("<p>", "&", 1 << 20, ""), ("<p>", "*_[`~<", 50_000, ""),
    ("<b>", "a<a href=https://x/>b</a>", 10_000, ""), ("", "<!--", 100_000, ""),
    ("", "<br>", 100_000, "a"), ("", "<b>가</b>나", 20_000, ""), ("", "<hr>", 100_000, ""),
    ("<p>", "a ", 1 << 20, "<b>b"), ("<p>", "<b>a</b> ", 100_000, ""),
  ])
  func muchOfItComesThroughNeither(_ start: String, _ piece: String, _ count: Int, _ end: String)
    throws
  {
    try expectSafety(of: start + String(repeating: piece, count: count) + end)
  }

  /// libxml2 compares each attribute with all others.
  @Test func manyAttributesCostNoSquare() throws {
    try expectSafety(of: "<a " + (0..<100_000).map { "a\($0) " }.joined() + ">a</a>")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func nothingRandomComesThrough(seed: UInt64) throws {
    let pieces = [
      "<b>", "</b>", "<i>", "</i>", "<a href='https://x/'>", "<a href=javascript:x>", "</a>", "<p>",
      "</p>",
      "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "<blockquote>", "</blockquote>", "<br>", "<pre>",
      "</pre>",
      "<code>", "</code>", "<h2>", "</h2>", "&lt;i>", "<td>", "<tr>", "<img src=a.png alt='*x*'>",
      "<hr>", " ", "\n",
      "가", "a", "1.", "-", "+", "#", "*", "_", "`", "~", "[", "]", "(", ")", "!", "&lt;", "&amp;",
      "\\", "|",
      ":", "=", "&gt;", "{", "\"", "\t", "www.a.com", "https://b.c/", "ftp://d.e", "<script>",
      "</script>",
    ]
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1...40, using: &numbers)
      try expectSafety(
        of: "<p>" + (0..<count).compactMap { _ in pieces.randomElement(using: &numbers) }.joined())
    }
  }

  @Test(arguments: 20..<30 as Range<UInt64>)
  func anyTextIsReadAsItStands(seed: UInt64) throws {
    let alphabet = Array("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ab1가")
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<500 {
      let text = String(
        (0..<Int.random(in: 1...16, using: &numbers)).compactMap { _ in
          alphabet.randomElement(using: &numbers)
        })
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      let middle = text.whiteSpaceFolded
      guard !middle.isEmpty else { continue }
      // Alone, behind and before marks, and on a second line.
      for (html, expected) in [
        ("<p>\(escaped)</p>", middle), ("<p><b>x</b>\(escaped)", "x" + text),
        ("<p>\(escaped)<a href=https://y/>z</a>", text + "z"), ("<p>x<br>\(escaped)", "x " + text),
      ] {
        let markdown = try #require(Self.markdown(of: html))
        let nodes = MarkdownDocument(parsing: Array(markdown.utf8)[...]).nodes
        #expect(nodes.plainText(of: 0) == expected.whiteSpaceFolded, "\(html) became \(markdown)")
      }
    }
  }

  private static let blogs = URL(filePath: #filePath)
    .appending(path: "../../../../shared/real-feeds/blogs").standardized

  /// Recorded feeds that stand beside the project, where they do.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: blogs.path())),
    // Without the folder there is nothing to read.
    arguments: (try? FileManager.default.contentsOfDirectory(atPath: blogs.path())) ?? [])
  func nothingOfRealFeedsComesThrough(_ name: String) throws {
    let bytes = Array(try Data(contentsOf: Self.blogs.appending(path: name)))
    // Some are kept because they cannot be read.
    let feed = try? ParsedFeed(parsing: bytes, address: "https://e.com/feed")
    for item in feed?.items ?? [] {
      try expectSafety(of: item.markdown, "\(name): \(item.id)")
      #expect(item.content == nil || item.markdown != nil || item.summary.isEmpty, "\(item.id)")
    }
  }

  private static func markdown(of html: String) -> String? {
    FeedItem(id: "x", content: HTMLFragment(html, bases: ["https://e.com/b/"])).markdown
  }

  private func expectSafety(of html: String) throws {
    try expectSafety(of: Self.markdown(of: html), html.prefix(200))
  }

  private func expectSafety(of markdown: String?, _ shown: some StringProtocol) throws {
    guard let markdown else { return }
    #expect(markdown.utf8.count <= 8 << 20)
    #expect(!markdown.isEmpty && !markdown.hasSuffix("\n"))
    let isPlain = markdown.unicodeScalars.allSatisfy {
      $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control && $0 != "\u{202E}"
    }
    #expect(isPlain, "\(shown)")
    for node in MarkdownDocument(parsing: Array(markdown.utf8)[...]).nodes {
      switch node.kind {
      case .html, .inlineHTML, .footnote, .table, .strikethrough:
        Issue.record("\(shown) became \(node.kind): \(markdown.prefix(200))")
      case .link, .image:
        let isHarmless = ["http://", "https://"].contains { node.address.hasPrefix($0) }
        let isMail = node.kind == .link && node.address.hasPrefix("mailto:")
        #expect(isHarmless || isMail, "\(shown) became \(markdown.prefix(200))")
      default: break
      }
    }
  }
}
