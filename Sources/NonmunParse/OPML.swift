import NonmunKit

/// A subscription list: what feeds other readers export and take.
///
/// Source: OPML 2.0, "Subscription lists"; readers write `xmlUrl` in several cases.
package struct OPML: Equatable, Sendable {
  package struct Subscription: Equatable, Sendable {
    /// The outlines that it stands in, outermost first.
    package var groups: [String]
    package var title: String
    /// As written: newsboat writes commands and filters here as well.
    package var address: String

    package init(groups: [String] = [], title: String, address: String) {
      self.groups = groups
      self.title = title
      self.address = address
    }
  }

  package var title: String
  package var subscriptions: [Subscription] = []
  /// What was wrong with the document, when it could be read all the same.
  package var defect: String?

  package init(title: String, subscriptions: [Subscription]) {
    self.title = title
    self.subscriptions = subscriptions
  }

  package init(parsing body: [UInt8]) throws(FeedError) {
    let text = BodyText(body, contentType: nil)
    let bytes = Array(text.decoded(body).dropFirst(text.skipped))
    var document = XMLEntries(parsing: bytes, isRecovering: false, entry: { _, _ in })
    defect = document.error?.description
    if document.error != nil {
      document = XMLEntries(
        parsing: XMLRepair.repaired(bytes), isRecovering: true, entry: { _, _ in })
    }
    guard let root = document.root else { throw document.error ?? .empty }
    guard root.name.local.lowercased() == "opml" else { throw .notAFeed(root: root.name.local) }
    title = root.first("head")?.first("title")?.foldedText ?? ""
    for outline in root.first("body")?.all("outline") ?? [] { add(outline, in: []) }
  }

  private mutating func add(_ outline: XMLElement, in groups: [String]) {
    let name = (outline["title"] ?? outline["text"] ?? "").whiteSpaceFolded
    let address = outline.attributes.first { $0.name.local.lowercased() == "xmlurl" }?.value
    if let address = address?.whiteSpaceFolded, !address.isEmpty {
      subscriptions.append(Subscription(groups: groups, title: name, address: address))
    }
    // A feed may hold outlines as a group does.
    let inner = name.isEmpty || address != nil ? groups : groups + [name]
    for child in outline.all("outline") { add(child, in: inner) }
  }
}

extension OPML {
  /// The document, UTF-8; groups in the order of their first subscription.
  package var text: String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\">",
      "  <head><title>\(title.forXML)</title></head>", "  <body>",
    ]
    lines += Self.lines(subscriptions[...], depth: 0)
    return (lines + ["  </body>", "</opml>", ""]).joined(separator: "\n")
  }

  private static func lines(_ all: ArraySlice<Subscription>, depth: Int) -> [String] {
    let space = String(repeating: "  ", count: depth + 2)
    var lines: [String] = []
    var written: Set<String> = []
    for one in all {
      guard one.groups.count > depth else {
        let title = one.title.forXML
        lines.append(
          "\(space)<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\" "
            + "xmlUrl=\"\(one.address.forXML)\"/>")
        continue
      }
      let group = one.groups[depth]
      guard written.insert(group).inserted else { continue }
      let members = all.filter { $0.groups.count > depth && $0.groups[depth] == group }
      lines.append("\(space)<outline text=\"\(group.forXML)\" title=\"\(group.forXML)\">")
      lines += Self.lines(members[...], depth: depth + 1)
      lines.append("\(space)</outline>")
    }
    return lines
  }
}

extension String {
  /// The value of an attribute; what XML cannot hold at all is left out.
  fileprivate var forXML: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\n", "\t": text += " "
      default:
        guard scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { return }
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
