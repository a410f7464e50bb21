import NonmunKit
import NonmunWorkspace

extension PostImport {
  /// A piece of the post, and what stands where it belongs.
  struct Entry {
    enum State: String {
      case new, same
      /// The digest was edited; the page is as it was when the digest was written.
      case edited
      /// The page was edited; the digest is as it was written.
      case newer = "page is newer"
      case different
    }

    let piece: DiaryPiece
    let name: String
    let bytes: [UInt8]
    let held: [UInt8]?
    let state: State
  }

  func entries() throws -> [Entry] {
    try post.pieces.map { piece in
      let name = piece.place.file
      let bytes = Array(post.bytes[piece.range])
      let held = try desk.workspace.bytes(of: name)
      let written = record?.pieces[name]
      let state: Entry.State =
        switch held {
        case nil: .new
        case bytes?: .same
        case let held? where written == ByteMark(held): .edited
        case _? where written == ByteMark(bytes): .newer
        case _?: .different
        }
      return Entry(piece: piece, name: name, bytes: bytes, held: held, state: state)
    }
  }

  /// Pages and heads of the post's weeks that the post has no piece for.
  func others(_ entries: [Entry]) throws -> [String] {
    guard let weeks = post.weeks(calendar: desk.settings.calendar) else { return [] }
    let days = weeks.lowerBound.first...weeks.upperBound.last
    var names = try desk.workspace.pageDays().filter(days.contains).map(Workspace.page)
    for week in [weeks.lowerBound, weeks.upperBound] {
      let name = Workspace.head(of: week)
      if try desk.workspace.bytes(of: name)?.isEmpty == false, !names.contains(name) {
        names.append(name)
      }
    }
    let own = Set(entries.map(\.name)).union(record?.pieces.keys.map { $0 } ?? [])
    return names.filter { !own.contains($0) }
  }

  func conflicts(_ entries: [Entry]) throws -> [String] {
    var conflicts = entries.filter { $0.state == .different }.map { entry in
      record == nil
        ? "\(entry.name) stands there with other bytes; it is left as it is"
        : "\(entry.name) was changed, and so was its part of the post; merge them in the page"
    }
    let own = Set(entries.map(\.name))
    for name in (record?.pieces.keys.sorted() ?? []) where !own.contains(name) {
      guard try desk.workspace.bytes(of: name) != nil else { continue }
      conflicts.append("\(name) is no longer in the post; remove the file if that is meant")
    }
    if !conflicts.isEmpty {
      conflicts.append(
        "nothing was written; see the difference with: \(exportCommand()) | diff \(file.forShell) -"
      )
    }
    return conflicts
  }

  /// What prints the weeks of the post as they are in the pages.
  func exportCommand() -> String {
    guard let weeks = post.weeks(calendar: desk.settings.calendar) else { return "" }
    let span =
      weeks.lowerBound == weeks.upperBound
      ? "--week \(weeks.lowerBound.name)"
      : "--from \(weeks.lowerBound.first) --to \(weeks.upperBound.last)"
    return "nonmun digest \(span) --format markdown --output -"
  }

  func show(_ entries: [Entry]) {
    var table = Table()
    table.rightAligned = [3, 4]
    table.add(["heading", "day", "file", "bytes", "notes", "state"])
    for entry in entries {
      let (heading, day) = words(for: entry.piece.place)
      let notes = outline.linkedBlocks.count { block in
        entry.piece.range.contains(block.place.range.lowerBound)
          && block.links.contains(where: \.isWeb)
      }
      table.add([
        heading, day, entry.name, "\(entry.bytes.count)", "\(notes)", entry.state.rawValue,
      ])
    }
    Standard.output(lines: table.lines)
  }

  private func words(for place: DiaryPiece.Place) -> (heading: String, day: String) {
    switch place {
    case .week(let week): ("(head)", desk.settings.calendar.label(of: week))
    case .day(let day):
      (post.pages.first { $0.day == day }?.heading.text ?? "", "\(day) \(day.weekday.korean)")
    }
  }
}
