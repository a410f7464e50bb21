import ArgumentParser
import NonmunKit
import NonmunStore
import NonmunWorkspace

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one paper: facts, abstract with the matched words marked, notes.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Argument(help: "An arXiv id, a DOI, an address in any form, or a number of the last list.")
  var item: String

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let library = try desk.library(tags: tags)
    try desk.refreshRanking(library, tags)
    let id = try ItemReference(argument: item, library).id
    let notes = try library.notes(item: id)
    guard let paper = try library.paper(id) else {
      let unfetched = UnfetchedItem(
        id: id, notes: notes.map(\.note), isQueued: try library.isQueued(id))
      return try unfetched.show(asJSON: json.json)
    }
    let listed = try library.explained([paper], by: tags.matcher).first ?? paper
    let reasons = try library.rankingReasons()
    if json.json {
      Standard.output(try JSONLine.text(PaperLine(listed, reasons)))
      return
    }
    Standard.output(
      lines: PaperCard(listed, reasons, isColoured: Standard.outputIsTerminal).lines)
    for (note, _) in notes { Standard.output("\n" + note.lineForTerminal) }
    do {
      try library.rememberOpening(id)
    } catch  where Library.isLocked(error) {
      // That a paper was looked at is worth little, and nobody waits for it.
    }
  }
}

extension Note {
  var lineForTerminal: String { "\(file):\(line): \(markdown.linesForTerminal)" }
}

/// One paper with all that is known of it, as text.
struct PaperCard {
  let lines: [String]

  /// - Parameter isColoured: Matched words are bold; otherwise they stand in « ».
  init(_ listed: ListedPaper, _ reasons: RankingReasons? = nil, isColoured: Bool) {
    let paper = listed.paper
    let links = paper.links
    var lines = [Self.marked(paper.title, "title", listed.tags, isColoured)]
    func add(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      lines.append("\(name.padded(to: 11)) \(value.forTerminal)")
    }
    add("id", paper.id.description + (paper.version.map { " (v\($0))" } ?? ""))
    add("authors", paper.authors.joined(separator: ", "))
    add("categories", paper.categories.joined(separator: " "))
    add("published", paper.published?.iso8601)
    add("day", paper.day?.description)
    add("sources", listed.sources.joined(separator: ", "))
    add("upvotes", paper.upvotes.map(String.init))
    add("comment", paper.comment)
    add("journal", paper.journalReference)
    add("doi", paper.doi)
    for (name, link) in [
      ("arXiv", links.abs), ("pdf", links.pdf), ("huggingface", links.huggingFace),
      ("code", links.code), ("page", links.page),
    ] { add(name, link) }
    for match in listed.tags {
      let words = match.because.map { "\($0.field) “\($0.text)”" }
      add("tag", "\(match.tag) (\(match.score.twoPlaces)): \(words.joined(separator: ", "))")
      if match.isDismissed { add("", "dismissed") }
      for (head, text) in match.learned(reasons, of: paper)?.lines ?? [] { add(head, text) }
    }
    if listed.isQueued { add("queued", "yes") }
    if !paper.abstract.isEmpty {
      lines += ["", Self.marked(paper.abstract, "abstract", listed.tags, isColoured)]
    }
    self.lines = lines
  }

  private static func marked(
    _ text: String, _ field: String, _ tags: [Match], _ isColoured: Bool
  ) -> String {
    let (before, after) = isColoured ? ("\u{1b}[1m", "\u{1b}[0m") : ("«", "»")
    let scalars = Array(text.unicodeScalars)
    var isMarked = [Bool](repeating: false, count: scalars.count)
    for reason in tags.flatMap(\.because) where reason.field == field {
      for place in reason.start..<min(reason.start + reason.length, scalars.count) {
        isMarked[place] = true
      }
    }
    var marked = ""
    for (place, scalar) in scalars.enumerated() {
      if isMarked[place], place == 0 || !isMarked[place - 1] { marked += before }
      marked += String(scalar).forTerminal
      if isMarked[place], place == scalars.count - 1 || !isMarked[place + 1] { marked += after }
    }
    return marked
  }
}
