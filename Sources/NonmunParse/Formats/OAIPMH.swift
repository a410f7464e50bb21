import Foundation
import NonmunKit

/// Records of an OAI-PMH server in the formats that arXiv's have: `arXiv`, `arXivRaw`, `oai_dc`.
///
/// Both servers are read, that of export.arxiv.org/oai2 and that of oaipmh.arxiv.org. Source: Open
/// Archives Initiative Protocol for Metadata Harvesting 2.0; arXiv, "Open Archives Initiative".
enum OAIPMH {
  static func isAnswer(_ root: String) -> Bool { root == "OAI-PMH" || root == "record" }

  /// What went wrong, with its code; that no record matches is an empty list, and no error.
  static func error(in root: XMLElement) -> String? {
    guard let error = root.first("error"), let code = error["code"], code != "noRecordsMatch" else {
      return nil
    }
    return [code, error.foldedText].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// The identifier of a record that was withdrawn from the server.
  static func deleted(_ record: XMLElement) -> String? {
    guard let header = record.first("header"), header["status"] == "deleted" else { return nil }
    return header.text(of: "identifier")
  }

  /// The day on which a record last changed: a date, or a time of it.
  static func changed(_ record: XMLElement) -> Day? {
    record.first("header")?.text(of: "datestamp").flatMap { Day($0.prefix(10)) }
  }

  /// When the server answered, by its own clock.
  static func answered(_ root: XMLElement) -> Date? { root.date(of: "responseDate") }

  /// How to go on: an empty token ends a list.
  static func resumption(in root: XMLElement) -> ResumptionToken? {
    let tokens = root.children.compactMap { $0.first("resumptionToken") }
    guard let token = tokens.first, !token.foldedText.isEmpty else { return nil }
    return ResumptionToken(
      text: token.foldedText, cursor: token["cursor"].flatMap { Int($0) },
      total: token["completeListSize"].flatMap { Int($0) },
      expires: token["expirationDate"].flatMap { FeedDate($0)?.date })
  }

  /// `nil` for a record that says nothing of its paper.
  static func item(_ record: XMLElement) -> FeedItem? {
    guard let metadata = record.first("metadata")?.children.first(where: { _ in true }) else {
      return nil
    }
    let header = record.first("header") ?? record
    var item =
      switch metadata.name.local {
      case "arXivRaw": raw(metadata)
      case "dc": dublinCore(metadata, header)
      default: arxiv(metadata)
      }
    if item.id.isEmpty { item.id = header.text(of: "identifier") ?? "" }
    let reference = ArxivID(item.id.replacing("oai:arXiv.org:", with: ""))
    if let reference { item.url = "https://arxiv.org/abs/\(reference.id)" }
    return item
  }

  private static func arxiv(_ paper: XMLElement) -> FeedItem {
    var item = common(paper)
    item.authors = (paper.first("authors")?.all("author") ?? []).compactMap { author in
      AuthorList.name(
        first: author.text(of: "forenames") ?? "", last: author.text(of: "keyname") ?? "",
        suffix: author.text(of: "suffix") ?? "")
    }
    item.published = paper.date(of: "created")
    item.updated = paper.date(of: "updated")
    return item
  }

  /// With the history of its versions: the newest belongs to the identifier.
  private static func raw(_ paper: XMLElement) -> FeedItem {
    var item = common(paper)
    item.versions = paper.all("version").compactMap {
      PaperVersion($0["version"] ?? "", date: $0.date(of: "date"))
    }.sorted { $0.number < $1.number }
    if let newest = item.versions.last, !item.id.isEmpty { item.id += "v\(newest.number)" }
    item.published = item.versions.first?.date
    item.updated = item.versions.count > 1 ? item.versions.last?.date : nil
    item.authors = AuthorList.names(in: paper.text(of: "authors") ?? "")
    return item
  }

  private static func common(_ paper: XMLElement) -> FeedItem {
    FeedItem(
      id: paper.text(of: "id").map { "oai:arXiv.org:\($0)" } ?? "",
      title: TeXText.title(paper.text(of: "title") ?? ""),
      summary: paper.text(of: "abstract") ?? "",
      categories: (paper.text(of: "categories") ?? "").split(separator: " ").map(String.init),
      comment: paper.text(of: "comments"), journalReference: paper.text(of: "journal-ref"),
      doi: paper.text(of: "doi"))
  }

  private static func dublinCore(_ paper: XMLElement, _ header: XMLElement) -> FeedItem {
    let descriptions = paper.texts(of: "description")
    let written = paper.texts(of: "identifier")
    let identifiers = written.filter { !$0.contains("://") }
    let page = written.first { $0.isWebAddress && !$0.contains("://arxiv.org/") }
    let dates = paper.texts(of: "date").compactMap { FeedDate($0)?.date }
    let comment = descriptions.first { $0.hasPrefix("Comment: ") }
    return FeedItem(
      id: "", url: page ?? "", title: TeXText.title(paper.texts(of: "title").first ?? ""),
      summary: descriptions.first { !$0.hasPrefix("Comment: ") } ?? "",
      authors: paper.texts(of: "creator").compactMap(AuthorList.name(turned:)),
      categories: header.texts(of: "setSpec").compactMap(category), published: dates.first,
      updated: dates.count > 1 ? dates.last : nil,
      comment: comment.map { String($0.dropFirst("Comment: ".count)) },
      journalReference: identifiers.first { doi($0) == nil },
      doi: identifiers.lazy.compactMap(doi).first)
  }

  /// `doi:10.1/x`, and `10.1/x` alone, as other servers than arXiv's write it.
  private static func doi(_ identifier: String) -> String? {
    if identifier.hasPrefix("doi:") { return String(identifier.dropFirst(4)) }
    return identifier.wholeMatch(of: /10\.[0-9.]+\/\S+/) == nil ? nil : identifier
  }

  /// `cs:cs:CV` is `cs.CV`, `physics:quant-ph` is `quant-ph`; `math` alone is an archive.
  private static func category(_ set: String) -> String? {
    let parts = set.split(separator: ":")
    return parts.count < 2 ? nil : parts.dropFirst().joined(separator: ".")
  }
}

extension XMLElement {
  /// By local name, whatever the vocabulary: some servers leave it out.
  fileprivate func texts(of name: String) -> [String] {
    children.filter { $0.name.local == name }.map { $0.foldedText }.filter { !$0.isEmpty }
  }

  fileprivate func text(of name: String) -> String? { texts(of: name).first }

  fileprivate func date(of name: String) -> Date? {
    text(of: name).flatMap { FeedDate($0)?.date }
  }
}
