import ArgumentParser
import NonmunKit

struct QueueDone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Strikes entries out, or checks their boxes.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var week: QueueWeekOption

  @Argument(help: "Items in any form, numbers of the last list, or text of the entry.")
  var entries: [String]

  @Option(help: "What was read of it, in brackets behind it: the entry stays open.")
  var part: String?

  func run() throws {
    let desk = try Desk(workspace)
    let part = part?.whiteSpaceFolded
    guard part != "" else { throw UsageError("--part says nothing") }
    let writer = try week.writer(desk)
    let library = desk.libraryIfAny()
    try writer.change(entries, library) { list, entry in
      try part.map { list.remarking($0, on: entry) }
        ?? QueueWriter.striking(entry, of: list, library)
    }
  }
}

struct QueueReopen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Takes strikes and checks back.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var week: QueueWeekOption

  @Argument(help: "Items in any form, numbers of the last list, or text of the entry.")
  var entries: [String]

  func run() throws {
    let desk = try Desk(workspace)
    let writer = try week.writer(desk)
    let library = desk.libraryIfAny()
    try writer.change(entries, library) { list, entry in
      try QueueWriter.reopening(entry, of: list, library)
    }
  }
}
