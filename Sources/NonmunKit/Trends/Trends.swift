/// How many papers there were of each tag, span by span.
package struct Trends: Equatable, Sendable {
  /// A week, or a day.
  package struct Span: Equatable, Sendable {
    /// `2024-W34` or `2024-08-19`.
    package var name: String
    /// What people call it, as short as can be: `3주차`, `8/19`.
    package var label: String
    package var days: ClosedRange<Day>
  }

  package struct Row: Equatable, Sendable {
    package var tag: String
    package var label: String
    /// One for each span.
    package var counts: [Int]

    package var total: Int { counts.reduce(0, +) }
  }

  /// In date order, next to each other, of the same length.
  package let spans: [Span]
  /// In the order of `tags.yml`; tags without papers are among them.
  package let rows: [Row]
  /// Papers of any tag or none.
  package let totals: [Int]

  /// - Parameter counts: Those of ``spans``, by their number from 0; a count without tag is of all
  ///   papers.
  package init(_ counts: [PaperCount], spans: [Span], tags: [Tag]) {
    func row(_ tag: String?) -> [Int] {
      counts.reduce(into: Array(repeating: 0, count: spans.count)) { row, count in
        if count.tag == tag, row.indices.contains(count.span) { row[count.span] += count.papers }
      }
    }
    self.spans = spans
    rows = tags.map { Row(tag: $0.name, label: $0.label, counts: row($0.name)) }
    totals = row(nil)
  }

  /// Whether each span is a day.
  package var isOfDays: Bool { spans.allSatisfy { $0.days.lowerBound == $0.days.upperBound } }

  /// The highest count of a tag.
  package var most: Int { rows.flatMap(\.counts).max() ?? 0 }
}

/// How many papers with a tag the feeds showed in a span of days.
package struct PaperCount: Equatable, Sendable {
  /// `nil`: of any or none.
  package var tag: String?
  /// From 0.
  package var span: Int
  package var papers: Int

  package init(tag: String?, span: Int, papers: Int) {
    self.tag = tag
    self.span = span
    self.papers = papers
  }
}

extension Trends.Span {
  package init(_ week: DiaryWeek, in calendar: CourseCalendar) {
    // `부캠 3주차` without its course.
    let label = calendar.label(of: week).split(separator: " ").last.map(String.init) ?? ""
    self.init(
      name: week.name, label: label == week.name ? String(label.suffix(3)) : label,
      days: week.first...week.last)
  }

  package init(_ day: Day) {
    self.init(name: "\(day)", label: "\(day.civil.month)/\(day.civil.day)", days: day...day)
  }
}
