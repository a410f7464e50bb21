import ArgumentParser
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Dismiss: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss",
    abstract: "Says that papers are not for me: they sink, and their tags learn from it.",
    discussion: "Kept in Feeds/dismissed.tsv, a line each.")

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "arXiv ids, DOIs, addresses in any form, or numbers of the last list.")
  var items: [String]

  @Option(help: "Only as a paper of this tag: its name, label or alias. Without it: of any.")
  var tag: String?

  @Flag(help: "Takes it back.")
  var undo = false

  func run() throws {
    let desk = try Desk(workspace)
    let tag = try tag.map { try Tags(desk.workspace).named($0).name }
    let library = items.contains { Int($0) != nil } ? try desk.openLibrary() : nil
    let items = try items.map { try ItemReference(argument: $0, library).id }
    var lines: [String] = []
    var missed: [ItemID] = []
    try desk.workspace.editDismissals { file in
      for item in items {
        if undo {
          if file.remove(item, tag: tag) {
            lines.append("\(item): no longer dismissed")
          } else {
            missed.append(item)
          }
        } else {
          let isNew = file.add(Dismissal(item: item, tag: tag), on: desk.today)
          lines.append("\(item): dismissed" + (isNew ? "" : " before"))
        }
      }
    }
    Standard.output(lines: lines.map(\.forTerminal))
    for item in missed {
      Standard.error("\(item) was not dismissed" + (tag.map { " from \($0) alone" } ?? ""))
    }
    if !missed.isEmpty { throw ExitStatus.failed }
  }
}
