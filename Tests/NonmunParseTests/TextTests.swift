import Foundation
import NonmunKit
import NonmunParse
import Testing

@testable import NonmunParse

@Suite struct TextTests {
  @Test(arguments: [
    ("Mon, 19 Aug 2024 10:00:00 GMT", "2024-08-19T10:00:00Z"),
    ("Tue, 16 Jun 2026 00:00:00 -0400", "2026-06-16T04:00:00Z"),
    ("19 Aug 2024 10:00 +0900", "2024-08-19T01:00:00Z"),
    ("Mon, 19 Aug 24 10:00:00 EST", "2024-08-19T15:00:00Z"),
    ("Monday, August 19, 2024 10:00:00 KST", "2024-08-19T01:00:00Z"),
    ("2024-08-19T10:00:00Z", "2024-08-19T10:00:00Z"),
    ("2024-08-19T10:00:00.123456+09:00", "2024-08-19T01:00:00Z"),
    ("2024-08-19 10:00:00", "2024-08-19T10:00:00Z"), ("2024-08-19", "2024-08-19T00:00:00Z"),
    ("  2024-08-19T10:00Z ", "2024-08-19T10:00:00Z"),
    ("2024년 8월 19일", "2024-08-18T15:00:00Z"),
    ("2024년 8월 19일 (월) 오후 3시 5분", "2024-08-19T06:05:00Z"),
    ("2024. 8. 19. 오후 3:05:09", "2024-08-19T06:05:09Z"),
    ("2024년 08월 19일 월요일 12:30", "2024-08-19T03:30:00Z"),
    ("2024.08.19 오전 12:05", "2024-08-18T15:05:00Z"),
    ("2024.08.19 15:05 KST", "2024-08-19T06:05:00Z"),
    ("August 19, 2024 3:05 PM GMT", "2024-08-19T15:05:00Z"),
    ("2024-08-19 13:05 PM", nil), ("2024년 8월 32일", nil), ("2024년", nil), ("오후", nil),
    ("0001-01-01T00:00:00Z", nil), ("Fri, 31 Dec 9999 23:59:59 GMT", nil),
    ("Mon, 30 Feb 2024 10:00:00 GMT", nil), ("2024-13-01", nil), ("2024-08-19T25:00:00Z", nil),
    ("yesterday", nil), ("", nil), ("99999999999999999999", nil),
  ])
  func dates(_ text: String, _ expected: String?) {
    #expect(FeedDate(text)?.date.formatted(.iso8601) == expected)
  }

  @Test func theDayIsTheOneWrittenThere() {
    #expect(FeedDate("Tue, 16 Jun 2026 00:00:00 -0400")?.day == Day("2026-06-16"))
    #expect(FeedDate("2024-08-19T23:00:00-10:00")?.day == Day("2024-08-19"))
  }

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
