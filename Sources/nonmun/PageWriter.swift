import NonmunKit
import NonmunMarkdown
import NonmunWorkspace

/// Puts a note on a day page: found, checked, and written whole, under a lock.
struct PageWriter {
  let desk: Desk
  let day: Day

  var file: String { Workspace.page(of: day) }

  /// The last line of the page with a note on all of `items`; 1-based.
  func line(noting items: [ItemID]) throws -> Int? {
    guard let bytes = try desk.workspace.bytes(of: file) else { return nil }
    let notes = try PageBlocks(parsing: bytes).outline.notes(of: day, in: bytes, file: file)
    return notes.last { Set($0.items).isSuperset(of: items) }?.line
  }

  /// - Returns: Where the note stands now.
  func add(_ note: NoteText, section: String?) throws -> (file: String, line: Int) {
    let lock = try WorkspaceLock(desk.workspace)
    let written = try addLocked(note, section: section)
    _ = consume lock
    return written
  }

  /// How often an editor that saves at the same moment is waited for.
  private static let attempts = 5

  private func addLocked(
    _ note: NoteText, section: String?
  ) throws -> (file: String, line: Int) {
    let path = desk.workspace.path(file)
    let place = try place(section)
    for _ in 1...Self.attempts {
      let mark = FileMark(path: path)
      let bytes = try desk.workspace.bytes(of: file)
      let page = try bytes.map {
        DayPage(bytes: $0, outline: try PageBlocks(parsing: $0).outline)
      }
      let insertion = Insertion(of: note, into: page, at: place)
      let outline = try PageBlocks(parsing: insertion.result).outline
      do {
        try insertion.check(outline, of: note, into: page, at: place)
      } catch {
        throw Refusal(file: file, reason: error)
      }
      guard FileMark(path: path) == mark else { continue }
      try SafeWrite.write(insertion.result, to: path, shown: file)
      LastNote(insertion, in: file, isNewPage: bytes == nil).remember(in: desk.workspace)
      return (file, insertion.line)
    }
    throw WorkspaceError.changing(path: file)
  }

  private func place(_ section: String?) throws -> NotePlace {
    let settings = desk.settings
    let order = settings.sections.map {
      PageSection($0, aliases: settings.sectionAliases[$0] ?? [])
    }
    let wanted = section?.whiteSpaceFolded ?? settings.sections[0]
    guard !wanted.isEmpty else { throw UsageError("'--section' is empty") }
    let known = order.first { $0.name == wanted || $0.aliases.contains(wanted) }
    let (before, after) = try neighbours()
    return NotePlace(
      dayHeading: settings.calendar.heading(of: day), section: known ?? PageSection(wanted),
      order: order, before: PieceEdge(endOf: before), after: PieceEdge(startOf: after))
  }

  /// The pieces of the week's post on either side of this page.
  private func neighbours() throws -> (before: [UInt8]?, after: [UInt8]?) {
    let week = desk.settings.calendar.week(containing: day)
    let days = try desk.workspace.pageDays().filter { (week.first...week.last).contains($0) }
    let before = try days.last { $0 < day }.map {
      try desk.workspace.bytes(of: Workspace.page(of: $0))
    }
    let after = try days.first { $0 > day }.map {
      try desk.workspace.bytes(of: Workspace.page(of: $0))
    }
    return (
      try before ?? desk.workspace.bytes(of: Workspace.head(of: week)), after ?? nil
    )
  }

  private struct Refusal: Error, CustomStringConvertible {
    let file: String
    let reason: InsertionError

    var description: String { "\(file): \(reason); nothing was written" }
  }
}
