import ArgumentParser
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds papers and notes by their words; the numbers serve other commands.",
    discussion: """
      Words must all occur; "phrases", prefix*, title: abstract: author: category: source:, AND OR \
      NOT ANDNOT and parentheses as in a rule of tags.yml. Plurals, \
      spellings and Korean particles make no difference, and names are looked for in both languages.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Argument(help: "What to look for.")
  var query: [String]

  @Option(help: "At most so many papers, and so many notes; without it all, on a terminal 50.")
  var limit: Int?

  @Flag(help: "The words themselves only: not what they are called in the other language.")
  var exact = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("'--limit' is at least 1.") }
  }

  func run() throws {
    let typed = try rule()
    let desk = try Desk(workspace)
    let terms = exact ? nil : FieldTerms(tags: try desk.workspace.tagNames())
    let (rule, names) = typed.forSearch(terms)
    if !names.isEmpty { Standard.error("also: \(names.joined(separator: ", "))") }
    let tags = json.json ? try Tags(desk.workspace) : nil
    let library = try desk.library(tags: tags)
    if let tags { try desk.refreshRanking(library, tags) }
    if try !library.indexText() {
      Standard.error("another nonmun is writing the library: the newest papers are left out")
    }
    // One more than is shown tells whether there is more.
    let screen = limit == nil && !json.json && Standard.outputIsScreen ? Self.mostOnScreen : nil
    let most = limit ?? screen.map { $0 + 1 }
    var (notes, items) = try library.notes(answering: rule, limit: most)
    var papers = try library.papers(answering: rule, or: items, limit: most, isWhole: json.json)
    guard !papers.isEmpty || (!notes.isEmpty && !json.json) else {
      Standard.error(
        try library.isEmpty() ? "the library is empty: nonmun fetch" : "nothing is like this")
      throw ExitStatus.foundNothing
    }
    let isCut = screen.map { max(papers.count, notes.count) > $0 } ?? false
    if let screen {
      papers = Array(papers.prefix(screen))
      notes = Array(notes.prefix(screen))
    }
    try library.rememberListing(papers.map(\.paper.id))
    if let tags { papers = try library.explained(papers, by: tags.matcher) }
    let reasons = json.json ? try library.rankingReasons() : nil
    try PaperTable.show(papers, asJSON: json.json, reasons)
    if !json.json {
      Standard.output(
        lines: notes.map {
          "\($0.file):\($0.line): \($0.markdown.linesForTerminal)"
        })
    }
    if isCut { Standard.error("the newest \(Self.mostOnScreen); --limit shows more") }
  }

  /// A common word stands in half of all papers, of which a person reads the newest. A pipe gets all.
  private static let mostOnScreen = 50

  /// Half of what SQLite takes in one condition, if every character were a word.
  private static let longestQuery = 1000

  private func rule() throws -> Rule {
    let text = query.joined(separator: " ")
    guard text.unicodeScalars.count <= Self.longestQuery else {
      throw UsageError("a query has at most \(Self.longestQuery) characters")
    }
    do throws(RuleError) {
      return try Rule(parsing: text, in: Rule.Field.searched)
    } catch {
      let place = CaretLine(text, column: error.column)
      throw UsageError("this cannot be searched for: \(error)\n\(place)")
    }
  }
}
