package import NonmunKit

/// `Feeds/feeds.yml`: what to fetch.
package struct FeedsFile: Sendable {
  package var feeds: [Feed]

  /// - Parameter path: As errors shall name the file.
  package init(parsing text: String, path: String) throws(FileError) {
    feeds = []
    // `feeds:` with nothing behind it is what taking the last entry out by hand leaves.
    guard let root = try StrictYAML.read(text, path: path),
      let list = try root.mapping(of: ["feeds"])["feeds"], !list.isNull
    else { return }
    var names: Set<String> = []
    for entry in try list.sequence() {
      let feed = try Self.feed(entry)
      guard names.insert(feed.name).inserted else {
        throw entry.error("two feeds are called `\(feed.name)`: give one of them another `name`")
      }
      feeds.append(feed)
    }
  }

  private static func feed(_ entry: StrictYAML) throws(FileError) -> Feed {
    let kinds = FeedSource.Kind.allCases.map(\.rawValue)
    let fields = try entry.mapping(of: kinds + ["name"])
    let named = FeedSource.Kind.allCases.filter { fields[$0.rawValue] != nil }
    guard named.count == 1, let kind = named.first, let value = fields[kind.rawValue] else {
      throw entry.error("a feed is one of \(kinds.map { "`\($0)`" }.joined(separator: ", "))")
    }
    let name = try fields["name"]?.nonEmptyLine()
    return Feed(try source(kind, value), name: name)
  }

  private static func source(
    _ kind: FeedSource.Kind, _ value: StrictYAML
  ) throws(FileError) -> FeedSource {
    let text = try value.nonEmptyText()
    switch kind {
    case .arxiv:
      let isCategory = text.utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
      guard isCategory else {
        throw value.error("“\(text)” is not a category: write one, such as cs.LG")
      }
      return .arxiv(text)
    case .arxivSearch: return .arxivSearch(text)
    case .arxivOAI: return .arxivOAI(text)
    case .huggingFace:
      guard text == "daily" else {
        throw value.error("Hugging Face has one list here: write `huggingface: daily`")
      }
      return .huggingFace
    case .url:
      guard text.contains("://"), WebAddress(text) != nil else {
        throw value.error("“\(text)” is not an address that starts with http:// or https://")
      }
      return .url(text)
    }
  }
}
