import Foundation
import GRDB
import NonmunKit

/// The columns of `paper`, in one order for reading and writing.
enum PaperRow {
  static let columns = columns(abstract: "abstract")
  /// The same but for the abstract, which is most of a row.
  static let columnsWithoutAbstract = columns(abstract: "''")

  private static func columns(abstract: String) -> String {
    """
    paper.number, paper.id, version, title, \(abstract), authors, categories, published, updated, \
    comment, journalReference, doi, paper.day, firstSeen, upvotes, discussion, codeAddress, \
    isOnHuggingFace, page, authorities
    """
  }

  static let width = 20

  /// - Returns: `nil` for a row whose id no version of this program wrote.
  static func paper(_ row: Row) -> Paper? {
    guard let id = ItemID(stored: row[1]) else { return nil }
    return Paper(
      id: id, version: row[2], title: row[3], abstract: row[4], authors: lines(row[5]),
      categories: lines(row[6]), published: date(row[7]), updated: date(row[8]), comment: row[9],
      journalReference: row[10], doi: row[11], day: (row[12] as Int?).map(Day.init(number:)),
      firstSeen: Date(timeIntervalSince1970: row[13]), upvotes: row[14], discussion: row[15],
      codeAddress: row[16], isOnHuggingFace: row[17], page: row[18],
      authorities: Authorities(digits: row[19]))
  }

  static func paper(_ number: Int64, in database: Database) throws -> Paper? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT \(columns) FROM paper WHERE number = ?"),
      arguments: [number]
    ).flatMap(paper)
  }

  /// - Returns: The number of the new row.
  static func insert(_ paper: Paper, into database: Database) throws -> Int64 {
    try database.cachedStatement(
      sql: """
        INSERT INTO paper (version, title, abstract, authors, categories, published, updated,
          comment, journalReference, doi, day, firstSeen, upvotes, discussion, codeAddress,
          isOnHuggingFace, page, authorities, id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: values(paper, key: paper.id.description))
    return database.lastInsertedRowID
  }

  static func update(_ paper: Paper, number: Int64, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        UPDATE paper SET version = ?, title = ?, abstract = ?, authors = ?, categories = ?,
          published = ?, updated = ?, comment = ?, journalReference = ?, doi = ?, day = ?,
          firstSeen = ?, upvotes = ?, discussion = ?, codeAddress = ?, isOnHuggingFace = ?,
          page = ?, authorities = ?
        WHERE number = ?
        """
    ).execute(arguments: values(paper, key: number))
  }

  /// - Parameter key: What tells the row, behind all that stands in it.
  private static func values(_ paper: Paper, key: some DatabaseValueConvertible)
    -> StatementArguments
  {
    [
      paper.version, paper.title, paper.abstract, paper.authors.joined(separator: "\n"),
      paper.categories.joined(separator: "\n"), paper.published?.timeIntervalSince1970,
      paper.updated?.timeIntervalSince1970, paper.comment, paper.journalReference, paper.doi,
      paper.day?.number, paper.firstSeen.timeIntervalSince1970, paper.upvotes, paper.discussion,
      paper.codeAddress, paper.isOnHuggingFace, paper.page, paper.authorities.digits, key,
    ]
  }

  /// By bytes: a search for whole characters costs more than all else in reading a row.
  static func lines(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
  }

  private static func date(_ seconds: Double?) -> Date? {
    seconds.map(Date.init(timeIntervalSince1970:))
  }
}
