import NonmunKit
import NonmunMarkdown
import NonmunWorkspace

/// All that is known of some days of the diary: what `digest --format json` prints, and what a
/// template is given. Every member is explained in the manual (`digest.md`).
struct DigestContent: Encodable {
  struct Text: Encodable {
    var markdown, html: String
  }

  struct Addition: Encodable {
    var name, markdown, html: String
  }

  struct QueueItem: Encodable {
    var title: String
    /// Both absent for a chore.
    var address, item: String?
    /// Absent outside of groups.
    var group: String?
    var done: Bool
  }

  var title, label: String
  var week: String?
  var from, to: String
  var head: Text?
  var days: [DayContent]
  var notes: [NoteContent]
  var papers: [PaperContent]
  var queue: [QueueItem]
  var additions: [Addition] = []
  var trends: [TrendLine]?

  init(
    _ digest: Digest, _ lists: [ReadingList], _ noted: NotedDays, _ days: ClosedRange<Day>,
    _ settings: Settings
  ) throws {
    let week = settings.calendar.week(containing: days.lowerBound)
    let isWeek = days == week.first...week.last
    title = digest.shownTitle
    label =
      isWeek ? settings.calendar.label(of: week) : "\(days.lowerBound) – \(days.upperBound)"
    self.week = isWeek ? week.name : nil
    (from, to) = ("\(days.lowerBound)", "\(days.upperBound)")
    head = try digest.head.map { try Text($0.withoutFrontMatter) }
    let notes = try noted.notes.map { try NoteContent($0.note, tags: $0.tags) }
    self.notes = notes
    self.days = try noted.pages.map { page in
      let file = Workspace.page(of: page.day)
      return try DayContent(page, settings.calendar, notes: notes.filter { $0.file == file })
    }
    let keys = Dictionary(
      noted.bibliography.entries.map { ($0.paper.id, $0.key) }, uniquingKeysWith: { $1 })
    papers = noted.items.map { item in
      PaperContent(
        item.paper, tags: item.tags, isKnown: item.isKnown, key: keys[item.paper.id],
        notes: notes)
    }
    queue = lists.flatMap(\.entries).map { entry in
      QueueItem(
        title: entry.words, address: entry.references.first?.page,
        item: entry.items.first?.description, group: entry.group, done: entry.isDone)
    }
  }
}

extension DigestContent.Text {
  init(_ bytes: [UInt8]) throws {
    markdown = String(decoding: bytes, as: UTF8.self)
    html = try MarkdownHTML(bytes).text
  }
}

/// A day page.
struct DayContent: Encodable {
  struct Section: Encodable {
    /// Absent for what stands above the first one.
    var name: String?
    var markdown, html: String
    var notes: [NoteContent]
  }

  var day, weekday, heading: String
  /// All of the page.
  var markdown, html: String
  var sections: [Section]

  init(
    _ page: NotedDays.Page, _ calendar: CourseCalendar, notes: [NoteContent]
  ) throws {
    day = page.day.description
    weekday = page.day.weekday.korean
    heading =
      page.outline.headings.first { $0.level <= 2 }?.text ?? calendar.heading(of: page.day)
    let text = try DigestContent.Text(page.bytes)
    (markdown, html) = (text.markdown, text.html)
    sections = try page.sections.compactMap { name, bytes in
      let notes = notes.filter { $0.section == name }
      guard name != nil || !notes.isEmpty else { return nil }
      let text = try DigestContent.Text(bytes)
      return Section(name: name, markdown: text.markdown, html: text.html, notes: notes)
    }
  }
}

extension NotedDays.Page {
  /// What stands under each heading of level 3, without the heading.
  fileprivate var sections: [(name: String?, bytes: [UInt8])] {
    let headings = outline.headings.filter { $0.level <= 3 }
    let starts: [(name: String?, start: Int)] =
      [(nil, 0)]
      + headings.map { heading in
        (heading.level == 3 ? heading.text : nil, heading.range.upperBound)
      }
    let ends = headings.map(\.range.lowerBound) + [bytes.count]
    return zip(starts, ends).map { ($0.name, Array(bytes[$0.start..<$1])) }
  }
}

/// A note, with what a page needs of it.
struct NoteContent: Encodable {
  var day: String
  var section: String?
  var markdown, html: String
  var items: [String]
  var file: String
  var line: Int
  var tags: [String]

  init(_ note: Note, tags: [String]) throws {
    day = note.day.description
    section = note.section
    markdown = note.markdown
    html = try MarkdownHTML(Array(note.markdown.utf8)).text
    items = note.items.map(\.description)
    file = note.file
    line = note.line
    self.tags = tags
  }
}
