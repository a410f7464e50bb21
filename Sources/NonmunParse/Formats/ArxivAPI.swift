import NonmunKit

/// The answers of arXiv's API, before and after its rewrite of 2025.
///
/// They differ in the order of elements, in prefixes, and in the attributes of links; none of
/// which is relied on here. Source: arXiv API User's Manual, section 3.3.
enum ArxivAPI {
  static func isAnswer(_ header: FeedHeader) -> Bool {
    header.id.contains("arxiv.org/api/") || header.title.lowercased().hasPrefix("arxiv query")
  }

  static func isEntry(_ entry: XMLElement) -> Bool {
    entry.first("primary_category", .arxiv) != nil
  }

  /// What is wrong with the query, where the one entry says so instead of naming a paper.
  static func error(in entry: XMLElement) -> String? {
    guard entry.first("id")?.text.contains("/api/errors") ?? false else { return nil }
    return (entry.first("summary") ?? entry.first("title"))?.foldedText ?? "an error"
  }

  /// Plain text, whatever the type says: `<` in a title is mathematics, not markup.
  static func item(_ entry: XMLElement) -> FeedItem {
    let id = entry.folded("id")
    let page = entry.each("link").first { $0["rel", is: "alternate"] }?["href"] ?? id
    return FeedItem(
      id: id.isEmpty ? page : id, url: page, title: entry.folded("title"),
      summary: entry.folded("summary"), authors: authors(entry), categories: categories(entry),
      published: entry.date("published"), updated: entry.date("updated"),
      comment: text("comment", entry), journalReference: text("journal_ref", entry),
      doi: text("doi", entry))
  }

  private static func authors(_ entry: XMLElement) -> [String] {
    var names: [String] = []
    for author in entry.each("author") {
      if let name = AuthorList.name(alone: author.folded("name")) { names.append(name) }
    }
    return names
  }

  /// The primary one first.
  private static func categories(_ entry: XMLElement) -> [String] {
    var categories: [String] = []
    if let primary = entry.first("primary_category", .arxiv)?["term"] { categories.append(primary) }
    for category in entry.each("category") {
      guard let term = category["term"], isCategory(term), term != categories.first else {
        continue
      }
      categories.append(term)
    }
    return categories
  }

  /// `53D10, 53D15`, `I.2.6` and their like are codes of other classifications.
  private static func isCategory(_ term: String) -> Bool {
    let bytes = term.utf8
    guard let first = bytes.first, (first | 0x20) &- 0x61 < 26 else { return false }
    var archive = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") { break }
      guard byte != 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: ";") else { return false }
      archive += 1
    }
    return archive > 1 && !bytes.contains { $0 == 0x20 || $0 == UInt8(ascii: ",") }
  }

  private static func text(_ name: StaticString, _ entry: XMLElement) -> String? {
    let text = entry.folded(name, .arxiv)
    return text.isEmpty ? nil : text
  }
}
