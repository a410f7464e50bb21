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
  /// What outlines hold beside that: how many have it, by the name of the attribute.
  package private(set) var unread: [String: Int] = [:]
  /// The texts of outlines that are neither a feed nor a group with one.
  package private(set) var others: [String] = []
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
    if let error = document.error, case .tooMuch = error { throw error }
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
    let written = outline.attributes.map { (name: $0.name.local, value: $0.value.whiteSpaceFolded) }
      .filter { !$0.value.isEmpty }
    func value(_ name: String) -> String? { written.first { $0.name.lowercased() == name }?.value }
    let name = value("title") ?? value("text") ?? ""
    if let address = value("xmlurl") {
      subscriptions.append(Subscription(groups: groups, title: name, address: address))
      for (name, _) in written where !Self.read.contains(name.lowercased()) {
        unread[name, default: 0] += 1
      }
      if let text = value("text"), text != name { unread["text", default: 0] += 1 }
    }
    // A feed may hold outlines as a group does.
    let before = subscriptions.count
    for child in outline.all("outline") {
      add(child, in: name.isEmpty ? groups : groups + [name])
    }
    if subscriptions.count == before, value("xmlurl") == nil { others.append(name) }
  }

  /// The last two say what the address says itself.
  private static let read: Set = ["xmlurl", "title", "text", "type", "version"]
}

extension OPML {
  /// The document, UTF-8.
  ///
  /// The order of the subscriptions stays: a group that others interrupt begins again.
  package var text: String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\">",
      "  <head><title>\(title.forXML)</title></head>", "  <body>",
    ]
    var open: [String] = []
    func margin() -> String { String(repeating: "  ", count: open.count + 2) }
    func close(to depth: Int) {
      while open.count > depth {
        open.removeLast()
        lines.append(margin() + "</outline>")
      }
    }
    for one in subscriptions {
      // Texts that differ in their Unicode form only are two names.
      let shared = zip(open, one.groups).prefix { $0.utf8.elementsEqual($1.utf8) }.count
      close(to: shared)
      for group in one.groups[shared...] {
        lines.append("\(margin())<outline text=\"\(group.forXML)\" title=\"\(group.forXML)\">")
        open.append(group)
      }
      let title = one.title.forXML
      lines.append(
        "\(margin())<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\" "
          + "xmlUrl=\"\(one.address.forXML)\"/>")
    }
    close(to: 0)
    return (lines + ["  </body>", "</opml>", ""]).joined(separator: "\n")
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
