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
