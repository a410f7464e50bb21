import NonmunKit

extension CourseCalendar {
  /// Reads `calendar:` of `nonmun.yml`: one course, or a list of them.
  init(reading yaml: StrictYAML) throws(FileError) {
    guard yaml.isList else {
      let (course, start) = try Course.read(yaml)
      self.init([course], weekStarts: start?.weekday ?? .monday)
      return
    }
    var courses: [Course] = []
    var weekStarts: Weekday?
    for entry in try yaml.sequence() {
      let (course, start) = try Course.read(entry)
      guard course.starts != nil else {
        throw entry.error("each of several courses needs `starts`, such as 2024-08-05")
      }
      if let start {
        guard weekStarts ?? start.weekday == start.weekday else {
          throw start.yaml.error("a week starts on one day, whatever the course")
        }
        weekStarts = start.weekday
      }
      courses.append(course)
    }
    self.init(courses, weekStarts: weekStarts ?? .monday)
  }
}

extension Course {
  /// - Returns: The course, and the day on which weeks start, if it is named here.
  fileprivate static func read(
    _ yaml: StrictYAML
  ) throws(FileError) -> (Course, weekStarts: (weekday: Weekday, yaml: StrictYAML)?) {
    let fields = try yaml.mapping(of: [
      "course", "starts", "ends", "weekdays", "skip", "breaks", "week_starts", "day", "week",
    ])
    let starts = try fields["starts"]?.day()
    let ends = try fields["ends"]?.day()
    if let starts, let ends, ends < starts, let field = fields["ends"] {
      throw field.error("the course ends before it starts")
    }
    var skip: Set<Day> = []
    for days in try fields["skip"]?.sequence() ?? [] { skip.formUnion(try days.days().all) }
    var breaks: [ClosedRange<Day>] = []
    for days in try fields["breaks"]?.sequence() ?? [] { breaks.append(try days.days()) }
    let standard = Course()
    var (weekdays, dayLabel, weekLabel) =
      (standard.weekdays, standard.dayLabel, standard.weekLabel)
    if let field = fields["weekdays"] { weekdays = try Self.weekdays(field) }
    if let field = fields["day"] { dayLabel = try label(field, with: "{n}") }
    if let field = fields["week"] { weekLabel = try label(field, with: "{w}") }
    let course = Course(
      name: try fields["course"]?.text() ?? "", starts: starts, ends: ends, weekdays: weekdays,
      skip: skip, breaks: breaks, dayLabel: dayLabel, weekLabel: weekLabel)
    guard let start = fields["week_starts"] else { return (course, nil) }
    return (course, (try start.weekday(), start))
  }

  private static func weekdays(_ yaml: StrictYAML) throws(FileError) -> Set<Weekday> {
    var weekdays: Set<Weekday> = []
    for weekday in try yaml.sequence() { weekdays.insert(try weekday.weekday()) }
    guard !weekdays.isEmpty else { throw yaml.error("name at least one weekday") }
    return weekdays
  }

  private static func label(_ yaml: StrictYAML, with mark: String) throws(FileError) -> String {
    let label = try yaml.nonEmptyText()
    guard label.contains(mark) else {
      throw yaml.error("this label needs `\(mark)` where the number is to stand")
    }
    return label
  }
}

extension StrictYAML {
  /// A date, or two with `..` between: at most a year.
  fileprivate func days() throws(FileError) -> ClosedRange<Day> {
    let text = try text()
    guard let dots = text.firstRange(of: "..") else {
      let day = try day()
      return day...day
    }
    guard let first = Day(text[..<dots.lowerBound]), let last = Day(text[dots.upperBound...]),
      first <= last, last.number - first.number <= 366
    else {
      throw error("“\(text)” is no span of days: write it as 2024-09-14..2024-09-18")
    }
    return first...last
  }
}

extension ClosedRange<Day> {
  fileprivate var all: [Day] {
    (lowerBound.number...upperBound.number).map { Day(number: $0) }
  }
}
