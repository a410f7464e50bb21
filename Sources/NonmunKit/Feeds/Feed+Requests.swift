package import Foundation

extension Feed {
  /// The addresses to ask, in the order to ask them.
  ///
  /// - Parameters:
  ///   - days: The days that the reader named, both included; without them what is new.
  ///   - now: The clock.
  ///   - lastList: The newest day whose list was asked before. It may have been half filled then,
  ///     so it is asked again, with every day since.
  package func requests(
    days: ClosedRange<Day>? = nil, now: Date, lastList: Day? = nil
  ) -> [FeedRequest] {
    switch source {
    case .arxiv(let category):
      [FeedRequest(feed: name, address: "https://rss.arxiv.org/rss/\(category)")]
    case .arxivSearch(let query):
      [FeedRequest(feed: name, address: Self.searchAddress(query, days: days))]
    case .arxivOAI:
      []
    case .huggingFace:
      Self.listDays(days, now: now, lastList: lastList).map(listRequest)
    case .url(let address):
      [FeedRequest(feed: name, address: address)]
    }
  }

  /// Hugging Face's list of one day.
  package func listRequest(for day: Day) -> FeedRequest {
    FeedRequest(
      feed: name, address: "https://huggingface.co/api/daily_papers?date=\(day)", day: day)
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

  /// Source: arXiv API User's Manual, sections 3.1.1 and 5.1: `submittedDate` takes
  /// `[YYYYMMDDTTTT TO YYYYMMDDTTTT]` in GMT; sorting is descending unless told otherwise.
  private static func searchAddress(_ query: String, days: ClosedRange<Day>?) -> String {
    var query = query
    if let days {
      let (first, last) = ("\(days.lowerBound)", "\(days.upperBound)")
      query =
        "(\(query)) AND submittedDate:[\(first.replacing("-", with: ""))0000 TO "
        + "\(last.replacing("-", with: ""))2359]"
    }
    return "https://export.arxiv.org/api/query?search_query=\(encodedForQuery(query))"
      + "&sortBy=submittedDate&max_results=\(searchSlice)"
  }

  /// Newest first, so that a daily search of an ordinary query is whole with one request.
  private static let searchSlice = 100

  /// `application/x-www-form-urlencoded`, leaving what a query string may hold as it is.
  private static func encodedForQuery(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, byte in
      switch byte {
      case UInt8(ascii: " "): encoded += "+"
      case let byte where kept.contains(byte): encoded.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
  }

  private static let kept = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:()*,/".utf8)
}
