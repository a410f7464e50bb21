import Foundation
import NonmunKit
import NonmunParse

/// One object of `--json`: fields named as product.md names them, unknown ones absent.
enum JSONLine {
  static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self).jsonForTerminal
  }

  private static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return encoder
  }()
}

extension Date {
  /// ISO 8601 in UTC, as every JSON field has it.
  var iso8601: String { formatted(.iso8601) }
}

/// A paper, for `list`, `show` and `search`.
struct PaperLine: Encodable {
  struct Links: Encodable {
    var abs, pdf, huggingface, code, page: String?
  }

  struct TagLine: Encodable {
    var name: String
    var score: Double
    var because: [Match.Reason]
    /// Only where the tag has learned.
    var ruleScore: Double?
    var learned: LearnedLine?
    /// Only where it is so.
    var dismissed: Bool?
  }

  var id: String
  var version: Int?
  var title: String
  var authors: [String]
  var categories: [String]
  var published, updated, day: String?
  var firstSeen: String
  var sources: [String]
  var links: Links
  var upvotes: Int?
  var comment, journalRef, doi: String?
  var abstract: String
  var tags: [TagLine]
  var noted, queued: Bool

  init(_ listed: ListedPaper, _ reasons: RankingReasons? = nil) {
    let paper = listed.paper
    let links = paper.links
    id = paper.id.description
    version = paper.version
    title = paper.title
    authors = paper.authors
    categories = paper.categories
    published = paper.published?.iso8601
    updated = paper.updated?.iso8601
    day = paper.day?.description
    firstSeen = paper.firstSeen.iso8601
    sources = listed.sources
    self.links = Links(
      abs: links.abs, pdf: links.pdf, huggingface: links.huggingFace, code: links.code,
      page: links.page)
    upvotes = paper.upvotes
    comment = paper.comment
    journalRef = paper.journalReference
    doi = paper.doi
    abstract = paper.abstract
    tags = listed.tags.map { match in
      TagLine(
        name: match.tag, score: match.rank, because: match.because,
        ruleScore: match.probability.map { _ in match.score },
        learned: match.learned(reasons, of: paper),
        dismissed: match.isDismissed ? true : nil)
    }
    noted = listed.isNoted
    queued = listed.isQueued
  }
}

/// A feed's run, for `fetch`.
struct FeedLine: Encodable {
  var feed, verdict: String
  var httpStatus: Int?
  var new, updated, seen, requests, bytes: Int
  var seconds: Double
  var reason, error, defect: String?
  var retryAt, remark, movedTo: String?

  init(_ report: FeedReport) {
    feed = report.feed
    verdict = report.verdict.rawValue
    httpStatus = report.httpStatus
    new = report.new
    updated = report.updated
    seen = report.seen
    requests = report.requests
    bytes = report.bytes
    let (seconds, fraction) = report.duration.components
    let milliseconds = Double(seconds) * 1000 + (Double(fraction) / 1e15).rounded()
    self.seconds = milliseconds / 1000
    reason = report.reason
    error = report.error
    defect = report.defect
    retryAt = report.retryAt?.iso8601
    remark = report.remark
    movedTo = report.movedTo
  }
}

/// A body that was read, for `feeds check`; its items follow, a line each.
struct ParsedFeedLine: Encodable {
  var format, title, link: String
  var items: Int
  var defect: String?

  init(_ feed: ParsedFeed, items: Int) {
    format = feed.format.rawValue
    title = feed.title
    link = feed.link
    self.items = items
    defect = feed.defect
  }
}

/// One item as a feed gives it, for `feeds check`.
struct ItemLine: Encodable {
  struct VersionLine: Encodable {
    var version: Int
    var date: String?
  }

  var id, url, title: String
  var authors: [String]
  var summary: String
  var published, updated: String?
  var categories: [String]
  var announceType, comment, journalRef, doi: String?
  var upvotes: Int?
  var versions: [VersionLine]?
  var markdown: String?

  /// - Parameter withMarkdown: Whether the item's HTML is asked for, as Markdown.
  init(_ item: FeedItem, withMarkdown: Bool) {
    id = item.id
    url = item.url
    title = item.title
    authors = item.authors
    summary = item.summary
    published = item.published?.iso8601
    updated = item.updated?.iso8601
    categories = item.categories
    announceType = item.announceType?.rawValue
    comment = item.comment
    journalRef = item.journalReference
    doi = item.doi
    upvotes = item.upvotes
    let history = item.versions.map { VersionLine(version: $0.number, date: $0.date?.iso8601) }
    versions = history.isEmpty ? nil : history
    if withMarkdown { markdown = item.markdown }
  }
}

/// A note, for `notes`.
struct NoteLine: Encodable {
  var day: String
  var section: String?
  var markdown: String
  var items: [String]
  var file: String
  var line: Int
  var tags: [String]

  init(_ note: Note, tags: [String]) {
    day = note.day.description
    section = note.section
    markdown = note.markdown
    items = note.items.map(\.description)
    file = note.file
    line = note.line
    self.tags = tags
  }
}
