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

  static func item(_ record: XMLElement) -> FeedItem {
    let metadata = record.first("metadata")?.children.first { _ in true } ?? record
    let header = record.first("header") ?? record
    var item =
      switch metadata.name.local {
      case "arXivRaw": raw(metadata)
      case "dc": dublinCore(metadata, header)
      default: arxiv(metadata)
      }
    if item.id.isEmpty { item.id = header.text(of: "identifier") ?? "" }
    let reference = ArxivID(item.id.replacing("oai:arXiv.org:", with: ""))
    item.url = reference.map { "https://arxiv.org/abs/\($0.id)" } ?? ""
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
    let versions = paper.all("version")
    if let newest = versions.last?["version"], !item.id.isEmpty { item.id += newest }
    item.published = versions.first?.date(of: "date")
    item.updated = versions.count > 1 ? versions.last?.date(of: "date") : nil
    item.versions = versions.compactMap {
      PaperVersion($0["version"] ?? "", date: $0.date(of: "date"))
    }
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
    let identifiers = paper.texts(of: "identifier").filter { !$0.contains("://") }
    let dates = paper.texts(of: "date").compactMap { FeedDate($0)?.date }
    let comment = descriptions.first { $0.hasPrefix("Comment: ") }
    return FeedItem(
      id: "", title: TeXText.title(paper.texts(of: "title").first ?? ""),
      summary: descriptions.first { !$0.hasPrefix("Comment: ") } ?? "",
      authors: paper.texts(of: "creator").compactMap(AuthorList.name(turned:)),
      categories: header.texts(of: "setSpec").compactMap(category), published: dates.first,
      updated: dates.count > 1 ? dates.last : nil,
      comment: comment.map { String($0.dropFirst("Comment: ".count)) },
      journalReference: identifiers.first { !$0.hasPrefix("doi:") },
      doi: identifiers.first { $0.hasPrefix("doi:") }.map { String($0.dropFirst(4)) })
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
