/// One day's page: its bytes, and where things stand in them.
package struct DayPage: Equatable, Sendable {
  package var bytes: [UInt8]
  package var outline: PageOutline
  let lines: PageLines

  package init(bytes: [UInt8], outline: PageOutline) {
    self.bytes = bytes
    self.outline = outline
    lines = PageLines(bytes)
  }
}

extension DayPage {
  func hasDayHeading(_ text: String) -> Bool {
    outline.startsWithDay || startsWithMeantDay
      || outline.headings.contains { $0.level == 2 || $0.text == text.whiteSpaceFolded }
  }

  /// What follows the day on its page, such as the `## 회고` of a week's last day.
  func headingBehindDay(_ text: String) -> PageOutline.Heading? {
    let headings = outline.headings
    let day = headings.firstIndex {
      $0.text == text.whiteSpaceFolded || DayMark($0.text, calendar: CourseCalendar()) != nil
    }
    return day.flatMap { day in
      headings[(day + 1)...].first { $0.level <= headings[day].level }
    }
  }

  func heading(of section: PageSection) -> PageOutline.Heading? {
    outline.headings.first { section.isHeaded(by: $0, in: outline) }
  }

  /// The next heading that ends a section.
  func heading(ending section: PageOutline.Heading) -> PageOutline.Heading? {
    outline.headings.first {
      $0.level <= outline.sectionLevel && $0.range.lowerBound >= section.range.upperBound
    }
  }

  /// The last line of a section that is not blank, 1-based: at least its heading's.
  func lastLine(of section: PageOutline.Heading) -> Int {
    let end = heading(ending: section)?.line ?? lines.lines.count + 1
    return lines.lastWritten(in: section.line..<end) ?? section.line
  }

  /// The bullet list that ends on this line.
  func bulletList(endingOn line: Int) -> [PageOutline.Item]? {
    outline.blocks.last { $0.kind == .bulletList && $0.place.lastLine == line }?.items
  }

  /// The line ending in use before a place; that of the first line where nothing stands before it.
  ///
  /// The nearest one, because a page may mix them, and a lone CR must not meet an LF.
  func newline(before offset: Int) -> [UInt8] {
    let ended = lines.lines.filter { !$0.ending.isEmpty }
    guard let line = ended.last(where: { $0.whole.upperBound <= offset }) ?? ended.first else {
      return [.lineFeed]
    }
    return Array(bytes[line.ending])
  }

  /// Whether nothing is written on the line before this one.
  func isBlankBefore(line: Int) -> Bool {
    line < 2 || lines.lines[line - 2].isBlank
  }
}
