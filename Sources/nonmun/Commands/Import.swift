import ArgumentParser
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes in weekly posts, papers (OAI-PMH, arXiv's bulk metadata), a saved library.",
    discussion: """
      A post is cut at the headings of its days and laid down in Annotations/: nothing between, \
      nothing changed, so that `digest` gives the same bytes. What is to be written is shown \
      before; nothing that stands there is replaced, but for a page whose edited digest comes \
      back. A file of metadata is read line by line; broken off, it goes on where it was.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "Files.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Of a post: the day of a heading, named by its text or line; '-' for a heading of no day.",
      valueName: "heading=date"))
  var map: [String] = []

  @Flag(help: "Of a post: shows what would be written, and writes nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Of a post: does not ask, on a terminal, before it writes.")
  var yes = false

  func run() throws {
    let desk = try Desk(workspace)
    let mapping = try map.map { try DayMapping($0, desk) }
    let (posts, papers) = try split()
    guard mapping.isEmpty || posts.count == 1, !dryRun || papers.isEmpty else {
      throw UsageError(
        mapping.isEmpty
          ? "'--dry-run' is for posts, which end in .md"
          : "'--map' is for one post, which ends in .md")
    }
    var failed = 0
    for file in posts {
      do {
        try PostImport(file, mapping: mapping, desk: desk).run(isDry: dryRun, isAgreed: yes)
      } catch let error as PostImport.Refusal {
        Standard.error("nonmun: \(error)")
        failed += 1
      }
    }
    if !papers.isEmpty { failed += try load(papers, desk) }
    if failed > 0 { throw ExitStatus.failed }
  }

  private func split() throws -> (posts: [String], papers: [String]) {
    var (posts, papers): ([String], [String]) = ([], [])
    for file in files {
      if try PostImport.isPost(file) { posts.append(file) } else { papers.append(file) }
    }
    return (posts, papers)
  }

  /// - Returns: How many files could not be read.
  private func load(_ files: [String], _ desk: Desk) throws -> Int {
    let tags = try Tags(desk.workspace)
    let library = try desk.library(tags: tags)
    let matcher = tags.matcher
    var failed = 0
    for file in files {
      do {
        if SavedLibrary.isOne(file) {
          try LibraryImport(file: file, library: library, matcher: matcher).run()
          continue
        }
        var imported = try PaperImport(
          file, library: library, matcher: matcher, desk: desk)
        try imported.run()
        if imported.isEmpty { failed += 1 }
      } catch let error as FeedBody.Unusable {
        Standard.error("nonmun: \(error)")
        failed += 1
      }
    }
    try library.indexText()
    return failed
  }
}

extension DayMapping {
  /// Reads `HEADING=DATE`.
  fileprivate init(_ typed: String, _ desk: Desk) throws {
    guard let equals = typed.lastIndex(of: "="), equals > typed.startIndex else {
      throw UsageError("'--map' takes HEADING=DATE, such as '12일차=2024-08-20', not “\(typed)”")
    }
    let day = typed[typed.index(after: equals)...].whiteSpaceFolded
    self.init(
      heading: String(typed[..<equals]), day: day == "-" ? nil : try desk.day(named: day))
  }
}
