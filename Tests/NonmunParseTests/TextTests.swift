import Foundation
import NonmunKit
import NonmunParse
import Testing

@testable import NonmunParse

@Suite struct TextTests {
  @Test(arguments: [
    (#"Norms $\mathcal{L}_2$ of Schr\"odinger"#, #"Norms $\mathcal{L}_2$ of Schrödinger"#),
    (#"{\'E}cole, P\'{o}lya, {\o}re, \L{}ukasz"#, "École, Pólya, øre, Łukasz"),
    (
      #"$\frac{1}{2} \hat{x}$ and \textbf{bold} 50\% {group} \beta"#,
      #"$\frac{1}{2} \hat{x}$ and \textbf{bold} 50\% {group} \beta"#
    ),
    (#"5\$ for \'a $\'a$"#, #"5\$ for á $\'a$"#), (#"\'"#, #"\'"#), (#"{\'e"#, #"{é"#),
    ("Plain {Title}", "Plain {Title}"),
  ])
  func titlesKeepTheirMathematics(_ tex: String, _ expected: String) {
    #expect(TeXText.title(tex) == expected)
  }

  @Test(arguments: [
    (#"Milovi\'c"#, "Milović"), (#"S{\o}gaard"#, "Søgaard"), (#"Kra{\ss}"#, "Kraß"),
    (#"Schr\"odinger"#, "Schrödinger"), (#"Schr\"{o}dinger"#, "Schrödinger"),
    (#"{\'E}cole"#, "École"), (#"\v{C}ech"#, "Čech"), (#"Fran\c{c}ois"#, "François"),
    (#"\L{}ukasz"#, "Łukasz"), (#"J\'anos Kram\'ar"#, "János Kramár"), (#"\'{\i}"#, "í"),
    (#"\AA ngstr\"om"#, "Ångström"), (#"Erd\H{o}s"#, "Erdős"), ("Plain Name", "Plain Name"),
    (#"trailing\"#, #"trailing\"#), (#"Nguy{\~{\^e}}n"#, "Nguyễn"), (#"Nguy\~{\^e}n"#, "Nguyễn"),
    (#"Nguy\~\^en"#, "Nguyễn"), (#"Tr\`{\^a}n"#, "Trần"), (#"Ion\textcommabelow{s}"#, "Ionș"),
    (#"\mbox{X} {\bf Y}"#, "X Y"), (#"\textbf{A} \emph{B}"#, "A B"), (#"\'{\o}"#, "ǿ"),
  ])
  func namesInTeX(_ tex: String, _ expected: String) {
    #expect(TeXText.unicode(tex) == expected)
  }

  @Test(arguments: [
    ("<p>One</p><p>two</p>", "One two"), ("a <b>b</b>old", "a bold"), ("a &amp; b", "a & b"),
    ("a&nbsp;b", "a b"), ("&#44397;&#xC5B4;", "국어"), ("x < y and y > z", "x < y and y > z"),
    ("<script>alert(1)</script>ok", "ok"), ("a<!-- no -->b", "ab"), ("a<br/>b", "a b"),
    ("<img alt=\"loss -> 0\" src='x'>after", "after"), ("<a t=\"x>y</a> <b>z</b>", "y z"),
    ("<p t=it's>don't</p>", "don't"), ("&copy 2020 &Aacute", "© 2020 Á"), ("a &lt b", "a < b"),
    ("?a=1&copy=2 &copyx &or &nbspx", "?a=1&copy=2 &copyx &or &nbspx"),
    ("&unknown; &", "&unknown; &"), ("<p title='x", "<p title='x"), ("plain\n  text", "plain text"),
  ])
  func htmlAsItIsSeen(_ html: String, _ expected: String) {
    #expect(HTMLText.plain(html) == expected)
  }

  @Test(arguments: [
    ("Plain & simple", "Plain & simple"), ("Use of <canvas>", "Use of <canvas>"),
    ("a <b>bold</b> word", "a bold word"), ("Tom &amp; Jerry", "Tom & Jerry"), ("AT&T", "AT&T"),
    ("<rss>x</rss>", "<rss>x</rss>"), ("List<T> & co</T>", "List<T> & co</T>"),
    ("line<br>break", "line break"), ("2 < 3 > 1", "2 < 3 > 1"), ("it&#146;s", "it’s"),
  ])
  func titlesAreHTMLWhereTheyLookLikeIt(_ text: String, _ expected: String) {
    #expect(HTMLText.guessed(text) == expected)
  }

  @Test(arguments: [
    ("d\u{C3}\u{A9}j\u{C3}\u{A0}", "déjà"), ("don\u{92}t \u{D55C}", "don’t 한"),
    ("déjà vu", "déjà vu"), ("© 2024 · é", "© 2024 · é"), ("plain", "plain"),
  ])
  func wrongEncodingsAreUndone(_ text: String, _ expected: String) {
    #expect(Mojibake.undone(text) == expected)
  }

  @Test(arguments: [
    ("hana@example.com (Kim Hana)", "Kim Hana"), ("Kim Hana (hana@example.com)", "Kim Hana"),
    ("Kim Hana <hana@example.com>", "Kim Hana"), ("\"Kim, Hana\" <h.k+a@e.com>", "Kim, Hana"),
    ("Kim Hana, hana@example.com", "Kim Hana"), ("hana@example.com", "hana@example.com"),
    ("mailto:hana@example.com?subject=hi (Kim Hana)", "Kim Hana"), ("Kim Hana", "Kim Hana"),
    ("Kim Hana (MIT)", "Kim Hana (MIT)"), ("<hana@example.com>", "<hana@example.com>"),
    ("@hana", "@hana"), ("Fran&ccedil;ois", "François"), ("", ""),
  ])
  func personsHaveNames(_ written: String, _ expected: String) {
    #expect(PersonName(written).text == expected)
  }

  @Test func whatIsTooLongIsNoBase() {
    let long = "https://a.com/" + String(repeating: "x", count: 8 << 10) + "/"
    #expect(Link.absolute("b", from: ["https://b.com/", long]) == "https://b.com/b")
    #expect(Link.absolute(long, from: ["https://b.com/"]) == long)
  }

  @Test(arguments: [
    ("https://a.com/?x=1&amp;y=2", "", "https://a.com/?x=1&y=2"),
    ("b", "http://a.com/x/y?z#f", "http://a.com/x/b"), ("/b", "http://a.com/x/y", "http://a.com/b"),
    ("../b/./c", "http://a.com/x/y/z", "http://a.com/x/b/c"),
    ("../../b", "http://a.com/x", "http://a.com/b"),
    ("?q", "http://a.com/x/y", "http://a.com/x/y?q"),
    ("#f", "http://a.com/x?q", "http://a.com/x?q#f"),
    ("//b.com/c", "https://a.com/x", "https://b.com/c"), ("b", "http://a.com", "http://a.com/b"),
    ("tag:x,2024:1", "http://a.com/", "tag:x,2024:1"),
    ("글 하나", "http://a.com/x/", "http://a.com/x/글 하나"),
    ("b", "", "b"), ("..", "http://a.com/x/y/", "http://a.com/x/"),
    ("12:30", "http://a.com/", "http://a.com/12:30"),
  ])
  func linksStartFromTheirBase(_ written: String, _ base: String, _ expected: String) {
    #expect(Link.absolute(written, from: [nil, base, ""]) == expected)
  }
}
