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

  static func item(_ entry: XMLElement, _ bases: [String?]) -> FeedItem {
    // Plain text, whatever the type says: `<` in a title is mathematics, not markup.
    var item = AtomFeed.item(entry, bases, isHTML: false) { $0?.foldedText ?? "" }
    item.categories = categories(entry, item.categories)
    item.comment = text("comment", entry)
    item.journalReference = text("journal_ref", entry)
    item.doi = text("doi", entry)
    return item
  }

  /// The primary one first; `53D10, 53D15` and its like are codes of other classifications.
  private static func categories(_ entry: XMLElement, _ terms: [String]) -> [String] {
    let primary = entry.first("primary_category", .arxiv)?["term"]
    let own = terms.filter { term in
      term != primary && term.first?.isNumber == false
        && !term.contains(where: { $0 == " " || $0 == "," || $0 == ";" })
        && term.prefix { $0 != "." }.count > 1
    }
    return (primary.map { [$0] } ?? []) + own
  }

  private static func text(_ name: StaticString, _ entry: XMLElement) -> String? {
    let text = entry.first(name, .arxiv)?.foldedText ?? ""
    return text.isEmpty ? nil : text
  }
}
