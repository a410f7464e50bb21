import NonmunKit
import Testing

@Suite struct DayMarkTests {
  private static let course = CourseCalendar(
    course: "부캠", starts: Day("2024-08-05"), weekStarts: .saturday)

  /// What a heading says, in short: date, number, weekday.
  private static func words(_ heading: String, _ calendar: CourseCalendar = course) -> String? {
    DayMark(heading, calendar: calendar).map { mark in
      var words: [String] = []
      if let month = mark.month, let day = mark.dayOfMonth {
        words.append((mark.year.map { "\($0)-" } ?? "") + "\(month)-\(day)")
      }
      if let number = mark.number { words.append("#\(number)") }
      if let weekday = mark.weekday { words.append(weekday.abbreviation) }
      return words.joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("11일차", "#11"), ("11 일차", "#11"), ("제 11일차", "#11"), ("11일째 - GNN", "#11"),
    ("Day 11", "#11"), ("DAY-11: 어텐션", "#11"), ("day11", "#11"), ("D+11", "#11"),
    ("토요일", "sat"), ("토", "sat"), ("(토)", "sat"), ("Sat.", "sat"), ("Thursday", "thu"),
    ("Thurs", "thu"), ("월요일 - 팀 회의", "mon"),
    ("2024-08-19", "2024-8-19"), ("2024.08.19", "2024-8-19"), ("2024. 8. 19.", "2024-8-19"),
    ("2024. 8. 19. (월)", "2024-8-19 mon"),
    ("2024.08.18 일요일", "2024-8-18 sun"), ("2024년 8월 18일 일요일", "2024-8-18 sun"),
    ("2024/8/19", "2024-8-19"),
    ("2024년 8월 19일 월요일", "2024-8-19 mon"), ("24.08.19", "2024-8-19"),
    ("'24.8.19", "2024-8-19"), ("20240819", "2024-8-19"), ("240819 월", "2024-8-19 mon"),
    ("8월 19일", "8-19"), ("8월 19일(월)", "8-19 mon"), ("8/19", "8-19"),
    ("8/19 (월)", "8-19 mon"), ("8/19(월) 11일차", "8-19 #11 mon"), ("08/19 강의", "8-19"),
    ("08.19", "8-19"), ("8.19 월", "8-19 mon"), ("월요일 (8/19)", "8-19 mon"),
    ("Mon, Aug 19", "8-19 mon"), ("August 19th, 2024", "2024-8-19"), ("19 Aug 2024", "2024-8-19"),
    ("11일차 (8/19 월)", "8-19 #11 mon"), ("📅 11일차", "#11"), ("[11일차] 강의", "#11"),
    ("부캠 11일차", "#11"), ("부캠 3주차 월요일", "mon"), ("3주차 월요일", "mon"),
    ("Week 3 - Mon", "mon"), ("주말", "sat"), ("8/17 ~ 8/18", "8-17"),
    ("주말 (8/17~18)", "8-17 sat"), ("8월 31일 ~ 9월 1일", "8-31"), ("토요일, 일요일", "sat"), ("토, 일", "sat"),
    ("토/일", "sat"), ("토·일 몰아서", "sat"),
    ("8/17(토), 8/18(일)", "8-17 sat"), ("토요일 (8/17) ~ 일요일 (8/18)", "8-17 sat"),
    ("월~화", "mon"), ("월, 화", "mon"), ("수/목", "wed"), ("월요일 ~ 화요일", "mon"), ("월요일 화요일", "mon"),
    ("Mon/Tue", "mon"), ("Wed ~ Thu (8/21~8/22)", "8-21 wed"), ("8/19(월), 8/20(화)", "8-19 mon"),
    ("11, 12일차", "#11"), ("11~12일차", "#11"), ("11·12일차 (월·화)", "#11 mon"), ("11일차 ~ 12일차", "#11"),
    ("11일차, 12일차", "#11"), ("1. 08.19(월)", "8-19 mon"), ("2. 8/20", "8-20"), ("3) 수요일", "wed"),
    ("1. 8월 19일", "8-19"), ("3. 08.19(월) | 11일차", "8-19 #11 mon"), ("19(월)", "mon"),
    ("8.19.월", "8-19 mon"), ("TIL 8/19(월)", "8-19 mon"), ("월욜", "mon"),
    ("17일 토요일", "sat"), ("17일(토)", "sat"),
    ("11일차 – 8월 19일", "8-19 #11"), ("8/19 – 11일차", "8-19 #11"), ("8/19 – 3가지 논문", "8-19"),
    ("8월 17일(토) ~ 18일(일)", "8-17 sat"), ("광복절 (8/15)", "8-15"), ("개천절(10/3 목)", "10-3 thu"),
    ("추석 연휴 [9/16]", "9-16"), ("\u{1110}\u{1169}\u{110B}\u{116D}\u{110B}\u{1175}\u{11AF}", "sat"),
  ])
  func days(_ heading: String, _ words: String) {
    #expect(Self.words(heading) == words)
  }

  @Test(arguments: [
    "회고", "3주차", "부캠 3주차 일일 후기", "데일리 트렌드", "2.1 요약", "3.5 Sonnet", "1/2 분량", "일 회고",
    "월간 회고", "토요일까지 할 일", "8/19 ~ 8/23", "8월 19일 ~ 23일", "회고 (8/19 ~ 8/23)", "발표 8/20", "그림 (3)",
    "1일차부터 5일차까지", "월~금", "월요일 ~ 금요일", "11~15일차", "Mon-Fri",
    "금요일 월요일", "1. 3주차", "2. 1/2 분량", "1. 회고", "2. 10 papers", "2024년 8월", "2024-02-30", "13/40",
    "Sunshine", "Mayhem 3", "100일", "", "11", "🎉",
  ])
  func headingsOfNoDay(_ heading: String) {
    #expect(Self.words(heading) == nil)
  }

  @Test func aLabelOfTheReadersIsOne() throws {
    let calendar = CourseCalendar([
      Course(starts: Day("2024-08-05"), dayLabel: "수업 {n}"),
      Course(starts: Day("2025-01-06"), dayLabel: "회차-{n}"),
    ])
    #expect(Self.words("수업 7", calendar) == "#7")
    #expect(Self.words("회차-3", calendar) == "#3")
    #expect(Self.words("7", calendar) == nil)
  }

  @Test(arguments: [
    ("11일차", "2024-08-19", nil), ("12일차", "2024-08-19", "2024-08-19 is 11일차"),
    ("화요일", "2024-08-19", "2024-08-19 is a monday"), ("8/20", "2024-08-19", "its date is not"),
    ("11일차 (8/19 월)", "2024-08-19", nil), ("11일차", "2024-08-17", "2024-08-17 is 토요일"),
  ])
  func disagreement(_ heading: String, _ day: String, _ words: String?) throws {
    let mark = try #require(DayMark(heading, calendar: Self.course))
    let found = mark.disagreement(with: try #require(Day(day)), calendar: Self.course)
    #expect(words.map { found?.hasPrefix($0) == true } ?? (found == nil), "\(found ?? "-")")
  }
}
