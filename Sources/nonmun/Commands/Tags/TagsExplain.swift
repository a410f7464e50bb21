import ArgumentParser
import NonmunKit

struct TagsExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a paper has its tags, and how near it came to the others.")

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "An arXiv id, a DOI, an address in any form, or a number of the last list.")
  var item: String

  func run() throws {}
}
