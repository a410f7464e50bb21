import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunWorkspace

/// Keeps the library's index of `Annotations/` true to the files.
struct PageIndexer {
  let workspace: Workspace
  let calendar: CourseCalendar

  /// Reads the weeks with files that changed since they were indexed, and no others.
  ///
  /// A week is one post: a link may be defined on another of its pages.
  func refresh(_ library: Library) throws {
    let held = try library.pageMarks()
    var weeks: [DiaryWeek: [(file: String, day: Day?)]] = [:]
    for day in try workspace.pageDays() {
      weeks[calendar.week(containing: day), default: []].append((Workspace.page(of: day), day))
    }
    for name in try workspace.headNames() {
      guard let week = DiaryWeek(name: name, startingOn: calendar.weekStarts) else { continue }
      weeks[week, default: []].append(("\(Workspace.annotations)/\(name).md", nil))
    }
    var found: Set<String> = []
    var changed: [PageIndex] = []
    for files in weeks.keys.sorted().compactMap({ weeks[$0] }) {
      let marks = files.map { mark(of: $0.file) }
      let present = zip(files, marks).compactMap { file, mark in mark.map { (file, $0) } }
      found.formUnion(present.map(\.0.file))
      guard present.contains(where: { held[$0.0.file] != $0.1 }) else { continue }
      let bytes = try present.map { try workspace.bytes(of: $0.0.file) ?? [] }
      let definitions = LinkDefinitions(in: bytes)
      for (((file, day), mark), bytes) in zip(present, bytes) {
        changed.append(
          try index(file, of: day, bytes, mark: mark, definitions: definitions))
      }
    }
    try library.index(changed, gone: held.keys.filter { !found.contains($0) }.sorted())
  }

  /// The version of what is read from a page stands in its mark: with a new one all are read again.
  private func mark(of file: String) -> String? {
    FileMark(path: workspace.path(file)).map { "3 \($0.text)" }
  }

  private func index(
    _ file: String, of day: Day?, _ bytes: [UInt8], mark: String, definitions: LinkDefinitions
  ) throws -> PageIndex {
    var index = PageIndex(file: file, mark: mark)
    let outline = try PageBlocks(
      parsing: bytes + definitions.missing(in: bytes), skippingFrontMatter: day == nil
    ).outline
    if let day {
      index.notes = outline.notes(of: day, in: bytes, file: file, calendar: calendar)
    } else {
      index.queue = ReadingList(bytes, outline: outline).entries.flatMap(\.queue)
    }
    return index
  }
}
