/// A weekly post, cut at the headings of its days: a head, then a page for each day.
///
/// The pieces are the post: nothing between them, nothing changed.
package struct DiaryPost: Equatable, Sendable {
  package struct Page: Equatable, Sendable {
    package var day: Day
    package var heading: PageOutline.Heading
    package var range: Range<Int>
  }

  /// Something the reader may want to put right, in the post or with `--map`.
  package struct Remark: Equatable, Sendable {
    /// 1-based.
    package var line: Int
    package var text: String
  }

  package let bytes: [UInt8]
  /// The bytes before the first page; empty where the post starts with a day.
  package let head: Range<Int>
  /// The week that the head belongs to; `nil` where nothing tells it.
  package let week: DiaryWeek?
  /// In the order of the post, which is that of the days.
  package let pages: [Page]
  package let remarks: [Remark]

  /// - Parameters:
  ///   - outline: Of `bytes`, front matter skipped.
  ///   - name: The file's: `2024-08-24-week3.md`.
  ///   - today: For the year of dates that lack one, where nothing else tells it.
  package init(
    _ bytes: [UInt8], outline: PageOutline, name: String, calendar: CourseCalendar, today: Day,
    mapping: [DayMapping] = []
  ) throws(DayMapping.Unknown) {
    let clues = PostClues(bytes, outline: outline, name: name, calendar: calendar)
    let headings = outline.headingsOfDays(in: bytes, calendar: calendar)
    var dating = HeadingDating(headings, clues: clues, calendar: calendar, today: today)
    try dating.map(mapping)
    dating.date()
    let days = dating.days
    let starts = dating.pageStarts
    pages = starts.indices.map { index in
      let heading = headings[starts[index]]
      let start =
        index == 0 && heading.range.lowerBound == bytes.byteOrderMark.count
        ? 0 : heading.range.lowerBound
      let end =
        index + 1 < starts.count
        ? headings[starts[index + 1]].range.lowerBound : bytes.count
      return Page(day: days[starts[index]] ?? today, heading: heading, range: start..<end)
    }
    self.bytes = bytes
    head = 0..<(pages.first?.range.lowerBound ?? bytes.count)
    week =
      pages.first.map { calendar.week(containing: $0.day) } ?? clues.week
      ?? clues.day.map(calendar.week(containing:))
    remarks =
      pages.isEmpty && week != nil
      ? [Self.remarkOnNoDay] + dating.remarks
      : (dating.remarks + dating.remarksOnOrder).sorted { $0.line < $1.line }
  }

  private static let remarkOnNoDay = Remark(
    line: 1,
    text: "no heading starts a day: all of it is the head of the week, where links are a reading "
      + "list and no notes; --map 'HEADING=DATE' makes a page of what follows a heading")

  /// What stands under each name: heads as weeks, pages as days. At least one byte each.
  package var pieces: [DiaryPiece] {
    var pieces: [DiaryPiece] = []
    if let week, !head.isEmpty { pieces.append(DiaryPiece(place: .week(week), range: head)) }
    return pieces + pages.map { DiaryPiece(place: .day($0.day), range: $0.range) }
  }

  /// The weeks of its days, from the first to the last.
  package func weeks(calendar: CourseCalendar) -> ClosedRange<DiaryWeek>? {
    guard let week else { return nil }
    return week...max(week, pages.last.map { calendar.week(containing: $0.day) } ?? week)
  }
}

/// A piece of a post, and where it belongs.
package struct DiaryPiece: Equatable, Sendable {
  package enum Place: Hashable, Sendable {
    case week(DiaryWeek)
    case day(Day)
  }

  package var place: Place
  /// In the post.
  package var range: Range<Int>
}

/// A heading that the reader gave a day, or took it from.
package struct DayMapping: Equatable, Sendable {
  /// The text of a heading, or the number of its line.
  package var heading: String
  /// `nil`: the heading starts no page.
  package var day: Day?

  package init(heading: String, day: Day?) {
    self.heading = heading
    self.day = day
  }

  func means(_ heading: PageOutline.Heading) -> Bool {
    Int(self.heading) == heading.line || self.heading.whiteSpaceFolded == heading.text
  }

  /// A mapping of a heading that the post does not have.
  package struct Unknown: Error, CustomStringConvertible {
    package var heading: String
    package var known: [String]

    package var description: String {
      "no heading is “\(heading)”: the headings are \(known.joined(separator: ", "))"
    }
  }
}
