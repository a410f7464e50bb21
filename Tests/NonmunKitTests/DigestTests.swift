import Foundation
import NonmunKit
import Testing

@Suite struct DigestTests {
  private func digest(head: String?, pages: [String] = ["## 11일차\n"]) throws -> Digest {
    let day = try #require(Day("2024-08-19"))
    return Digest(
      head: head.map { Array($0.utf8) },
      pages: pages.enumerated().map { (day + $0, Array($1.utf8)) },
      title: "부캠 3주차 \"일일\" 후기", day: day + 4, zone: "+0900")
  }

  @Test func theDiaryIsItsPieces() throws {
    let odd = "\u{FEFF}---\r\ntitle: x\r\n---\r\n\u{1112}\u{1161}"
    #expect(try digest(head: odd, pages: ["a", "\n\nb"]).markdown == Array("\(odd)a\n\nb".utf8))
  }

  @Test func wholeFrontMatterIsLeftAlone() throws {
    let head = "---\nlayout: post\ntitle: a\ndate: 2024-08-23 22:00:00 +0900\n---\n\n"
    let digest = try digest(head: head)
    #expect(digest.jekyll == digest.markdown)
    #expect(digest.jekyllFileName == "2024-08-23-a.md")
  }

  /// Jekyll takes the layout from its defaults, date and title from the file's name.
  @Test func frontMatterOfTheReadersIsLeftAlone() throws {
    let digest = try digest(head: "---\r\ntags: [a]\r\n---\r\nBody\r\n")
    #expect(digest.jekyll == digest.markdown)
    #expect(digest.jekyllFileName == "2024-08-23-부캠-3주차-일일-후기.md")
  }

  @Test func aWeekWithoutHeadGetsFrontMatter() throws {
    let digest = try digest(head: nil)
    #expect(
      String(decoding: digest.jekyll, as: UTF8.self)
        == "---\nlayout: post\ntitle: \"부캠 3주차 \\\"일일\\\" 후기\"\n"
        + "date: 2024-08-23 00:00:00 +0900\n---\n\n## 11일차\n")
    #expect(digest.jekyllFileName == "2024-08-23-부캠-3주차-일일-후기.md")
  }

  @Test(arguments: [("a", "a\n\nX\n"), ("a\n", "a\n\nX\n"), ("a\n\n", "a\n\nX\n"), ("", "X\n")])
  func additionsStandBelow(_ page: String, _ expected: String) throws {
    var digest = try digest(head: nil, pages: [page])
    digest.additions = ["X\n"]
    #expect(String(decoding: digest.markdown, as: UTF8.self) == expected)
  }

  @Test(arguments: ["a", "--- \"x\" \\", "a\nb\u{1b}[31m", "#: - [] {}", "'"])
  func yamlTextStaysOnItsLine(_ text: String) {
    #expect(text.forYAML.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    #expect(text.forYAML.hasPrefix("\"") && text.forYAML.hasSuffix("\""))
  }
}

@Suite struct DigestNewsTests {
  @Test(arguments: [
    (PaperNews.Kind.version, "2", "새 버전 v2"),
    (.withdrawal, "wrong *proof*", "철회됨. wrong \\*proof\\*"),
    (.journal, "ICML 2024", "게재됨. ICML 2024"),
    (.doi, "10.1/x", "[DOI 10.1/x](https://doi.org/10.1/x)"),
    (.code, "https://a.test/{x}", "[코드 공개](https://a.test/%7Bx})"),
  ])
  func eachIsALine(_ kind: PaperNews.Kind, _ what: String, _ words: String) throws {
    let paper = Paper(
      id: .arxiv("2408.00001"), title: "[Re]: a | b", firstSeen: Date(timeIntervalSince1970: 0))
    let news = NotedNews(
      paper: paper, news: PaperNews(kind: kind, what: what), at: paper.firstSeen,
      noted: Day("2024-08-19"))
    #expect(
      DigestAddition.news([news])
        == "## 적어 둔 논문의 소식\n\n- [\\[Re&#93;: a \\| b](https://arxiv.org/abs/2408.00001) "
        + "(2024-08-19에 적음): \(words)\n")
    #expect(DigestAddition.news([]).hasSuffix("없음\n"))
  }
}

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("\u{1b}[31mred", "\\u{1b}[31mred"), ("a\nb\tc", "a b c"), ("\u{9b}31m", "\\u{9b}31m"),
    ("\u{202e}abc", "\\u{202e}abc"), ("확산 모델", "확산 모델"),
  ])
  func nothingIsObeyed(_ text: String, _ shown: String) {
    #expect(text.forTerminal == shown)
  }

  @Test(arguments: [
    ("- a\r\n  - b\r\n", "- a\n  - b\n"), ("a\n\n\u{1b}b", "a\n\n\\u{1b}b"), ("a\nb", "a\nb"),
  ])
  func linesStayLines(_ text: String, _ shown: String) {
    #expect(text.linesForTerminal == shown)
  }

  @Test func jsonStaysJSON() {
    #expect("{\"a\":\"\u{9b}\u{202e}\"}".jsonForTerminal == "{\"a\":\"\\u009b\\u202e\"}")
  }

  @Test(arguments: [("abc", 3), ("논문", 4), ("é", 1), ("e\u{301}", 1), ("", 0)])
  func hangulIsTwoColumnsWide(_ text: String, _ columns: Int) {
    #expect(text.columns == columns)
  }
}
