import ArgumentParser
import NonmunKit
import NonmunStore

struct TagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tags",
    abstract: "The rule bench: lists tags, explains a paper's, tests the rules.",
    subcommands: [TagsList.self, TagsExplain.self, TagsTest.self, TagsLearn.self],
    defaultSubcommand: TagsList.self)
}

struct TagsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The tags of tags.yml, and how many papers have each.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    guard !tags.all.isEmpty else {
      Standard.error("Feeds/tags.yml names no tag")
      throw ExitStatus.foundNothing
    }
    let counts = try desk.library(tags: tags).matchCounts()
    var table = Table()
    table.rightAligned = [2, 3]
    for tag in tags.all {
      let papers = counts[tag.name] ?? 0
      if json.json {
        Standard.output(try JSONLine.text(TagSummaryLine(tag, papers: papers)))
      }
      table.add([
        tag.name, tag.label, "\(tag.any.count) rules", "\(papers) papers",
        tag.aliases.joined(separator: ", "),
      ])
    }
    if !json.json { Standard.output(lines: table.lines) }
  }
}

/// A tag, for `tags list`.
struct TagSummaryLine: Encodable {
  var tag, label: String
  var aliases: [String]
  var rules, papers: Int

  init(_ tag: Tag, papers: Int) {
    self.tag = tag.name
    label = tag.label
    aliases = tag.aliases
    rules = tag.any.count
    self.papers = papers
  }
}
