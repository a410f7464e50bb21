import Foundation
import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunTemplate
import NonmunWorkspace

/// A digest with what is added to it, ready to be written in one format.
struct DigestWriting {
  /// With its additions.
  private(set) var digest: Digest
  private let desk: Desk
  private let days: ClosedRange<Day>
  private let format: DigestFormat
  private let lists: [ReadingList]
  private var additions: [(name: DigestAddition, markdown: String)] = []
  private var trends: Trends?
  /// What the library knows; only for formats that show it.
  private var week: NotedDays?

  /// - Parameter heads: Of the weeks that are whole in these days.
  init(
    _ desk: Desk, _ digest: Digest, _ days: ClosedRange<Day>, heads: [[UInt8]],
    pages: [(day: Day, bytes: [UInt8])], additions: [DigestAddition], format: DigestFormat
  ) throws {
    self.desk = desk
    self.digest = digest
    self.days = days
    self.format = format
    lists = try heads.map { head in
      ReadingList(head, outline: try PageBlocks(parsing: head, skippingFrontMatter: true).outline)
    }
    let isPlain = [.markdown, .jekyll, .html].contains(format)
    guard !isPlain || !additions.isEmpty else { return }
    let tags = try Tags(desk.workspace)
    let library = try desk.library(tags: tags)
    if additions.contains(.trends) {
      trends = try library.trends(days, tags: tags.all, calendar: desk.settings.calendar)
    }
    for name in additions {
      let markdown =
        switch name {
        case .matches: try library.unnotedMatches(on: days, tags: tags.all)
        case .numbers: try library.numbers(on: days, tags: tags.all)
        case .trends: trends.map(DigestAddition.trends) ?? ""
        case .news: DigestAddition.news(try library.news(on: days, in: desk.settings.timeZone))
        case .queue: DigestAddition.queue(lists.flatMap(\.entries).filter { !$0.isDone })
        }
      self.additions.append((name, markdown))
    }
    self.digest.additions = self.additions.map(\.markdown)
    guard !isPlain else { return }
    week = try NotedDays(
      pages, days, library, tags: tags.all, withItems: [.json, .bibtex].contains(format))
  }

  var bytes: [UInt8] {
    get throws {
      switch format {
      case .markdown: digest.markdown
      case .jekyll: digest.jekyll
      case .hugo: digest.hugo(tags: week?.tags.map(\.label) ?? [])
      case .html: Array(try page.html.utf8)
      case .json: Array("\(try JSONLine.text(content))\n".utf8)
      case .atom: Array(try feed.xml.utf8)
      case .bibtex: Array((week?.bibliography.bibtex ?? "").utf8)
      }
    }
  }

  /// What stands before the diary in a post whose head has no front matter.
  var prefix: [UInt8] {
    switch format {
    case .jekyll: digest.jekyllPrefix
    case .hugo: digest.hugoPrefix(tags: week?.tags.map(\.label) ?? [])
    default: []
    }
  }

  /// What is added to front matter that the head has.
  var lines: (place: Int, lines: [UInt8])? {
    format == .hugo ? digest.hugoLines(tags: week?.tags.map(\.label) ?? []) : nil
  }

  /// - Parameter path: Of a Mustache template; relative to the current folder.
  func bytes(template path: String) throws -> [UInt8] {
    guard
      let source = try FileBytes.read(URL(filePath: path).path(percentEncoded: false), shown: path)
    else { throw UsageError("\(path): no such file") }
    guard let text = String(validating: source, as: UTF8.self) else {
      throw UsageError("\(path): not UTF-8")
    }
    let template = try DigestTemplate(parsing: text, path: path)
    return Array(try template.text(json: Data(try JSONLine.text(content).utf8)).utf8)
  }
}

extension DigestWriting {
  private var page: WebPage {
    get throws {
      let diary = try MarkdownHTML(digest.body)
      var body = diary.text
      var headings = diary.headings
      for (name, markdown) in additions {
        let addition = try MarkdownHTML(Array(markdown.utf8), taken: headings)
        headings += addition.headings
        let chart = name == .trends ? trends.map { TrendChart($0).figure } : nil
        body += chart.map { addition.text.withChart($0) } ?? addition.text
      }
      return WebPage(
        title: digest.shownTitle, days: "\(days.lowerBound) – \(days.upperBound)",
        places: headings.filter { $0.level == 2 }.map { ($0.text, $0.id) }, body: body,
        style: trends == nil ? "" : TrendChart.style + "\n")
    }
  }

  private var content: DigestContent {
    get throws {
      guard let week else { preconditionFailure("the library is read for this format") }
      var content = try DigestContent(digest, lists, week, days, desk.settings)
      content.additions = try additions.map { name, markdown in
        let html = try MarkdownHTML(Array(markdown.utf8)).text
        return DigestContent.Addition(name: name.rawValue, markdown: markdown, html: html)
      }
      content.trends = trends.map(TrendLine.all)
      return content
    }
  }

  private var feed: NotesFeed {
    get throws {
      guard let week else { preconditionFailure("the library is read for this format") }
      let settings = desk.settings
      let course = settings.calendar.courses.last?.name ?? ""
      let entries = try week.pages.map { page in
        NotesFeed.Entry(
          day: page.day, heading: settings.calendar.heading(of: page.day),
          html: try MarkdownHTML(page.bytes, mathematics: .source).text, links: page.links,
          tags: week.tags(on: page.day))
      }
      return NotesFeed(
        title: course.isEmpty ? "논문 노트" : "\(course) 논문 노트",
        author: settings.digestAuthor ?? "nonmun", site: settings.digestSite,
        authority: settings.authority, zone: digest.zone, day: digest.day,
        entries: entries)
    }
  }
}

extension Settings {
  /// The host of the reader's site, else their address of mail, else a name that nobody has
  /// (RFC 2606).
  fileprivate var authority: String {
    if let host = digestSite.flatMap(URL.init(string:))?.host() { return host.lowercased() }
    return contact.contains("@") && !contact.contains(" ") ? contact : "nonmun.invalid"
  }
}

extension String {
  /// With a chart between the heading and the table.
  fileprivate func withChart(_ figure: String) -> String {
    guard let table = range(of: "<table>") else { return self + figure }
    return self[..<table.lowerBound] + figure + self[table.lowerBound...]
  }
}
