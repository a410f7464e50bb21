import ArgumentParser
import NonmunKit

struct QueueCarry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carry", abstract: "Copies the open entries to the list of the week after.",
    discussion: "The old list stays as it is, and what the new one has already is not copied.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var week: QueueWeekOption

  func run() throws {
    let desk = try Desk(workspace)
    let old = try week.writer(desk)
    let new = QueueWriter(desk: desk, week: old.week.advanced(by: 1))
    guard let list = try old.list(), list.entries.contains(where: { !$0.isDone }) else {
      Standard.error("\(old.file) has no open entry")
      throw ExitStatus.foundNothing
    }
    for entry in list.entries where !entry.isDone {
      let text = String(decoding: list.bytes[entry.text], as: UTF8.self).whiteSpaceFolded
      var isThere = false
      try new.edit(adding: 1) { held in
        isThere = held.entries.contains { other in
          entry.items.isEmpty
            ? other.words == entry.words : !other.items.filter(entry.items.contains).isEmpty
        }
        // A new list gets boxes where the old one has them; later entries take after the first.
        let box = held.entries.isEmpty && entry.box != nil ? "[ ] " : ""
        return isThere ? [] : held.adding(box + text, under: entry.group)
      }
      if !isThere { Standard.output("\(new.file): \(text.linesForTerminal)") }
    }
  }
}
