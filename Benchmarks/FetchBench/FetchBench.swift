import Foundation
import NonmunFetch
import NonmunKit
import NonmunParse

/// Fetches a list of addresses and parses what comes, without a library: `FetchBench LIST`.
///
/// A line of LIST is an address, or an address, a tab and an ETag. Prints how many answers were 200
/// and 304, and how many items there were.
@main
struct FetchBench {
  static func main() throws {
    let list = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
    let requests = list.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t").map(String.init)
      var request = FeedRequest(feed: parts[0], address: parts[0])
      request.validators.etag = parts.count > 1 ? parts[1] : nil
      return request
    }
    var (good, unchanged, items) = (0, 0, 0)
    try FetchRound(agent: "nonmun-bench", source: .network).run(requests) { answer in
      if let failure = answer.failure { print(answer.address, failure) }
      good += answer.status == 200 ? 1 : 0
      unchanged += answer.status == 304 ? 1 : 0
      if answer.status == 200 {
        let feed = try ParsedFeed(parsing: answer.body, contentType: answer.contentType)
        items += feed.items.count
      }
      return []
    }
    print(good, unchanged, items)
  }
}
