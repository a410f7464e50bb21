import ArgumentParser
import NonmunKit
import NonmunWorkspace

struct FeedsRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Takes feeds out of feeds.yml; what they brought stays in the library.")

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "Names of feeds.")
  var names: [String]

  func run() throws {
    let desk = try Desk(workspace)
    let known = try desk.workspace.feeds().map(\.name)
    for name in names where !known.contains(name) {
      throw UsageError("no feed is called “\(name)”: \(known.joined(separator: ", "))")
    }
    try desk.workspace.editFeeds { text throws(FileError) in try text.removing(Set(names)) }
  }
}
