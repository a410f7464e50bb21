import ArgumentParser
import NonmunKit
import NonmunParse
import NonmunWorkspace

struct FeedsImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Adds the feeds of an OPML file to feeds.yml.",
    discussion: "A feed in groups is called GROUP/NAME. What is known already is left as it is.")

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "A file, or '-' for standard input.")
  var file: String

  func run() throws {
    let desk = try Desk(workspace)
    let list = try read()
    var known = try desk.workspace.feeds()
    var added: [Feed] = []
    for one in list.subscriptions {
      guard one.address.hasPrefix("http://") || one.address.hasPrefix("https://"),
        WebAddress(one.address) != nil
      else {
        Standard.error("\(one.title): “\(one.address)” is no address that can be fetched; left out")
        continue
      }
      let source = FeedSource(address: one.address)
      if let same = known.first(where: { $0.source == source }) {
        Standard.error("\(one.title): \(one.address) is known already, as \(same.name)")
        continue
      }
      let feed = Feed(source, name: Self.name(of: one, among: known, source))
      known.append(feed)
      added.append(feed)
    }
    try desk.workspace.editFeeds { text throws(FileError) in try text.adding(added) }
    if let defect = list.defect { Standard.error("\(file): \(defect)") }
    Standard.output("\(added.count) added, \(list.subscriptions.count - added.count) not")
  }

  private func read() throws -> OPML {
    let bytes = file == "-" ? Array(try Standard.input().utf8) : try FeedBody(file, workspace).bytes
    do throws(FeedError) {
      return try OPML(parsing: bytes)
    } catch {
      throw FeedBody.Unusable(place: file, reason: error.description)
    }
  }

  /// Its groups and its title, with a number where that is taken.
  private static func name(
    of one: OPML.Subscription, among known: [Feed], _ source: FeedSource
  ) -> String {
    let own = Feed(source).name
    let title = one.title.isEmpty ? own : one.title
    let name = (one.groups + [title]).map(\.whiteSpaceFolded).joined(separator: "/")
    func isFree(_ name: String) -> Bool { !known.contains { $0.name == name } }
    if isFree(name) { return name }
    return (2...).lazy.map { "\(name) \($0)" }.first(where: isFree) ?? own
  }
}

struct FeedsExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Prints the feeds of feeds.yml as OPML.",
    discussion: "A name such as ml/blogs/BAIR stands in the groups ml and blogs.")

  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let desk = try Desk(workspace)
    let subscriptions = try desk.workspace.feeds().map { feed in
      let parts = feed.name == Feed(feed.source).name ? [feed.name] : Self.parts(of: feed.name)
      return OPML.Subscription(
        groups: parts.dropLast(), title: parts.last ?? feed.name, address: feed.source.address)
    }
    Standard.output(Array(OPML(title: "nonmun", subscriptions: subscriptions).text.utf8))
  }

  private static func parts(of name: String) -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.contains { $0.whiteSpaceFolded.isEmpty } ? [name] : parts
  }
}
