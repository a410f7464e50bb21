import ArgumentParser
import Foundation
import NonmunKit
import NonmunParse
import NonmunWorkspace

struct FeedsAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Adds a feed to feeds.yml: reads it once, and shows its newest items.",
    discussion: "An address of a page leads to the first feed that the page names.")

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "The address of a feed, or of a page that names one.")
  var address: String

  @Option(help: "What to call it. Without it: its address.")
  var name: String?

  @Option(help: "Answer from this folder, and never touch the network.")
  var replay: String?

  private static let shownItems = 3

  func run() throws {
    let desk = try Desk(workspace)
    guard let address = FeedSource.webAddress(address) else {
      throw UsageError("“\(address)” is not an address that starts with http:// or https://")
    }
    let name = name.map { $0.withoutControls.whiteSpaceFolded }
    guard name != "" else { throw UsageError("--name names nothing") }
    // Before anybody is asked, and once more when nobody else can write.
    try check(Feed(FeedSource(address: address), name: name), among: desk.workspace.feeds())
    let (found, parsed) = try discover(address)
    let feed = Feed(FeedSource(address: found), name: name)
    try desk.workspace.editFeeds { text in
      try check(feed, among: text.feeds)
      return try text.adding([feed])
    }
    Standard.output(
      "\(feed.name.forTerminal): \(parsed.title.forTerminal), \(parsed.items.count) items")
    if let defect = parsed.defect { Standard.error("\(found): \(defect)") }
    let newest = parsed.items.sorted { $0.time > $1.time }.prefix(Self.shownItems)
    Standard.output(lines: ItemTable(newest).lines)
  }

  private func check(_ feed: Feed, among known: [Feed]) throws {
    if let same = known.first(where: { $0.source == feed.source }) {
      throw UsageError("\(feed.source.address) is known already, as \(same.name)")
    }
    if known.contains(where: { $0.name == feed.name }) {
      throw UsageError("a feed is called \(feed.name) already: give this one another --name")
    }
  }

  /// The feed, or the first one that a page names.
  private func discover(_ address: String) throws -> (address: String, ParsedFeed) {
    var place = address
    for _ in 0..<2 {
      let body = try FeedBody(place, replay: replay, workspace)
      do {
        let feed = try ParsedFeed(
          parsing: body.bytes(), contentType: body.contentType, address: body.address)
        if let error = body.error { throw FeedBody.Unusable(place: place, reason: error) }
        return (place, feed)
      } catch let error as FeedError {
        // A page that tells of an error is none of the site's, whatever feeds it names.
        guard body.error == nil, case .htmlPage(let feeds) = error,
          let first = feeds.lazy.compactMap(FeedSource.webAddress).first
        else { throw FeedBody.Unusable(place: place, reason: body.reason(error)) }
        Standard.error("\(place) is a page; it names \(feeds.joined(separator: ", "))")
        if feeds.count > 1 { Standard.error("the first one is taken: \(first)") }
        place = first
      }
    }
    throw FeedBody.Unusable(place: place, reason: "a page that names a page")
  }
}

extension FeedItem {
  fileprivate var time: Double {
    (published ?? updated)?.timeIntervalSince1970 ?? -.infinity
  }
}
