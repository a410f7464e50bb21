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

  func run() throws {
    let body = try FeedBody(place, replay: replay, workspace)
    let feed: ParsedFeed
    do throws(FeedError) {
      feed = try ParsedFeed(
        parsing: body.bytes, contentType: body.contentType, address: body.address)
    } catch {
      throw FeedBody.Unusable(place: place, reason: body.reason(error))
    }
    Standard.output(lines: json.json ? try objects(feed) : lines(feed))
  }

  private func objects(_ feed: ParsedFeed) throws -> [String] {
    try [JSONLine.text(ParsedFeedLine(feed))]
      + feed.items.map { try JSONLine.text(ItemLine($0, withMarkdown: markdown)) }
  }

  private func lines(_ feed: ParsedFeed) -> [String] {
    var head = ["format  \(feed.format.rawValue)", "title   \(feed.title.forTerminal)"]
    if !feed.link.isEmpty { head.append("link    \(feed.link.forTerminal)") }
    head.append("items   \(feed.items.count)")
    if let defect = feed.defect { head.append("defect  \(defect.forTerminal)") }
    return head + (feed.items.isEmpty ? [] : [""]) + itemLines(feed.items)
  }

  private func itemLines(_ items: [FeedItem]) -> [String] {
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
