import ArgumentParser
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Notes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "Lists notes: by tag, day, week or item.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var days: DaysOption
  @OptionGroup var json: JSONFlag

  @Option(help: "Only notes on papers with this tag: its name, label or alias.")
  var tag: String?

  @Option(help: "Only notes on this item: any name of it, or a number of the last list.")
  var item: String?

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try tag.map { _ in try Tags(desk.workspace) }
    let library = try desk.library(tags: tags)
    let notes = try library.notes(
      tag: try tag.flatMap { try tags?.named($0).name }, days: try days.range(desk),
      item: try item.map { try ItemReference(argument: $0, library).id })
    guard !notes.isEmpty else {
      Standard.error("no note is like this")
      throw ExitStatus.foundNothing
    }
    Standard.output(
      lines: try notes.map { note, tags in
        json.json
          ? try JSONLine.text(NoteLine(note, tags: tags))
          : "\(note.file):\(note.line): \(note.markdown.linesForTerminal)"
      })
  }
}
