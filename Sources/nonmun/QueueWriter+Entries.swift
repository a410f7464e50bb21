import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunWorkspace

extension QueueWriter {
  /// Strikes an entry out. What of its text was struck already is remembered, so that reopening it
  /// gives the same bytes.
  static func striking(
    _ entry: ReadingList.Entry, of list: ReadingList, _ library: Library?
  ) throws -> [ListEdit] {
    let edits = list.striking(entry)
    guard !edits.isEmpty, entry.box == nil else { return edits }
    let old = Array(list.bytes[entry.text])
    let shifted = edits.map { edit in
      let place = edit.range.lowerBound - entry.text.lowerBound
      return ListEdit(place..<place, String(decoding: edit.bytes, as: UTF8.self))
    }
    let new = old.applying(shifted)
    if old.contains(UInt8(ascii: "~")), let text = String(validating: old, as: UTF8.self) {
      try library?.setTextBeforeStrike(text, of: String(decoding: new, as: UTF8.self))
    }
    return edits
  }

  static func reopening(
    _ entry: ReadingList.Entry, of list: ReadingList, _ library: Library?
  ) throws -> [ListEdit] {
    let text = String(decoding: list.bytes[entry.text], as: UTF8.self)
    guard entry.isDone, entry.box == nil, let old = try library?.textBeforeStrike(of: text) else {
      return list.reopening(entry)
    }
    return [ListEdit(entry.text, old)]
  }

  /// Changes entries one by one, and shows each line as it stands then.
  func change(
    _ arguments: [String], _ library: Library?,
    _ change: (ReadingList, ReadingList.Entry) throws -> [ListEdit]
  ) throws {
    guard try list() != nil else {
      Standard.error("\(file) has no reading list")
      throw ExitStatus.foundNothing
    }
    for argument in arguments {
      var line = 0
      try edit { list in
        let entry = try list.entry(argument, library, file: file)
        line = entry.line
        let edits = try change(list, entry)
        if edits.isEmpty {
          Standard.error("\(file):\(line): nothing to change; if something is, it takes an editor")
        }
        return edits
      }
      let bytes = try list()?.bytes ?? []
      let lines = PageLines(bytes).lines
      guard line <= lines.count else { continue }
      let text = String(decoding: bytes[lines[line - 1].content], as: UTF8.self)
      Standard.output("\(file):\(line): \(text.linesForTerminal)")
    }
  }
}

/// Says of what was just noted that it stands on a reading list, still open.
struct QueueOffer {
  let desk: Desk
  let day: Day

  /// The note is written: a list that cannot be read is no reason to say that it failed.
  func show(for items: [ItemID]) {
    let calendar = desk.settings.calendar
    for week in Set([day, desk.today].map(calendar.week(containing:))).sorted() {
      let writer = QueueWriter(desk: desk, week: week)
      do {
        for entry in try writer.list()?.entries ?? [] where !entry.isDone {
          guard let item = entry.items.first(where: items.contains) else { continue }
          Standard.error(
            "\(writer.file):\(entry.line): “\(entry.words)” is on the reading list; "
              + "strike it out with: nonmun queue done \(item) --week \(week.name)")
        }
      } catch {
        Standard.error("nonmun: \(error)")
      }
    }
  }
}
