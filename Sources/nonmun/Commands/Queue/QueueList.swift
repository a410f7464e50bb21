import ArgumentParser
import NonmunKit
import NonmunStore

struct QueueList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The entries of the list, with numbers for other commands.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var week: QueueWeekOption
  @OptionGroup var json: JSONFlag

  func run() throws {
    let desk = try Desk(workspace)
    let writer = try week.writer(desk)
    guard let entries = try writer.list()?.entries, !entries.isEmpty else {
      Standard.error("\(writer.file) has no reading list")
      throw ExitStatus.foundNothing
    }
    let library = try desk.library()
    let noted = try entries.map { entry in
      try entry.items.flatMap { try library.notes(item: $0) }.map(\.note.day).max()
    }
    if json.json {
      return Standard.output(
        lines: try zip(entries, noted).map { entry, day in
          try JSONLine.text(QueueLine(entry, file: writer.file, week: writer.week, noted: day))
        })
    }
    var table = Table()
    table.rightAligned = [0]
    for (number, (entry, day)) in zip(entries, noted).enumerated() {
      let remark = entry.isDone ? "" : day.map { "noted \($0): queue done \(number + 1)" } ?? ""
      table.add([
        "\(number + 1)", entry.isDone ? "done" : "open", entry.words, entry.group ?? "", remark,
      ])
    }
    Standard.output(lines: table.lines.map(\.withoutSpacesAtItsEnd))
    try library.rememberListing(entries.map { $0.items.first ?? .chore($0.words) })
  }
}

/// An entry of a reading list, for `--json`.
struct QueueLine: Encodable {
  var week, file: String
  var line: Int
  var text: String
  var group: String?
  var items: [String]
  var done: Bool
  var part: String?
  /// The last day with a note on it.
  var noted: String?

  init(_ entry: ReadingList.Entry, file: String, week: DiaryWeek, noted: Day?) {
    self.week = week.name
    self.file = file
    line = entry.line
    text = entry.words
    group = entry.group
    items = entry.items.map(\.description)
    done = entry.isDone
    part = entry.part
    self.noted = noted?.description
  }
}

extension String {
  /// A last column may be empty.
  fileprivate var withoutSpacesAtItsEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
