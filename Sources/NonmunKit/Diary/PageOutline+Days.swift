import Foundation

extension PageOutline {
  /// The headings, and lines that are meant as such: `##11일차`, which kramdown reads as one, and,
  /// where no heading names a day, `**11일차**` and `<h2>11일차</h2>`.
  ///
  /// Beside headings of days `##11일차` has their level and names a day, nothing else: `#11일차` may
  /// be a hashtag.
  func headingsOfDays(in bytes: [UInt8], calendar: CourseCalendar) -> [Heading] {
    let levels = Set(
      headings.filter { DayMark($0.text, calendar: calendar) != nil }.map(\.level))
    let lines = PageLines(bytes).lines
    // Most lines begin otherwise, and are not worth an expression.
    let marks = levels.isEmpty ? Array("#*_< \t".utf8) : Array("#".utf8)
    let meant = blocks.filter { $0.kind == .paragraph || $0.kind == .html }.flatMap { block in
      (block.place.line...block.place.lastLine).compactMap { number -> Heading? in
        let line = lines[number - 1]
        let start = number == 1 ? bytes.byteOrderMark.count : line.content.lowerBound
        let content = bytes[start..<line.content.upperBound]
        guard let first = content.first, marks.contains(first) else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        guard let words = text.wordsOfMeantHeading,
          let mark = DayMark(words, calendar: calendar)
        else { return nil }
        let level = text.prefix { $0 == "#" }.count
        guard levels.isEmpty || levels.contains(level) && mark.isWhole else { return nil }
        return Heading(
          level: levels.isEmpty ? Self.levelOfMeantHeadings : level, text: words, line: number,
          range: start..<line.whole.upperBound, isUnderlined: false)
      }
    }
    return (headings + meant).sorted { $0.line < $1.line }
  }

  /// Below all others.
  private static let levelOfMeantHeadings = 7
}

extension PageOutline {
  /// The days of a page that holds more than its own, since a post had them in another order than
  /// that of the calendar. Their headings are of the level of the first, and within a week of it.
  func daysOfHeadings(below own: Day, calendar: CourseCalendar) -> [(start: Int, day: Day)] {
    let beside = headings.dropFirst().filter { $0.level == headings[0].level }
    guard !beside.isEmpty, DayMark(headings[0].text, calendar: calendar) != nil else { return [] }
    let week = calendar.week(containing: own)
    return beside.compactMap { heading in
      guard let mark = DayMark(heading.text, calendar: calendar) else { return nil }
      let numbered = mark.number.map(calendar.days(numbered:)) ?? []
      let day =
        mark.date(near: own)
        ?? numbered.min { abs($0.number - own.number) < abs($1.number - own.number) }
        ?? week.days.first { $0.weekday == mark.weekday }
      guard let day, abs(day.number - own.number) < 7 else { return nil }
      return (heading.range.lowerBound, day)
    }
  }
}

extension DayPage {
  /// Whether its first line is meant as the heading of a day, without being one to CommonMark.
  var startsWithMeantDay: Bool {
    guard let line = lines.lines.first(where: { !$0.isBlank }) else { return false }
    let start = max(line.content.lowerBound, bytes.byteOrderMark.count)
    let words = String(decoding: bytes[start..<line.content.upperBound], as: UTF8.self)
      .wordsOfMeantHeading
    return words.flatMap { DayMark($0, calendar: CourseCalendar()) } != nil
  }
}

extension String {
  /// `nil` for a line that is not marked as a heading from end to end.
  fileprivate var wordsOfMeantHeading: String? {
    let forms = [
      #/#{1,6}(?<words>[^#\s].*)/#, #/\*\*(?<words>[^*]+)\*\*\s*/#, #/__(?<words>[^_]+)__\s*/#,
      #/\s*<[hH][1-6][^>]*>(?<words>[^<]+)</[hH][1-6]>\s*/#,
    ]
    return forms.lazy.compactMap { self.wholeMatch(of: $0)?.words }.first?.whiteSpaceFolded
  }
}
