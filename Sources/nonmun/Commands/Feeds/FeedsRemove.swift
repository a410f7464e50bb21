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

  /// How many names of feeds help.
  private static let named = 10

  func run() throws {
    let desk = try Desk(workspace)
    let known = try desk.workspace.feeds().map(\.name)
    for name in names where !known.contains(name) {
      guard !known.isEmpty else { throw UsageError("no feed is called “\(name)”: there is none") }
      let some = known.prefix(Self.named).joined(separator: ", ")
      let rest = known.count > Self.named ? " and \(known.count - Self.named) others" : ""
      throw UsageError("no feed is called “\(name)”: there are \(some)\(rest)")
    }
    try desk.workspace.editFeeds { text in try text.removing(Set(names)) }
  }
}
