import ArgumentParser
import Foundation

@main
struct Nonmun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nonmun",
    abstract: "A daily paper log: fetch, match, note in Korean, and post the week.",
    version: "nonmun \(Nonmun.version)",
    subcommands: [
      Init.self, Fetch.self, Status.self, List.self, Show.self, Search.self, NoteCommand.self,
      Notes.self, Queue.self, Dismiss.self, DigestCommand.self, TrendsCommand.self,
      Lint.self, Feeds.self, Import.self, Export.self, TagsCommand.self,
    ])

  static let version = "0.1.0"

  /// The User-Agent, as arXiv and others ask: who asks, in which version, and how to reach them.
  static func agent(contact: String) -> String {
    contact.isEmpty ? "nonmun/\(version)" : "nonmun/\(version) (\(contact))"
  }

  static func main() {
    // A file beyond what `ulimit -f` allows is an error like a full disk, and not the end.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      ExitStatus.exit(for: error)
    }
  }
}
