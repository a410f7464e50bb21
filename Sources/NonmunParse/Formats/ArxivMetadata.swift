package import Foundation
package import NonmunKit

/// arXiv's bulk metadata, as distributed for data science: one JSON object a line, a paper each.
///
/// Source: kaggle.com/datasets/Cornell-University/arxiv, "Metadata".
package enum ArxivMetadata {
  private struct Record: Decodable {
    struct Version: Decodable { var version, created: String }

    var id: String
    var title, abstract, authors, comments, doi, categories: String?
    var journalReference: String?
    var versions: [Version]?
    /// Last name, first names, suffix, and affiliations that are not read.
    var parsedAuthors: [[String]]?
    var updateDate: String?
    /// As lists of labelled papers have them, in place of the like in one text.
    var authorList, categoryList: [String]?
    var published: String?

    /// What is not of its type is not read; an identifier must be, since `704.0001` as a number was
    /// `0704.0001` once.
    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      func read<Value: Decodable>(_ key: CodingKeys) -> Value? {
        // Odd or absent, the paper is one all the same.
        try? fields.decode(Value.self, forKey: key)
      }
      id = try fields.decode(String.self, forKey: .id)
      (title, abstract, authors) = (read(.title), read(.abstract), read(.authors))
      (comments, doi, categories) = (read(.comments), read(.doi), read(.categories))
      (journalReference, updateDate) = (read(.journalReference), read(.updateDate))
      (versions, parsedAuthors) = (read(.versions), read(.parsedAuthors))
      (authorList, categoryList) = (read(.authors), read(.categories))
      published = read(.published)
    }

    enum CodingKeys: String, CodingKey {
      case id, title, abstract, authors, comments, doi, categories, versions, published
      case journalReference = "journal-ref"
      case parsedAuthors = "authors_parsed"
      case updateDate = "update_date"
    }
  }

  private static let decoder = JSONDecoder()

  /// - Parameter line: One object, without the end of its line.
  package static func item(parsing line: Data) throws(FeedError) -> FeedItem {
    var record = record(line)
    // A slip inside of a text costs the text, and often all of the line.
    if record?.title == nil || record?.abstract == nil {
      record = self.record(Data(JSONText.mended(Array(line)))) ?? record
    }
    guard let record else { throw .json(reason: "a line that is no paper of arXiv's metadata") }
    guard let arxiv = ArxivID(record.id) else {
      throw .json(reason: "“\(record.id.forTerminal)” is no arXiv identifier")
    }
    let versions = (record.versions ?? []).compactMap {
      PaperVersion($0.version, date: FeedDate($0.created)?.date)
    }.sorted { $0.number < $1.number }
    let newest = versions.last
    let updated = newest?.date ?? record.updateDate.flatMap { FeedDate($0)?.date }
    var item = FeedItem(
      id: "oai:arXiv.org:\(arxiv.id)\(newest.map { "v\($0.number)" } ?? "")",
      url: "https://arxiv.org/abs/\(arxiv.id)",
      title: TeXText.title((record.title ?? "").whiteSpaceFolded),
      summary: (record.abstract ?? "").whiteSpaceFolded, authors: authors(record),
      categories: record.categoryList
        ?? (record.categories ?? "").split(separator: " ").map(String.init),
      published: versions.first?.date ?? record.published.flatMap { FeedDate($0)?.date },
      updated: versions.count > 1 ? updated : nil,
      comment: filled(record.comments), journalReference: filled(record.journalReference),
      doi: filled(record.doi))
    item.versions = versions
    return item
  }

  private static func record(_ line: Data) -> Record? {
    try? decoder.decode(Record.self, from: line)  // No paper: the caller says so.
  }

  private static func authors(_ record: Record) -> [String] {
    if let list = record.authorList { return list.map(\.whiteSpaceFolded) }
    guard let parsed = record.parsedAuthors, !parsed.isEmpty else {
      return AuthorList.names(in: record.authors ?? "")
    }
    return parsed.compactMap { parts in
      AuthorList.name(
        first: parts.count > 1 ? parts[1] : "", last: parts.first ?? "",
        suffix: parts.count > 2 ? parts[2] : "")
    }
  }

  private static func filled(_ text: String?) -> String? {
    let text = (text ?? "").whiteSpaceFolded
    return text.isEmpty ? nil : text
  }
}
