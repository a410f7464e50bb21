package import Foundation

/// What one feed said about one thing: a stage before a ``Paper``, which is what we hold true.
///
/// Text is plain: entities and markup undone, white space folded. What a feed left out is `nil`
/// or empty.
package struct FeedItem: Equatable, Sendable {
  /// As the feed gives it: `oai:arXiv.org:2408.08152v1`, `http://arxiv.org/abs/2408.08152v1`, a
  /// guid, or the link where there is nothing else.
  package var id: String
  /// The absolute address a reader would open; empty where the feed names none.
  package var url: String
  package var title: String
  package var summary: String
  package var authors: [String]
  /// arXiv: the primary one first.
  package var categories: [String]
  package var published: Date?
  package var updated: Date?
  /// The day of the list or announcement that named it; `nil` for feeds without one.
  package var day: Day?
  package var announceType: AnnounceType?
  package var comment: String?
  package var journalReference: String?
  package var doi: String?
  package var upvotes: Int?
  /// Comments on the Hugging Face page of the paper.
  package var discussion: Int?
  package var codeAddress: String?
  /// The history, oldest first, where a source tells it (OAI-PMH's `arXivRaw`, bulk metadata).
  package var versions: [PaperVersion] = []
  /// The fullest text of the item where that is HTML, apart from ``summary``; `nil` where the plain
  /// text is all there is.
  package var content: HTMLFragment?

  package init(
    id: String, url: String = "", title: String = "", summary: String = "", authors: [String] = [],
    categories: [String] = [], published: Date? = nil, updated: Date? = nil, day: Day? = nil,
    announceType: AnnounceType? = nil, comment: String? = nil, journalReference: String? = nil,
    doi: String? = nil, upvotes: Int? = nil, discussion: Int? = nil, codeAddress: String? = nil,
    content: HTMLFragment? = nil
  ) {
    self.id = id
    self.url = url
    self.title = title
    self.summary = summary
    self.authors = authors
    self.categories = categories
    self.published = published
    self.updated = updated
    self.day = day
    self.announceType = announceType
    self.comment = comment
    self.journalReference = journalReference
    self.doi = doi
    self.upvotes = upvotes
    self.discussion = discussion
    self.codeAddress = codeAddress
    self.content = content
  }
}

/// One version of a paper on arXiv.
package struct PaperVersion: Equatable, Sendable {
  package var number: Int
  package var date: Date?

  /// - Parameter name: `v2`.
  package init?(_ name: String, date: Date?) {
    guard name.hasPrefix("v"), let number = Int(name.dropFirst()), number > 0 else { return nil }
    self.number = number
    self.date = date
  }
}

/// How an arXiv announcement names a paper.
///
/// Source: arXiv RSS specification, element `arxiv:announce_type`.
package enum AnnounceType: String, Sendable {
  case new, cross, replace
  case replaceCross = "replace-cross"

  /// A replacement or its cross-listing: a new version of a paper announced before.
  package var isReplacement: Bool { self == .replace || self == .replaceCross }
}
