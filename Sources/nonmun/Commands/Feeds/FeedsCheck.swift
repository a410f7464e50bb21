import ArgumentParser
import NonmunKit
import NonmunParse

struct FeedsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prints what is read from a file or an address, and keeps nothing.",
    discussion: "Needs no workspace. Exit status 1 when nothing can be read, with the reason.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var json: JSONFlag

  @Argument(help: "A file, '-' for standard input, or an address of the web.")
  var place: String

  @Flag(help: "Below each item, what its HTML says, as safe Markdown.")
  var markdown = false

  @Option(help: "Answer from this folder, and never touch the network.")
  var replay: String?

  /// Twice through the body, which may be longer than memory: what is said first is known last.
  func run() throws {
    let body = try FeedBody(place, replay: replay, workspace)
    var count = 0
    let feed = try body.read { _, _ in
      count += 1
      return true
    }
    Standard.output(
      lines: json.json ? [try JSONLine.text(ParsedFeedLine(feed, items: count))] : head(feed, count)
    )
    var items: [FeedItem] = []
    var failure: (any Error)?
    _ = try body.read { item, _ in
      items.append(item)
      if items.count == Self.atOnce { failure = show(&items) }
      return failure == nil
    }
    if let failure = failure ?? show(&items) { throw failure }
  }

  private static let atOnce = 200

  private func show(_ items: inout [FeedItem]) -> (any Error)? {
    defer { items.removeAll(keepingCapacity: true) }
    do {
      Standard.output(
        lines: json.json
          ? try items.map { try JSONLine.text(ItemLine($0, withMarkdown: markdown)) } : rows(items))
      return nil
    } catch {
      return error
    }
  }

  private func head(_ feed: ParsedFeed, _ count: Int) -> [String] {
    var head = ["format  \(feed.format.rawValue)", "title   \(feed.title.forTerminal)"]
    if !feed.link.isEmpty { head.append("link    \(feed.link.forTerminal)") }
    head.append("items   \(count)")
    if let defect = feed.defect { head.append("defect  \(defect.forTerminal)") }
    return head + (count == 0 ? [] : [""])
  }

  private func rows(_ items: [FeedItem]) -> [String] {
    let rows = ItemTable(items).lines
    guard markdown else { return rows }
    return zip(rows, items).flatMap { row, item in
      [row] + (item.markdown.map { ["", $0.linesForTerminal, ""] } ?? [])
    }
  }
}

/// Items as rows: day, title, and what names them.
struct ItemTable {
  let lines: [String]

  init(_ items: some Sequence<FeedItem>) {
    var table = Table()
    for item in items {
      let date = item.published ?? item.updated
      table.add([
        item.day?.description ?? date.map { String($0.iso8601.prefix(10)) } ?? "",
        "\(item.title.isEmpty ? "(no title)" : item.title) [\(item.url.isEmpty ? item.id : item.url)]",
      ])
    }
    lines = table.lines
  }
}
