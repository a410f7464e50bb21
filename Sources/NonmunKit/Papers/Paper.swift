package import Foundation

/// What we hold true about one paper or page, merged over all sources and versions.
package struct Paper: Equatable, Sendable {
  package var id: ItemID
  /// The newest version that any source named; `nil` for pages and where none said.
  package var version: Int?
  package var title: String
  package var abstract: String
  package var authors: [String]
  /// The primary one first.
  package var categories: [String]
  package var published: Date?
  package var updated: Date?
  package var comment: String?
  package var journalReference: String?
  package var doi: String?
  /// The day of the list that named it: Hugging Face's where there is one, else the announcement's,
  /// else the day it was published, in the reader's zone.
  package var day: Day?
  package var firstSeen: Date
  package var upvotes: Int?
  package var discussion: Int?
  package var codeAddress: String?
  package var isOnHuggingFace: Bool
  /// The page a feed gave for it, for items that are not arXiv's.
  package var page: String?
  /// Who said each of the facts above.
  package var authorities: Authorities

  package init(
    id: ItemID, version: Int? = nil, title: String = "", abstract: String = "",
    authors: [String] = [], categories: [String] = [], published: Date? = nil,
    updated: Date? = nil, comment: String? = nil, journalReference: String? = nil,
    doi: String? = nil, day: Day? = nil, firstSeen: Date, upvotes: Int? = nil,
    discussion: Int? = nil, codeAddress: String? = nil, isOnHuggingFace: Bool = false,
    page: String? = nil, authorities: Authorities = Authorities()
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.abstract = abstract
    self.authors = authors
    self.categories = categories
    self.published = published
    self.updated = updated
    self.comment = comment
    self.journalReference = journalReference
    self.doi = doi
    self.day = day
    self.firstSeen = firstSeen
    self.upvotes = upvotes
    self.discussion = discussion
    self.codeAddress = codeAddress
    self.isOnHuggingFace = isOnHuggingFace
    self.page = page
    self.authorities = authorities
  }
}

extension Paper {
  /// Where a reader finds the paper, its PDF, its discussion, its code.
  package var links: PaperLinks {
    var links = PaperLinks(code: codeAddress)
    if case .arxiv(let id) = id {
      links.abs = "https://arxiv.org/abs/\(id)"
      links.pdf = "https://arxiv.org/pdf/\(id)"
      if isOnHuggingFace { links.huggingFace = "https://huggingface.co/papers/\(id)" }
    }
    links.page = page ?? (self.id.isArxiv ? nil : self.id.page())
    return links
  }

  /// The address of a link to this paper when the reader gave none: the Hugging Face page where
  /// the paper has one, else arXiv's abstract page, else its own page.
  package var linkAddress: String {
    let links = links
    return links.huggingFace ?? links.abs ?? links.page ?? id.page()
  }

  /// What a link to this paper is called: the title up to its first colon.
  package var shortTitle: String {
    let head = title.prefix { $0 != ":" }.whiteSpaceFolded
    return head.isEmpty ? title : head
  }
}

/// The addresses of one paper; `nil` where it has none.
package struct PaperLinks: Equatable, Sendable {
  package var abs: String?
  package var pdf: String?
  package var huggingFace: String?
  package var code: String?
  package var page: String?
}

/// Who said each fact of a ``Paper``.
package struct Authorities: Equatable, Sendable {
  package var title = Authority.nobody
  package var abstract = Authority.nobody
  package var authors = Authority.nobody
  package var categories = Authority.nobody
  package var published = Authority.nobody
  package var updated = Authority.nobody
  package var comment = Authority.nobody
  package var journalReference = Authority.nobody
  package var doi = Authority.nobody
  package var day = Authority.nobody

  package init() {}

  /// One digit a fact, in the order of the properties.
  package var digits: String {
    let all = [
      title, abstract, authors, categories, published, updated, comment, journalReference, doi,
      day,
    ]
    return String(decoding: all.map { UInt8(ascii: "0") + UInt8($0.rawValue) }, as: UTF8.self)
  }

  /// Reads ``digits`` back; what is missing or unknown counts as said by nobody.
  package init(digits: String) {
    var rest = digits.utf8.makeIterator()
    func next() -> Authority {
      rest.next().flatMap { Authority(rawValue: Int($0) - 0x30) } ?? .nobody
    }
    (title, abstract, authors, categories) = (next(), next(), next(), next())
    (published, updated, comment) = (next(), next(), next())
    (journalReference, doi, day) = (next(), next(), next())
  }
}
