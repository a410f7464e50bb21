import Foundation
import LoopbackServer
import NonmunKit
import Synchronization

/// A server on loopback that plays arXiv: its API, its OAI-PMH server and its announcements.
///
/// Paper `i` was submitted, and last changed, `i * step` minutes after 2024-08-01.
final class PlayedArxiv: Sendable {
  /// The server before 2025 and the one since.
  enum Dialect { case old, new }

  private let server: LoopbackServer

  /// - Parameters:
  ///   - papers: How many there are.
  ///   - step: Minutes from one to the next.
  ///   - page: Records on a page of OAI-PMH.
  ///   - withdrawn: The paper that was withdrawn.
  ///   - claimedADay: How many results the API claims to have a day, of more than twelve days.
  ///   - padding: How many bytes a token has that say nothing.
  ///   - fault: Answers instead, by the number of the request, from 1, and what it asks.
  init(
    papers: Int, step: Int = 1, page: Int = 3, dialect: Dialect = .new, withdrawn: Int? = nil,
    expires: String = "2099-01-01T00:00:00Z",
    claimedADay: Int? = nil, padding: Int = 0,
    fault: @escaping @Sendable (Int, String) -> LoopbackServer.Reply? = { _, _ in nil }
  ) throws {
    let collection = Collection(papers: papers, step: step)
    let count = Mutex(0)
    server = try LoopbackServer { request in
      let number = count.withLock {
        $0 += 1
        return $0
      }
      if let reply = fault(number, request.path) { return reply }
      let fields = Self.fields(
        request.body.isEmpty ? request.path : "\(request.path)?\(request.body)")
      if request.path.hasPrefix("/api/query") {
        return LoopbackServer.Reply(collection.results(fields, claimedADay: claimedADay))
      }
      if request.path.hasPrefix("/oai") {
        return LoopbackServer.Reply(
          collection.records(
            fields, page, dialect, withdrawn: withdrawn, expires: expires,
            padding: String(repeating: "~", count: padding)))
      }
      return LoopbackServer.Reply(collection.announcement)
    }
  }

  var servers: SourceServers { .all(at: server.address("")) }

  /// The requests that were forms.
  var forms: [LoopbackServer.Request] { server.requests.filter { $0.head.hasPrefix("POST ") } }

  /// The addresses that were asked, each from behind the last `?`, decoded once.
  var asked: [String] {
    server.requests.map { request in
      let query = request.path.split(separator: "?").dropFirst().first.map(String.init)
      return query.map { $0.replacing("+", with: " ").removingPercentEncoding ?? $0 }
        ?? request.path
    }
  }

  private static func fields(_ path: String) -> [String: String] {
    let query = path.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return query.split(separator: "&").reduce(into: [:]) { fields, field in
      let parts = field.split(separator: "=", maxSplits: 1).map {
        $0.replacing("+", with: " ").removingPercentEncoding ?? ""
      }
      if parts.count == 2 { fields[parts[0]] = parts[1] }
    }
  }

  /// A page of the API.
  static func results(_ entries: String, total: Int) -> String {
    Collection.atom([entries], total: total)
  }

  /// One that holds nothing.
  static func empty(total: Int) -> String { results("", total: total) }

  /// How the API tells of an error.
  static func error(_ words: String) -> String {
    Collection.atom(
      ["<entry><id>https://arxiv.org/api/errors#x</id><summary>\(words)</summary></entry>"],
      total: 1)
  }

  static let badToken = LoopbackServer.Reply(
    Collection.oai("<error code='badResumptionToken'>The token is invalid or expired.</error>"))
}

/// The papers that the played server has.
private struct Collection: Sendable {
  let papers: Int
  let step: Int

  private static let begin = 19_936 * 1440  // 2024-08-01, in minutes since 1970

  private func id(_ paper: Int) -> String {
    "2408." + String(repeating: "0", count: 5 - String(paper).count) + String(paper)
  }

  private func time(_ paper: Int) -> String {
    let minute = Self.begin + paper * step
    let date = Date(timeIntervalSince1970: Double(minute) * 60)
    return date.formatted(.iso8601)
  }

  /// Newest first, as the API sorts by `submittedDate`.
  func results(_ fields: [String: String], claimedADay: Int?) -> String {
    let range = Self.range(in: fields["search_query"] ?? "")
    let found = (0..<papers).reversed().filter {
      range?.contains(Self.begin + $0 * step) ?? true
    }
    let start = Int(fields["start"] ?? "0") ?? 0
    let slice = found.dropFirst(start).prefix(Int(fields["max_results"] ?? "10") ?? 10)
    var total = found.count
    if let claimedADay, let range, range.count > 12 * 1440 {
      total = range.count * claimedADay / 1440
    }
    return Self.atom(slice.map(entry), total: total)
  }

  static func atom(_ entries: [String], total: Int) -> String {
    """
    <?xml version='1.0' encoding='UTF-8'?>
    <feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
    xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
    <id>https://arxiv.org/api/x</id><title>arXiv Query: x</title>
    <opensearch:totalResults>\(total)</opensearch:totalResults>\(entries.joined())</feed>
    """
  }

  private func entry(_ paper: Int) -> String {
    """
    <entry><id>http://arxiv.org/abs/\(id(paper))v1</id><title>Paper \(paper)</title>\
    <summary>About \(paper).</summary><published>\(time(paper))</published>\
    <author><name>A. Name</name></author><arxiv:primary_category term="cs.LG"/></entry>
    """
  }

  /// `submittedDate:[202408010000 TO 202408012359]`, in minutes since 1970.
  private static func range(in query: String) -> ClosedRange<Int>? {
    guard let text = query.split(separator: "[").last?.split(separator: "]").first else {
      return nil
    }
    let ends = text.split(separator: " TO ").compactMap { digits -> Int? in
      let digits = String(digits)
      let day = Day(
        "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6).prefix(2))")
      guard digits.count == 12, let day, let hour = Int(digits.dropFirst(8).prefix(2)),
        let minute = Int(digits.suffix(2))
      else { return nil }
      return day.number * 1440 + hour * 60 + minute
    }
    return ends.count == 2 ? ends[0]...ends[1] : nil
  }

  /// Oldest first. A token is `from` and how many to skip, in the words of the dialect.
  func records(
    _ fields: [String: String], _ length: Int, _ dialect: PlayedArxiv.Dialect, withdrawn: Int?,
    expires: String, padding: String
  ) -> String {
    var (from, skip) = (fields["from"] ?? "2024-08-01", 0)
    if let token = fields["resumptionToken"]?.filter({ $0 != "~" }) {
      guard let place = Self.place(token, dialect), let number = Int(place.skip) else {
        return Self.oai("<error code='badResumptionToken'>\(token)</error>")
      }
      (from, skip) = (place.from, number)
    }
    let until = fields["until"] ?? "9999"
    let found = (0..<papers).filter { paper in
      let day = time(paper).prefix(10)
      return day >= from && day <= until
    }
    guard !found.isEmpty else { return Self.oai("<error code='noRecordsMatch'>none</error>") }
    let page = found.dropFirst(skip).prefix(length)
    var token = ""
    let next = skip + page.count
    if next < found.count {
      token =
        switch dialect {
        case .old:
          "<resumptionToken cursor=\"\(skip)\" completeListSize=\"\(found.count)\">"
            + "\(from)|\(next)\(padding)</resumptionToken>"
        case .new:
          "<resumptionToken expirationDate='\(expires)'>verb%3DListRecords%26from%3D\(from)"
            + "%26skip%3D\(next)\(padding)</resumptionToken>"
        }
    } else if dialect == .old {
      token = "<resumptionToken cursor=\"\(skip)\" completeListSize=\"\(found.count)\"/>"
    }
    let records = page.map { record($0, isWithdrawn: $0 == withdrawn) }
    return Self.oai("<ListRecords>\(records.joined())\(token)</ListRecords>")
  }

  private static func place(
    _ token: String, _ dialect: PlayedArxiv.Dialect
  ) -> (from: String, skip: String)? {
    let parts =
      switch dialect {
      case .old: token.split(separator: "|").map(String.init)
      // What was not escaped again arrives decoded, and is no token.
      case .new:
        token.hasPrefix("verb%3DListRecords%26from%3D")
          ? token.dropFirst("verb%3DListRecords%26from%3D".count).split(separator: "%26skip%3D")
            .map(String.init) : []
      }
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private func record(_ paper: Int, isWithdrawn: Bool) -> String {
    let header =
      "<identifier>oai:arXiv.org:\(id(paper))</identifier>"
      + "<datestamp>\(time(paper).prefix(10))</datestamp><setSpec>cs:cs:LG</setSpec>"
    if isWithdrawn { return "<record><header status='deleted'>\(header)</header></record>" }
    return """
      <record><header>\(header)</header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">\
      <id>\(id(paper))</id><created>\(time(paper).prefix(10))</created><title>Paper \(paper)</title>\
      <authors><author><keyname>Name</keyname></author></authors><categories>cs.LG</categories>\
      <abstract>About \(paper).</abstract></arXiv></metadata></record>
      """
  }

  static func oai(_ body: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\
    <responseDate>2024-08-20T11:00:00Z</responseDate>\(body)</OAI-PMH>
    """
  }

  /// The newest paper, as it is announced.
  var announcement: String {
    """
    <rss xmlns:arxiv="http://arxiv.org/schemas/atom" version="2.0"><channel><title>cs.LG</title>\
    <link>http://rss.arxiv.org/rss/cs.LG</link><item><title>Paper \(papers - 1)</title>\
    <link>https://arxiv.org/abs/\(id(papers - 1))</link>\
    <description>arXiv:\(id(papers - 1))v1 Announce Type: new Abstract: x</description>\
    <guid>oai:arXiv.org:\(id(papers - 1))v1</guid><pubDate>Tue, 20 Aug 2024 00:00:00 -0400\
    </pubDate><arxiv:announce_type>new</arxiv:announce_type></item></channel></rss>
    """
  }
}
