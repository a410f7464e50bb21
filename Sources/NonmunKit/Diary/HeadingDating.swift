/// Finds the days of a post's headings.
///
/// What a heading says outright comes first: what the reader maps, a date, a number of the course.
/// A weekday is then the one beside the days that are known.
struct HeadingDating {
  let headings: [PageOutline.Heading]
  let clues: PostClues
  private let calendar: CourseCalendar
  private let today: Day
  private(set) var marks: [DayMark?]
  private var mapped: [Int: Day?] = [:]
  /// By heading.
  private(set) var days: [Day?]
  private(set) var remarks: [DiaryPost.Remark] = []

  init(
    _ headings: [PageOutline.Heading], clues: PostClues, calendar: CourseCalendar, today: Day
  ) {
    self.headings = headings
    self.clues = clues
    self.calendar = calendar
    self.today = today
    marks = headings.map { DayMark($0.text, calendar: calendar) }
    days = headings.map { _ in nil }
  }

  /// Lines that the reader gave a day are used before texts; of equal texts the first one.
  mutating func map(_ mapping: [DayMapping]) throws(DayMapping.Unknown) {
    for entry in mapping {
      let found =
        headings.indices.first { headings[$0].line == Int(entry.heading) }
        ?? headings.indices.first { entry.means(headings[$0]) }
      guard let found else {
        throw .init(heading: entry.heading, known: headings.map { "\($0.line): \($0.text)" })
      }
      mapped[found] = .some(entry.day)
    }
  }

  mutating func date() {
    keepMarksOfDays()
    var isFixed = [Bool](repeating: false, count: headings.count)
    for index in headings.indices {
      if let day = mapped[index] {
        days[index] = day
        isFixed[index] = true
      } else if let mark = marks[index] {
        days[index] = mark.year == nil ? nil : mark.date(near: nil)
      }
    }
    let anchor = clues.week?.monday ?? clues.day ?? days.lazy.compactMap(\.self).first
    dateNumbersAndShortDates(near: anchor)
    dropFarDays(isFixed)
    dateWeekdays()
    for index in headings.indices where marks[index] != nil && !isFixed[index] {
      guard let mark = marks[index] else { continue }
      guard let day = days[index] else {
        remark(index, "which day is “\(headings[index].text)”? it stays with what stands before it")
        continue
      }
      if let wrong = mark.disagreement(with: day, calendar: calendar) {
        remark(index, "“\(headings[index].text)”: \(wrong)")
      }
    }
  }

  /// The headings that start a page: the longest row of days that grow. Others stay with the page
  /// before them.
  var pageStarts: [Int] { rowOfDays.starts }

  private mutating func remark(_ index: Int, _ text: String) {
    remarks.append(.init(line: headings[index].line, text: text))
  }
}

extension HeadingDating {
  /// Days have one level: that on which most headings name one. A title above them that names a day
  /// is none, and neither is a section below.
  private mutating func keepMarksOfDays() {
    dropTitle()
    var counts: [Int: Int] = [:]
    for (heading, mark) in zip(headings, marks) where mark != nil {
      counts[heading.level, default: 0] += 1
    }
    let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    guard let level = best?.key else { return }
    let first = headings.indices.first { marks[$0] != nil && headings[$0].level == level }
    for index in headings.indices where headings[index].level != level {
      let isSlip =
        headings[index].level < level && index > first ?? 0 && marks[index]?.isWhole == true
      if !isSlip { marks[index] = nil }
    }
  }

  /// `# 2024-08-23 회고` over days of another level: when the post was written.
  private mutating func dropTitle() {
    guard let title = headings.first, marks.dropFirst().contains(where: { $0 != nil }),
      headings.count(where: { $0.level == title.level }) == 1
    else { return }
    marks[0] = nil
  }

  private mutating func dateNumbersAndShortDates(near anchor: Day?) {
    var anchor = anchor
    let inWeek = daysOfNumbersInTitledWeek
    for index in headings.indices where days[index] == nil && mapped[index] == nil {
      guard var mark = marks[index] else { continue }
      // `3-1 (월)` is the first part of the third chapter.
      if mark.year == nil, let weekday = mark.weekday, let anchor,
        let day = mark.date(near: anchor),
        day.weekday != weekday, abs(day.number - anchor.number) > Self.farInDays
      {
        (mark.month, mark.dayOfMonth) = (nil, nil)
        marks[index] = mark
      }
      let numbered =
        mark.number.map { inWeek?[$0].map { [$0] } ?? calendar.days(numbered: $0) } ?? []
      let near = anchor ?? today
      let byNumber = numbered.min { abs($0.number - near.number) < abs($1.number - near.number) }
      days[index] =
        mark.date(near: anchor ?? byNumber ?? calendar.courses[0].starts ?? today)
        ?? byNumber
      anchor = anchor ?? days[index]
    }
  }

  /// `1일차` to `5일차` under `3주차` may count the days of the week: if the course's days with these
  /// numbers are all in other weeks.
  private var daysOfNumbersInTitledWeek: [Int: Day]? {
    let numbers = marks.compactMap { $0?.number }
    guard let week = clues.week, let last = numbers.max(), last <= 7,
      !numbers.flatMap(calendar.days(numbered:)).contains(where: week.days.contains)
    else { return nil }
    let counted = week.days.filter { calendar.number(of: $0) != nil }
    return Dictionary(uniqueKeysWithValues: zip(1..., counted))
  }

  /// A paper's date between headings of days is no day of the week.
  private mutating func dropFarDays(_ isFixed: [Bool]) {
    let known = days.compactMap(\.self).sorted()
    guard !known.isEmpty else { return }
    let middle = known[known.count / 2]
    for index in headings.indices where !isFixed[index] {
      guard let day = days[index], abs(day.number - middle.number) > Self.farInDays else {
        continue
      }
      days[index] = nil
      marks[index] = nil
      remark(
        index, "“\(headings[index].text)” would be \(day), far from \(middle); it starts no page")
    }
    if let written = clues.day, abs(written.number - middle.number) > Self.farInDays,
      let first = headings.indices.first(where: { days[$0] != nil })
    {
      remark(first, "the post is dated \(written), and its days are about \(middle)")
    }
  }

  private static let farInDays = 40

  /// Read as they stand; from the end, as posts that begin with the newest day, where only that
  /// makes a row of days, or one within a week.
  private mutating func dateWeekdays() {
    let open = headings.indices.filter {
      days[$0] == nil && mapped[$0] == nil && marks[$0]?.weekday != nil
    }
    guard !open.isEmpty else { return }
    let asWritten = dated(open, in: Array(headings.indices))
    let fromTheEnd = dated(open, in: headings.indices.reversed())
    let (row, turned) = (asWritten.compactMap(\.self), fromTheEnd.reversed().compactMap(\.self))
    let isTurned =
      turned.isGrowing && (!row.isGrowing || row.length > 7 && turned.length < row.length)
    days = isTurned ? fromTheEnd : asWritten
  }
}

extension HeadingDating {
  private var rowOfDays: (starts: [Int], others: [Int]) {
    let dated = headings.indices.filter { days[$0] != nil }
    // The longest row that ends on each day; few days, however many headings a page has.
    var rows: [Day: (length: Int, end: Int)] = [:]
    var before: [Int?] = []
    for (place, index) in dated.enumerated() {
      guard let day = days[index] else { continue }
      let row = rows.filter { $0.key < day }.values.max(by: Self.isShorter)
      before.append(row?.end)
      let length = (row?.length ?? 0) + 1
      if length > rows[day]?.length ?? 0 { rows[day] = (length, place) }
    }
    var place = rows.values.max(by: Self.isShorter)?.end
    var starts: [Int] = []
    while let index = place {
      starts.insert(dated[index], at: 0)
      place = before[index]
    }
    let found = Set(starts)
    return (starts, dated.filter { !found.contains($0) })
  }

  /// Of equal rows the one that ends first counts: of two headings of one day the first.
  private static func isShorter(
    _ left: (length: Int, end: Int), _ right: (length: Int, end: Int)
  ) -> Bool { (left.length, -left.end) < (right.length, -right.end) }

  /// The headings of days that start no page.
  var remarksOnOrder: [DiaryPost.Remark] {
    let row = rowOfDays
    let inOrder = (row.starts + row.others).sorted().compactMap { days[$0] }
    if inOrder.count > 1, zip(inOrder, inOrder.dropFirst()).allSatisfy({ $0 > $1 }),
      let second = row.others.first
    {
      return [
        .init(
          line: headings[second].line,
          text: "the days come newest first, and pages are joined by their dates: all of them stay "
            + "the page of \(inOrder[0]), where each note has the day of its heading")
      ]
    }
    return row.others.map { index in
      let host = row.starts.last { $0 < index }.flatMap { days[$0] }
      let place = host.map { "the page of \($0)" } ?? "the head"
      let day = days[index] ?? today
      let reason = row.starts.contains { days[$0] == day } ? "comes twice" : "is out of order"
      return .init(
        line: headings[index].line,
        text: "“\(headings[index].text)”: \(day) \(reason); it stays with \(place)")
    }
  }
}

extension [Day] {
  fileprivate var isGrowing: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }

  /// From the first day to the last.
  fileprivate var length: Int {
    first.flatMap { first in last.map { $0.number - first.number } } ?? 0
  }
}
