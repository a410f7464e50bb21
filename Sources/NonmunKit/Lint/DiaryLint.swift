/// What is wrong between the pages of a diary, its calendar and the day it is.
package struct DiaryLint {
  package struct Page {
    package var file: String
    package var bytes: [UInt8]
    package var outline: PageOutline
    /// Of a day page; `nil` for the head of a week.
    package var day: Day?
    package var week: DiaryWeek

    package init(
      file: String, bytes: [UInt8], outline: PageOutline, day: Day? = nil, week: DiaryWeek
    ) {
      self.file = file
      self.bytes = bytes
      self.outline = outline
      self.day = day
      self.week = week
    }
  }

  private let calendar: CourseCalendar
  private let today: Day
  /// In the order of pages, and within each of its lines.
  package private(set) var findings: [LintFinding] = []

  package init(_ pages: [Page], calendar: CourseCalendar, today: Day) {
    self.calendar = calendar
    self.today = today
    var named: [DiaryWeek: [ItemID: Naming]] = [:]
    for page in pages {
      var found = PageLint(page.bytes, code: page.outline.code, file: page.file).findings
      found += future(page) + wrongHeading(page) + outside(page)
      found += twoNames(page, &named[page.week, default: [:]])
      findings += found.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
  }
}

extension DiaryLint {
  private func finding(_ page: Page, line: Int, _ code: LintCode, _ what: String) -> LintFinding {
    LintFinding(file: page.file, line: line, column: 1, code: code, what: what)
  }

  private func future(_ page: Page) -> [LintFinding] {
    if let day = page.day {
      return day > today ? [finding(page, line: 1, .futureDate, "\(day) is still to come")] : []
    }
    guard let date = FrontMatter(page.bytes)?["date"], let day = Day(date.prefix(10)),
      day > today
    else { return [] }
    let lines = PageLines(page.bytes).lines
    let line = lines.firstIndex { page.bytes[$0.content].starts(with: "date".utf8) } ?? 0
    return [finding(page, line: line + 1, .futureDate, "the post is of \(day)")]
  }

  /// The first heading that names a day stands for the page.
  private func wrongHeading(_ page: Page) -> [LintFinding] {
    guard let day = page.day else { return [] }
    for heading in page.outline.headings {
      guard let mark = DayMark(heading.text, calendar: calendar) else { continue }
      return mark.disagreement(with: day, calendar: calendar)
        .map { [finding(page, line: heading.line, .wrongHeading, "\(heading.text): \($0)")] } ?? []
    }
    return []
  }

  private func outside(_ page: Page) -> [LintFinding] {
    guard calendar.hasCourse, calendar.label(of: page.week) == page.week.name else { return [] }
    return [
      finding(page, line: 1, .outsideWeek, "\(page.week.name) is no week of the calendar")
    ]
  }
}

extension DiaryLint {
  /// How an item was first linked.
  private struct Naming {
    var address: String
    var text: String
    var place: String
  }

  /// The same item at two addresses, or under two texts; a bare address has no text of its own.
  private func twoNames(_ page: Page, _ named: inout [ItemID: Naming]) -> [LintFinding] {
    var findings: [LintFinding] = []
    for block in page.outline.linkedBlocks {
      var searched = block.place.range.lowerBound
      for link in block.links where link.isWeb {
        let address = link.address
        let place = page.bytes.place(of: address.utf8, in: searched..<block.place.range.upperBound)
        if let place { searched = place + address.utf8.count }
        guard let reference = ItemReference(address) else { continue }
        let (line, column) = page.position(of: place ?? block.place.range.lowerBound)
        let text = link.text == address ? "" : link.text
        guard let first = named[reference.id] else {
          named[reference.id] = Naming(
            address: address, text: text, place: "\(page.file):\(line)")
          continue
        }
        var what: String?
        if WebAddress(first.address)?.normalForm != WebAddress(address)?.normalForm {
          what = "\(address) is \(first.address)"
        } else if !text.isEmpty, !first.text.isEmpty,
          !text.names(sameAs: first.text, on: WebAddress(address)?.host ?? "")
        {
          what = "“\(text)” is “\(first.text)”"
        }
        guard let what else { continue }
        findings.append(
          LintFinding(
            file: page.file, line: line, column: column, code: .twoNames,
            what: "\(what) in \(first.place)"))
      }
    }
    return findings
  }
}

extension DiaryLint.Page {
  fileprivate func position(of offset: Int) -> (line: Int, column: Int) {
    let lines = PageLines(bytes)
    guard !lines.lines.isEmpty else { return (1, 1) }
    let line = lines.number(at: offset)
    let start = lines.lines[line - 1].content.lowerBound
    return (line, 1 + bytes[start..<max(start, offset)].count { $0 & 0xC0 != 0x80 })
  }
}

extension [UInt8] {
  fileprivate func place(of text: String.UTF8View, in range: Range<Int>) -> Int? {
    guard text.count <= range.count else { return nil }
    return (range.lowerBound...range.upperBound - text.count).first {
      self[$0..<$0 + text.count].elementsEqual(text)
    }
  }
}
