import NonmunKit
import NonmunMarkdown

/// What the reader's pages name, and no feed has shown yet.
struct UnfetchedItem {
  let id: ItemID
  let notes: [Note]
  let isQueued: Bool

  func show(asJSON isJSON: Bool) throws {
    guard !notes.isEmpty || isQueued else {
      Standard.error("the library does not hold \(id)")
      throw ExitStatus.foundNothing
    }
    let title = try title
    if isJSON {
      let line = UnfetchedLine(
        id: id.description, title: title, links: .init(page: id.page()), noted: !notes.isEmpty,
        queued: isQueued)
      return Standard.output(try JSONLine.text(line))
    }
    var lines = [title.forTerminal, "id          \(id.description.forTerminal)"]
    lines.append("page        \(id.page().forTerminal)")
    if isQueued { lines.append("queued      yes") }
    lines += ["", "nothing of it was fetched yet"]
    Standard.output(lines: lines + notes.map { "\n" + $0.lineForTerminal })
  }

  /// As the reader calls it; empty where no note does.
  private var title: String {
    get throws {
      for note in notes {
        let outline = try PageBlocks(parsing: Array(note.markdown.utf8)).outline
        for link in outline.linkedBlocks.flatMap(\.links)
        where ItemReference(link.address)?.id == id { return link.text }
      }
      return ""
    }
  }
}

/// An item without facts, for `show --json`.
private struct UnfetchedLine: Encodable {
  struct Links: Encodable {
    var page: String
  }

  var id, title: String
  var links: Links
  var noted, queued: Bool
}
