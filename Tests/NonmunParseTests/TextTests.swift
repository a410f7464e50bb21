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
    (#"trailing\"#, #"trailing\"#),
  ])
  func namesInTeX(_ tex: String, _ expected: String) {
    #expect(TeXText.unicode(tex) == expected)
  }

  @Test(arguments: [
    ("Le Xue, Manli Shu", ["Le Xue", "Manli Shu"]), ("A B,  Deepti,  C", ["A B", "Deepti", "C"]),
    ("A B (MIT, USA), C D", ["A B", "C D"]), (#"N. Milovi\'c, B"#, ["N. Milović", "B"]), ("", []),
  ])
  func authorsOfOneText(_ joined: String, _ expected: [String]) {
    #expect(ArxivAnnouncement.authors(joined) == expected)
  }

  @Test(arguments: [
    ("<p>One</p><p>two</p>", "One two"), ("a <b>b</b>old", "a bold"), ("a &amp; b", "a & b"),
    ("a&nbsp;b", "a b"), ("&#44397;&#xC5B4;", "국어"), ("x < y and y > z", "x < y and y > z"),
    ("<script>alert(1)</script>ok", "ok"), ("a<!-- no -->b", "ab"), ("a<br/>b", "a b"),
    ("&unknown; &", "&unknown; &"), ("<p title='x", "<p title='x"), ("plain\n  text", "plain text"),
  ])
  func htmlAsItIsSeen(_ html: String, _ expected: String) {
    #expect(HTMLText.plain(html) == expected)
  }
}
