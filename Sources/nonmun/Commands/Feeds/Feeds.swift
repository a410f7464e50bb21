import ArgumentParser
import NonmunKit
import NonmunWorkspace

struct Feeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "Lists, adds, removes, checks, imports, exports and allows feeds.",
    subcommands: [
      FeedsList.self, FeedsAdd.self, FeedsRemove.self, FeedsCheck.self, FeedsImport.self,
      FeedsExport.self, FeedsAllow.self,
    ],
    defaultSubcommand: FeedsList.self)
}

struct FeedsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The feeds of feeds.yml, in its order.")

  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let desk = try Desk(workspace)
    var table = Table()
    for feed in try desk.workspace.feeds() {
      table.add([feed.name, feed.source.kind.rawValue, feed.source.asked.withoutUser])
    }
    guard !table.lines.isEmpty else {
      Standard.error("Feeds/feeds.yml names no feed")
      throw ExitStatus.foundNothing
    }
    Standard.output(lines: table.lines)
  }
}
