import ArgumentParser

@main
struct Nonmun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nonmun",
    abstract: "A daily paper log: fetch, match, note in Korean, and post the week.",
    version: "nonmun \(Nonmun.version)",
    subcommands: [
      Init.self, Fetch.self, Status.self, List.self, Show.self, NoteCommand.self, Notes.self,
      DigestCommand.self,
    ])

  static let version = "0.1.0"

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      ExitStatus.exit(for: error)
    }
  }
}
