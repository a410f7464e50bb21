package import Foundation

extension Feed {
  /// The addresses to ask that are not of a list in pages, in the order to ask them.
  ///
  /// - Parameters:
  ///   - days: The days that the reader named, both included; without them what is new.
  ///   - now: The clock.
  ///   - lastList: The newest day whose list was asked before. It may have been half filled then,
  ///     so it is asked again, with every day since.
  package func requests(
    days: ClosedRange<Day>? = nil, now: Date, lastList: Day? = nil,
    servers: SourceServers = .live
  ) -> [FeedRequest] {
    switch source {
    case .arxiv(let category):
      [FeedRequest(feed: name, address: servers.arxivAnnouncements + category)]
    case .arxivSearch, .arxivOAI:
      []
    case .huggingFace:
      Self.listDays(days, now: now, lastList: lastList).map { listRequest(for: $0, servers) }
    case .url(let address):
      [FeedRequest(feed: name, address: address)]
    }
  }

  /// Hugging Face's list of one day.
  package func listRequest(for day: Day, _ servers: SourceServers = .live) -> FeedRequest {
    FeedRequest(feed: name, address: "\(servers.huggingFace)?date=\(day)", day: day)
  }

  /// Hugging Face counts days in UTC: before 09:00 in Seoul, today is yesterday there.
  private static func listDays(
    _ days: ClosedRange<Day>?, now: Date, lastList: Day?
  ) -> [Day] {
    let today = Day(now, in: .gmt)
    let first: Day
    let last: Day
    if let days {
      (first, last) = (days.lowerBound, min(days.upperBound, today))
    } else {
      (first, last) = (max(lastList ?? today, today - longestCatchUp), today)
    }
    return first <= last ? (first.number...last.number).map(Day.init(number:)) : []
  }

  /// A reader back from a long leave asks for a month of lists, not for years; `--since` does.
  private static let longestCatchUp = 31
}
