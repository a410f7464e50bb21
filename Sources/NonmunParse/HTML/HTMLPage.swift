import NonmunKit

/// What a page says of feeds: those that it names, and the list that Hugging Face puts into it.
///
/// Read by libxml2's HTML parser, which forgives what pages are made of.
struct HTMLPage {
  /// Absolute addresses, in the order of the page.
  private(set) var feeds: [String] = []
  /// The JSON of `data-props` at the element `DailyPapers`.
  private(set) var dailyPapers: [UInt8]?

  /// Heads and lists stand within this; what comes later is not looked at.
  private static let mostBytes = 16 << 20

  init(parsing bytes: [UInt8], encoding: String?, address: String) {
    let document = HTMLDocument(bytes.prefix(Self.mostBytes), encoding: encoding)
    var base = address
    document.walk { part in
      guard case .start(let name, let attributes) = part else { return }
      func value(_ name: String) -> String { attributes[name]?.whiteSpaceFolded ?? "" }
      if name == "base", !value("href").isEmpty {
        base = Link.absolute(value("href"), from: [address])
      }
      let relations = value("rel").lowercased().split(separator: " ")
      if name == "link", relations.contains("alternate"),
        Self.types.contains(value("type").lowercased()), !value("href").isEmpty
      {
        let feed = Link.absolute(value("href"), from: [base])
        // A script, data or a file of the reader's own is no feed of the page.
        if feed.isWebAddress { feeds.append(feed) }
      }
      if value("data-target") == "DailyPapers", let props = attributes["data-props"] {
        dailyPapers = Array(props.utf8)
      }
    }
  }

  private static let types = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
  ]
}
