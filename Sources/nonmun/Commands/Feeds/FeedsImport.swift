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

  @Argument(help: "A file, '-' for standard input, or an address of the web.")
  var file: String

  func run() throws {
    let desk = try Desk(workspace)
    let list = try read()
    var added: [Feed] = []
    var unusable = 0
    try desk.workspace.editFeeds { text in
      var names = FeedNames(text.feeds)
      for one in list.subscriptions {
        guard let address = FeedSource.webAddress(one.address) else {
          Standard.error(
            "\(one.title): “\(one.address)” is no address that can be fetched; left out")
          unusable += 1
          continue
        }
        let source = FeedSource(address: address)
        if let same = names.name(of: source) {
          Standard.error("\(one.title): \(address) is known already, as \(same)")
          continue
        }
        // A list without titles has addresses in their place.
        added.append(names.add(source, wishing: one.title.withoutUsers, in: one.groups))
      }
      return try text.adding(added)
    }
    tell(list)
    Standard.output("\(added.count) added, \(list.subscriptions.count - added.count) not")
    if unusable > 0 { throw ExitStatus.failed }
  }

  private func read() throws -> OPML {
    let bytes = try FeedBody(file, workspace).bytes()
    do throws(FeedError) {
      return try OPML(parsing: bytes)
    } catch {
      guard case .notAFeed(let root) = error else {
        throw FeedBody.Unusable(place: file, reason: error.description)
      }
      throw FeedBody.Unusable(place: file, reason: "XML, but not OPML: its root is <\(root)>")
    }
  }

  /// What the list holds that feeds.yml has no place for.
  private func tell(_ list: OPML) {
    if let defect = list.defect { Standard.error("\(file): \(defect)") }
    let unread = list.unread.sorted { $0.key < $1.key }.map { "\($0) of \($1)" }
    if !unread.isEmpty { Standard.error("not kept: \(unread.joined(separator: ", "))") }
    guard !list.others.isEmpty else { return }
    let some = list.others.prefix(Self.named).map { "“\($0)”" }.joined(separator: ", ")
    Standard.error("\(list.others.count) outlines name no feed: \(some)")
  }

  private static let named = 10
}

/// The names that are taken, and by which feed.
private struct FeedNames {
  private var taken: Set<String>
  private var names: [FeedSource: String]
  /// The last number that a name was given.
  private var numbers: [String: Int] = [:]

  init(_ feeds: [Feed]) {
    taken = Set(feeds.map(\.name))
    names = Dictionary(feeds.map { ($0.source, $0.name) }) { first, _ in first }
  }

  func name(of source: FeedSource) -> String? { names[source] }

  /// Groups and title, with a number where that is taken; without a title, the source's own name.
  mutating func add(_ source: FeedSource, wishing title: String, in groups: [String]) -> Feed {
    let title = title.withoutControls.whiteSpaceFolded
    let wish = (groups + [title.isEmpty ? Feed(source).name : title])
      .map { $0.withoutControls.whiteSpaceFolded }.filter { !$0.isEmpty }.joined(separator: "/")
    var name = wish
    while !taken.insert(name).inserted {
      numbers[wish, default: 1] += 1
      name = "\(wish) \(numbers[wish, default: 1])"
    }
    names[source] = name
    return Feed(source, name: name)
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

  /// A slash with white space around it is part of a title: `AI / ML`.
  private static func parts(of name: String) -> [String] {
    var parts: [String] = []
    for part in name.split(separator: "/", omittingEmptySubsequences: false).map(String.init) {
      let isSplit = parts.last.map {
        $0.last?.isWhitespace == false && part.first?.isWhitespace == false
      }
      if isSplit ?? true { parts.append(part) } else { parts[parts.count - 1] += "/" + part }
    }
    return parts.contains { $0.whiteSpaceFolded.isEmpty } ? [name] : parts
  }
}
