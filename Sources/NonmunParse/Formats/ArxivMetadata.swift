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

    enum CodingKeys: String, CodingKey {
      case id, title, abstract, authors, comments, doi, categories, versions
      case journalReference = "journal-ref"
      case parsedAuthors = "authors_parsed"
      case updateDate = "update_date"
    }
  }

  private static let decoder = JSONDecoder()

  /// - Parameter line: One object, without the end of its line.
  package static func item(parsing line: Data) throws(FeedError) -> FeedItem {
    let record: Record
    do {
      record = try decoder.decode(Record.self, from: line)
    } catch {
      throw .json(reason: "a line that is no paper of arXiv's metadata")
    }
    guard let arxiv = ArxivID(record.id) else {
      throw .json(reason: "“\(record.id.forTerminal)” is no arXiv identifier")
    }
    let newest = record.versions?.last
    let updated = newest?.created ?? record.updateDate
    var item = FeedItem(
      id: "oai:arXiv.org:\(arxiv.id)\(newest?.version ?? "")",
      url: "https://arxiv.org/abs/\(arxiv.id)",
      title: TeXText.title((record.title ?? "").whiteSpaceFolded),
      summary: (record.abstract ?? "").whiteSpaceFolded, authors: authors(record),
      categories: (record.categories ?? "").split(separator: " ").map(String.init),
      published: (record.versions?.first?.created).flatMap { FeedDate($0)?.date },
      updated: (record.versions?.count ?? 0) > 1 ? updated.flatMap { FeedDate($0)?.date } : nil,
      comment: filled(record.comments), journalReference: filled(record.journalReference),
      doi: filled(record.doi))
    item.versions = (record.versions ?? []).compactMap {
      PaperVersion($0.version, date: FeedDate($0.created)?.date)
    }
    return item
  }

  private static func authors(_ record: Record) -> [String] {
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

extension ArxivMetadata {
  /// Whether a body begins with a paper of this form.
  static func isBulk(_ start: [UInt8]) -> Bool {
    let line = start.prefix { $0 != UInt8(ascii: "\n") }
    return line.first == UInt8(ascii: "{") && (try? item(parsing: Data(line))) != nil
  }

  /// Line by line; damaged ones are left out, and told.
  static func read(
    _ pieces: BodyPieces, _ text: BodyText, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    var place = ReadingPlace(format: .arxivMetadata, entries: 0, bytes: 0)
    var damaged = 0
    var line: [UInt8] = []
    var wantsMore = true
    func take(_ line: [UInt8]) {
      guard line.contains(where: { $0 > 0x20 }) else { return }
      place.entries += 1
      guard place.entries > known else { return }
      do throws(FeedError) {
        let item = try item(parsing: Data(line))
        place.bytes = pieces.bytesRead
        wantsMore = each(item, place)
      } catch {
        damaged += 1
      }
    }
    try pieces.eachPiece(of: text, mends: false) { piece in
      var rest = piece[...]
      while wantsMore, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += rest[..<end]
        take(line)
        line.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      line += rest
      return wantsMore && line.count <= longestLine
    }
    guard line.count <= longestLine else { throw .tooMuch("\(longestLine >> 20) MiB in a line") }
    if wantsMore { take(line) }
    var feed = ParsedFeed(format: .arxivMetadata, title: "arXiv metadata")
    if damaged > 0 { feed.defect = "lines that are no papers: \(damaged)" }
    return feed
  }

  /// No paper is longer.
  private static let longestLine = 16 << 20
}
