import NonmunKit

/// A noted paper, for `digest --format json` and templates.
struct PaperContent: Encodable {
  var id: String
  /// What the bibliography cites it by; absent for a link that it leaves out.
  var key: String?
  var version: Int?
  var title, shortTitle: String
  var authors: [String]
  /// The same, as a sentence has them.
  var byline: String
  var categories: [String]
  var published, updated, day: String?
  var upvotes: Int?
  var comment, journalRef, doi: String?
  var abstract: String
  var address: String
  /// A link to it, whatever its title holds.
  var markdownLink: String
  var links: PaperLine.Links
  var tags: [String]
  /// The days of its notes.
  var notedOn: [String]
  /// Whether a feed told of it.
  var known: Bool

  init(_ paper: Paper, tags: [Match], isKnown: Bool, key: String?, notes: [NoteContent]) {
    let links = paper.links
    id = paper.id.description
    self.key = key
    version = paper.version
    title = paper.title
    shortTitle = paper.shortTitle
    authors = paper.authors
    byline =
      paper.authors.count > 3
      ? "\(paper.authors[0]) 외 \(paper.authors.count - 1)명"
      : paper.authors.joined(separator: ", ")
    categories = paper.categories
    published = paper.published?.iso8601
    updated = paper.updated?.iso8601
    day = paper.day?.description
    upvotes = paper.upvotes
    comment = paper.comment
    journalRef = paper.journalReference
    doi = paper.doi
    abstract = paper.abstract
    address = paper.linkAddress
    markdownLink = NoteLink(title: paper.title, address: paper.linkAddress).markdown
    self.links = PaperLine.Links(
      abs: links.abs, pdf: links.pdf, huggingface: links.huggingFace, code: links.code,
      page: links.page)
    self.tags = tags.map(\.tag)
    var days = notes.filter { $0.items.contains(paper.id.description) }.map(\.day)
    days = days.enumerated().filter { days.firstIndex(of: $1) == $0 }.map(\.element)
    notedOn = days
    known = isKnown
  }
}
