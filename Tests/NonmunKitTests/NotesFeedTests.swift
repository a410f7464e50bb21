import Foundation
import NonmunKit
import Testing

@Suite struct NotesFeedTests {
  private func feed(_ days: [Int], html: String = "<p>x</p>") throws -> NotesFeed {
    let entries = try days.map { number in
      NotesFeed.Entry(
        day: try #require(Day(year: 2024, month: 8, day: number)), heading: "\(number)일",
        html: html,
        links: [NoteLink(written: "a \"b\" & c", address: "https://a.test/x?a=1&b={2}")],
        tags: [Tag(name: "dpo", label: "<선호>", any: [])])
    }
    return NotesFeed(
      title: "R&D", author: "독자", site: nil, authority: "name.test", zone: "+0900",
      day: try #require(Day("2024-08-31")), entries: entries)
  }

  @Test func theNewestPageStandsFirstAndDatesTheFeed() throws {
    let xml = try feed([17, 19, 18]).xml
    let ids = xml.components(separatedBy: "<id>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(
      ids == [
        "tag:name.test,2024:nonmun/notes", "tag:name.test,2024-08-19:nonmun/day",
        "tag:name.test,2024-08-18:nonmun/day", "tag:name.test,2024-08-17:nonmun/day",
      ])
    #expect(xml.contains("</title>\n  <updated>2024-08-19T00:00:00+09:00</updated>"))
    #expect(try feed([]).xml.contains("<updated>2024-08-31T00:00:00+09:00</updated>"))
  }

  @Test func whatIsTextStaysText() throws {
    let xml = try feed([19], html: "<p>a\u{0}b\u{1b} ]]> &amp;</p>").xml
    #expect(xml.contains("&lt;p&gt;a\u{FFFD}b\u{FFFD} ]]&gt; &amp;amp;&lt;/p&gt;"))
    #expect(xml.contains("title=\"a &quot;b&quot; &amp; c\""))
    #expect(xml.contains("href=\"https://a.test/x?a=1&amp;b=%7B2%7D\""))
    #expect(xml.contains("label=\"&lt;선호&gt;\"") && xml.contains("<title>R&amp;D</title>"))
  }
}

@Suite struct AddressInFeedTests {
  /// RFC 3987 has no spaces, quotes and braces, and no percent sign by itself.
  @Test(arguments: [
    ("https://a.test/한글 길?q=\"a\"", "https://a.test/한글%20길?q=%22a%22"),
    ("https://a.test/%zz?%20=%", "https://a.test/%25zz?%20=%25"),
    ("https://a.test/\\a^`{b|c}<d>\t\u{1}", "https://a.test/%5Ca%5E%60%7Bb%7Cc%7D%3Cd%3E%09%01"),
    ("https://a.test/~x_(y)'z'?a=1&b#c", "https://a.test/~x_(y)'z'?a=1&amp;b#c"),
  ])
  func anAddressIsAnIRI(_ address: String, _ written: String) throws {
    let day = try #require(Day("2024-08-19"))
    let entry = NotesFeed.Entry(
      day: day, heading: "11일차", html: "", links: [NoteLink(written: "a", address: address)],
      tags: [])
    let feed = NotesFeed(
      title: "x", author: "y", site: nil, authority: "a.test", zone: "+0900", day: day,
      entries: [entry])
    #expect(feed.xml.contains("href=\"\(written)\"/>"), "\(feed.xml)")
  }
}

@Suite struct HugoTests {
  private func hugo(_ head: String?, tags: [String] = ["확산 \"모델\""]) throws -> String {
    let day = try #require(Day("2024-08-19"))
    let digest = Digest(
      head: head.map { Array($0.utf8) }, pages: [(day, Array("## 11일차\n".utf8))], title: "3주차",
      day: day, zone: "+0900")
    return String(decoding: digest.hugo(tags: tags), as: UTF8.self)
  }

  /// Line ends of an old Mac, which CommonMark knows too.
  @Test func aLoneCarriageReturnEndsALine() throws {
    #expect(
      try hugo("---\rtitle: x\rdraft: true\r---\r\r", tags: [])
        == "---\rtitle: x\rdraft: true\rdate: 2024-08-19T00:00:00+09:00\r---\r\r## 11일차\n")
  }

  private static let lines =
    "title: \"3주차\"\ndate: 2024-08-19T00:00:00+09:00\ntags: [\"확산 \\\"모델\\\"\"]\ndraft: false\n"

  @Test func aWeekWithoutFrontMatterGetsIt() throws {
    #expect(try hugo(nil) == "---\n\(Self.lines)---\n\n## 11일차\n")
    #expect(try !hugo(nil, tags: []).contains("tags"))
  }

  @Test func whatTheReaderWroteStays() throws {
    #expect(
      try hugo("---\r\ntitle: a\r\ntags:\r\n  - b\r\ndate: x\r\n---\r\nBody\r\n")
        == "---\r\ntitle: a\r\ntags:\r\n  - b\r\ndate: x\r\ndraft: false\r\n---\r\nBody\r\n## 11일차\n"
    )
    let whole = "---\ntitle: a\ndate: b\ntags: c\ndraft: true\n---\n"
    #expect(try hugo(whole) == whole + "## 11일차\n")
  }

  /// Below `[params]` a line would belong to it.
  @Test func inTOMLLinesAreAddedAtTheTop() throws {
    #expect(
      try hugo("+++\ntitle = 'a'\n[params]\ndraft = 1\n+++\nBody\n")
        == "+++\ndate = 2024-08-19T00:00:00+09:00\ntags = [\"확산 \\\"모델\\\"\"]\ndraft = false\n"
        + "title = 'a'\n[params]\ndraft = 1\n+++\nBody\n## 11일차\n")
  }
}

@Suite struct TrendsTests {
  private func trends(weeks: Int, label: String = "확산 모델") throws -> Trends {
    let calendar = CourseCalendar()
    let first = try #require(DiaryWeek(name: "2024-W30", startingOn: .monday))
    let counts = (0..<weeks).flatMap { span in
      [
        PaperCount(tag: "a", span: span, papers: span * 3 + 1),
        PaperCount(tag: nil, span: span, papers: 100),
      ]
    }
    return Trends(
      counts + [
        PaperCount(tag: "a", span: 99, papers: 1), PaperCount(tag: "gone", span: 0, papers: 1),
      ],
      spans: (0..<weeks).map { Trends.Span(first.advanced(by: $0), in: calendar) },
      tags: [Tag(name: "a", label: label, any: []), Tag(name: "b", label: "없음", any: [])])
  }

  @Test func countsStandInTheirRows() throws {
    let trends = try trends(weeks: 3)
    #expect(trends.rows.map(\.counts) == [[1, 4, 7], [0, 0, 0]])
    #expect(trends.totals == [100, 100, 100] && trends.most == 7)
  }

  @Test func aTableHasARowForEachTag() throws {
    let text = DigestAddition.trends(try trends(weeks: 2, label: "a|b"))
    #expect(text.contains("| 관심사 | W30 | W31 | 합 |\n| --- | ---: | ---: | ---: |\n"))
    #expect(
      text.contains("| a\\|b | 1 | 4 | 5 |\n| 없음 | · | · | 0 |\n| 모든 논문 | 100 | 100 | 200 |\n"))
  }

  @Test(arguments: [1, 8, 52, 300])
  func aChartHoldsItsBars(_ weeks: Int) throws {
    let chart = TrendChart(try trends(weeks: weeks, label: "<b> & \"c\"")).svg
    #expect(chart == TrendChart(try trends(weeks: weeks, label: "<b> & \"c\"")).svg)
    #expect(chart.contains(">&lt;b&gt; &amp; &quot;c&quot;</text>"))
    let bars = chart.components(separatedBy: "<rect class=\"bar\"").dropFirst()
    #expect(bars.count == weeks)
    for bar in bars {
      let numbers = bar.split(separator: "\"").compactMap { Int($0) }
      #expect(numbers[0] >= 0 && numbers[0] + numbers[2] <= 400 && numbers[3] <= 48)
    }
    // Labels do not stand in each other's way.
    #expect(chart.components(separatedBy: ">W").count - 1 <= 10)
  }
}
