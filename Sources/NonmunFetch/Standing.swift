import Foundation
import NonmunKit

/// Until when an answer need not be asked for again, and by which rule.
struct Standing: Equatable {
  let until: Date
  let rule: String

  /// Results of arXiv's API change once a day, and the same query is to be asked once a day (arXiv
  /// API User's Manual, section 3.1.1.1). An hour less, so that a daily timer is never early.
  private static let day: TimeInterval = 23 * 3600
  /// However long a publisher says that a feed stays as it is, this is believed.
  private static let longestHint: TimeInterval = 3600
  /// Less is not worth a file.
  private static let shortestHint: TimeInterval = 60

  /// `nil` for an answer that nothing lets stand.
  init?(of answer: FeedAnswer, _ head: ResponseHead, isArxiv: Bool, at now: Date) {
    if isArxiv {
      // What arXiv says of age is not believed: it would pin a batch that is due to change.
      let isQuery = WebAddress(answer.request.address)?.path == "/api/query"
      guard isQuery, answer.status == 200, ArxivPage(answer).isWhole else { return nil }
      until = now + Self.day
      rule = "arXiv asks for one such query a day, --force asks again"
      return
    }
    guard answer.request.day == nil, answer.status == 200 || answer.status == 304 else {
      return nil
    }
    guard let fields = Self.hint(head, at: now) else { return nil }
    let hint = max(fields, Self.hint(answer.body, at: now))
    guard hint >= Self.shortestHint else { return nil }
    until = now + min(hint, Self.longestHint)
    rule = "its publisher lets it stand for a while, --force asks again"
  }

  /// Seconds by the fields of an answer; `nil` when they forbid it to stand.
  ///
  /// Source: RFC 9111, sections 4.2 and 5.2.2.
  private static func hint(_ head: ResponseHead, at now: Date) -> TimeInterval? {
    let directives = (head.list("Cache-Control") ?? "").lowercased().split(separator: ",").map {
      String($0).whiteSpaceFolded
    }
    guard !directives.contains(where: { $0.hasPrefix("no-cache") || $0 == "no-store" }) else {
      return nil
    }
    if let age = directives.first(where: { $0.hasPrefix("max-age=") }) {
      let spent = head["Age"].flatMap(Double.init) ?? 0
      return (Double(age.dropFirst("max-age=".count)) ?? 0) - max(spent, 0)
    }
    guard let end = head["Expires"].flatMap({ HTTPDate($0)?.date }) else { return 0 }
    return end.timeIntervalSince(head["Date"].flatMap { HTTPDate($0)?.date } ?? now)
  }

  /// Seconds by what RSS says of itself: `ttl`, `skipHours` and `skipDays`, both in GMT.
  ///
  /// Looked for as text before the first item. What is no feed, or says it in another way, gives
  /// no hint, and a wrong one costs an hour. Source: RSS 2.0 specification, "skipHours".
  private static func hint(_ body: [UInt8], at now: Date) -> TimeInterval {
    let start = body.prefix(mostBytes)
    guard start.places(of: "<ttl") + start.places(of: "<skip") > 0 else { return 0 }
    let channel = String(decoding: start, as: UTF8.self).components(separatedBy: "<item")[0]
    let seconds = now.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400)
    let minutes = values(of: "ttl", in: channel).compactMap(Double.init).first { $0.isFinite }
    let hours = values(of: "hour", in: channel).compactMap { Int($0) }
    let days = values(of: "day", in: channel).compactMap(Weekday.init(name:))
    let rests = [
      (minutes ?? 0) * 60,
      // The first ones to write it down counted from 1 to 24.
      hours.contains { $0 % 24 == Int(seconds / 3600) }
        ? 3600 - seconds.truncatingRemainder(dividingBy: 3600) : 0,
      days.contains(Day(now, in: .gmt).weekday) ? 86_400 - seconds : 0,
    ]
    return rests.max() ?? 0
  }

  private static let mostBytes = 8192

  private static func values(of element: String, in text: String) -> [String] {
    text.components(separatedBy: "<\(element)>").dropFirst().map {
      String($0.prefix { $0 != "<" }).whiteSpaceFolded
    }
  }
}
