import Foundation

/// A paper as `nonmun export` writes it: a line of JSON that holds all a library knows of it.
///
/// Times are seconds since 1970, days are dates.
package struct SavedPaper: Codable, Equatable, Sendable {
  package struct Source: Codable, Equatable, Sendable {
    package var feed: String
    package var kind: String
    package var day: String
    package var announceType: String?
    package var at: Double

    package init(feed: String, kind: String, day: String, announceType: String?, at: Double) {
      self.feed = feed
      self.kind = kind
      self.day = day
      self.announceType = announceType
      self.at = at
    }
  }

  package struct Votes: Codable, Equatable, Sendable {
    package var at: Double
    package var count: Int

    package init(at: Double, count: Int) {
      self.at = at
      self.count = count
    }
  }

  package var id: String
  package var version: Int?
  package var title: String
  package var abstract: String
  package var authors: [String]
  package var categories: [String]
  package var published: Double?
  package var updated: Double?
  package var comment: String?
  package var journalReference: String?
  package var doi: String?
  package var day: String?
  package var firstSeen: Double
  package var upvotes: Int?
  package var discussion: Int?
  package var code: String?
  package var isOnHuggingFace: Bool
  package var page: String?
  /// ``Authorities/digits``.
  package var authorities: String
  package var sources: [Source]
  package var votes: [Votes]
}

extension SavedPaper {
  package init(_ paper: Paper, sources: [Source], votes: [Votes]) {
    self.init(
      id: paper.id.description, version: paper.version, title: paper.title,
      abstract: paper.abstract, authors: paper.authors, categories: paper.categories,
      published: paper.published?.timeIntervalSince1970,
      updated: paper.updated?.timeIntervalSince1970, comment: paper.comment,
      journalReference: paper.journalReference, doi: paper.doi, day: paper.day?.description,
      firstSeen: paper.firstSeen.timeIntervalSince1970, upvotes: paper.upvotes,
      discussion: paper.discussion, code: paper.codeAddress,
      isOnHuggingFace: paper.isOnHuggingFace, page: paper.page,
      authorities: paper.authorities.digits, sources: sources, votes: votes)
  }

  /// `nil` where the id is none that this program wrote.
  package var paper: Paper? {
    guard let id = ItemID(stored: id) else { return nil }
    return Paper(
      id: id, version: version, title: title, abstract: abstract, authors: authors,
      categories: categories, published: published.map(Date.init(timeIntervalSince1970:)),
      updated: updated.map(Date.init(timeIntervalSince1970:)), comment: comment,
      journalReference: journalReference, doi: doi, day: day.flatMap { Day($0) },
      firstSeen: Date(timeIntervalSince1970: firstSeen), upvotes: upvotes, discussion: discussion,
      codeAddress: code, isOnHuggingFace: isOnHuggingFace, page: page,
      authorities: Authorities(digits: authorities))
  }
}
