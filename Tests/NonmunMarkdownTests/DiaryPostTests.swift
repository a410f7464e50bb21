import NonmunKit
import NonmunMarkdown
import Testing

@Suite struct DiaryPostTests {
  static let course = CourseCalendar(
    course: "부캠", starts: Day("2024-08-05"), weekStarts: .saturday)

  static func post(
    _ bytes: [UInt8], name: String = "post.md", calendar: CourseCalendar = course,
    mapping: [DayMapping] = []
  ) throws -> DiaryPost {
    let outline = try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline
    return try DiaryPost(
      bytes, outline: outline, name: name, calendar: calendar,
      today: try #require(Day("2024-11-30")), mapping: mapping)
  }

  private static func post(
    _ text: String, name: String = "post.md", calendar: CourseCalendar = course,
    mapping: [DayMapping] = []
  ) throws -> DiaryPost {
    try post(Array(text.utf8), name: name, calendar: calendar, mapping: mapping)
  }

  /// Where a real post would be cut.
  @Test(arguments: try Fixture.all(in: "posts"))
  func cuts(_ fixture: Fixture) throws {
    let post = try Self.post(fixture.bytes, name: fixture.testDescription + ".md")
    var lines = ["week \(post.week?.name ?? "-"), head \(post.head.count) bytes"]
    lines += post.pages.map {
      "\($0.day) line \($0.heading.line), \($0.range.count) bytes: \($0.heading.text)"
    }
    let head = Array(fixture.bytes[post.head])
    let list = ReadingList(
      head, outline: try PageBlocks(parsing: head, skippingFrontMatter: true).outline)
    lines += list.entries.map { entry in
      "\(entry.isDone ? "done" : "open"): \(entry.words) \(entry.items)"
    }
    lines += post.remarks.map { "remark on line \($0.line): \($0.text)" }
    try fixture.expect(Array((lines.joined(separator: "\n") + "\n").utf8))
    Self.expectWhole(post)
  }

  static func expectWhole(_ post: DiaryPost) {
    let joined = post.bytes[post.head] + post.pages.flatMap { post.bytes[$0.range] }
    #expect(Array(joined) == post.bytes)
    #expect(zip(post.pages, post.pages.dropFirst()).allSatisfy { $0.day < $1.day })
    #expect(post.pieces.allSatisfy { !$0.range.isEmpty })
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func anyPostIsItsPieces(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<20 {
      let bytes = RandomPost(using: &numbers).bytes
      Self.expectWhole(try Self.post(bytes))
    }
  }

  @Test func theReaderKnowsBetter() throws {
    let text = "## 11일차\na\n## 12일차\nb\n## 12일차\nc\n## 회고\nd\n"
    let post = try Self.post(
      text,
      mapping: [
        DayMapping(heading: "5", day: Day("2024-08-21")),
        DayMapping(heading: "회고", day: Day("2024-08-23")),
      ])
    #expect(
      post.pages.map(\.day.description) == [
        "2024-08-19", "2024-08-20", "2024-08-21", "2024-08-23",
      ])
    #expect(post.remarks.isEmpty)
    let none = try Self.post(text, mapping: [DayMapping(heading: "11일차", day: nil)])
    #expect(none.pages.map(\.day.description) == ["2024-08-20"])
    #expect(none.head == 0..<14)
    #expect(throws: DayMapping.Unknown.self) {
      try Self.post(text, mapping: [DayMapping(heading: "13일차", day: nil)])
    }
  }

  /// Weekdays are of the week that the title names; else they end on the day of writing.
  @Test(arguments: [
    ("2024-08-23-x.md", ""), ("2024-08-25.md", ""), ("x.md", "---\ntitle: 부캠 3주차\n---\n"),
    ("x.md", "---\ndate: '2024-08-24 10:00'\n---\n"), ("week-03.md", ""), ("2024-W34.md", ""),
  ])
  func weekdaysAlone(_ name: String, _ head: String) throws {
    let post = try Self.post("\(head)## 토요일\n## 월요일\n## 금요일\n", name: name)
    #expect(post.pages.map(\.day.description) == ["2024-08-17", "2024-08-19", "2024-08-23"])
    #expect(post.week?.name == "2024-W34")
  }

  /// Beside a day that is known they are read as they stand, unless only the other way makes a row.
  @Test(arguments: [
    ("## 월요일\n## 15일차 (금)\n", ["2024-08-19", "2024-08-23"]),
    ("## 토요일\n## 11일차\n## 15일차\n", ["2024-08-17", "2024-08-19", "2024-08-23"]),
    ("## 11일차\n## 금요일\n", ["2024-08-19", "2024-08-23"]),
    ("## 11일차\n## 일요일\n## 토요일\n", ["2024-08-19"]),
    ("## 12일차\n## 11일차\n## 일요일\n", ["2024-08-20"]),
  ])
  func weekdaysBesideNumbers(_ text: String, _ days: [String]) throws {
    #expect(try Self.post(text).pages.map(\.day.description) == days)
  }

  @Test func withoutACourseDatesAreEnough() throws {
    let post = try Self.post(
      "# 일기\n## 8/30 금\n## 토요일\n## 9월 1일\n", name: "2024-09-02.md",
      calendar: CourseCalendar())
    #expect(post.pages.map(\.day.description) == ["2024-08-30", "2024-08-31", "2024-09-01"])
    let nothing = try Self.post("# 일기\n## 11일차\n", calendar: CourseCalendar())
    #expect(nothing.week == nil)
    #expect(nothing.remarks.map(\.line) == [2])
  }

  @Test(arguments: [
    "##11일차\na\n\n##12일차\n", "**11일차**\n\na\n\n**12일차**\n", "<h2>11일차</h2>\n\na\n\n<h2>12일차</h2>\n",
    "__11일차__\na\n\n# 제목\n\n__12일차 (화)__\n",
  ])
  func linesThatAreMeantAsHeadings(_ text: String) throws {
    let post = try Self.post(text)
    #expect(post.pages.map(\.day.description) == ["2024-08-19", "2024-08-20"])
    Self.expectWhole(post)
    #expect(try Self.post("### 10일차\n\n" + text).pages.count == 1)
    // Kramdown takes it for one.
    let isHeading = text.hasPrefix("##1")
    #expect(try Self.post("## 10일차\n\n" + text).pages.count == (isHeading ? 3 : 1))
  }

  @Test func aTitleIsNoDay() throws {
    let post = try Self.post("# 2024-08-24 회고\n\n## 11일차\n")
    #expect(post.pages.map(\.day.description) == ["2024-08-19"])
    let alone = try Self.post("# 2024-08-24 하루\n\n## 논문\n")
    #expect(alone.pages.map(\.day.description) == ["2024-08-24"])
  }

  @Test func numbersMayBeOfTheWeek() throws {
    let post = try Self.post("# 3주차\n## 1일차\n## 2일차\n## 5일차\n")
    #expect(post.pages.map(\.day.description) == ["2024-08-19", "2024-08-20", "2024-08-23"])
    #expect(post.remarks.count == 3)
    let first = try Self.post("# 1주차\n## 1일차\n## 2일차\n")
    #expect(first.pages.map(\.day.description) == ["2024-08-05", "2024-08-06"])
  }

  @Test func aPapersDateIsNoDay() throws {
    let post = try Self.post("## 11일차\n## 2017-06-12 Transformer\n## 12일차\n")
    #expect(post.pages.map(\.day.description) == ["2024-08-19", "2024-08-20"])
    #expect(post.remarks.map(\.line) == [2])
  }
}
