import NonmunKit
import Testing

@testable import NonmunFetch

@Suite struct ArxivPageTests {
  private func isWhole(_ query: String, entries: Int, total: String?, end: String = "</feed>\n")
    -> Bool
  {
    let entry = "<entry><id>http://arxiv.org/abs/2408.00001v1</id></entry>"
    let told = total.map { "<opensearch:totalResults>\($0)</opensearch:totalResults>" } ?? ""
    let body = "<feed>\(told)\(String(repeating: entry, count: entries))\(end)"
    let address = "http://export.arxiv.org/api/query?search_query=ti:a\(query)"
    return ArxivPage(
      FeedAnswer(request: FeedRequest(feed: "f", address: address), body: Array(body.utf8))
    ).isWhole
  }

  @Test(arguments: [
    ("&max_results=100", 100, "5000"), ("&max_results=100", 3, "3"), ("", 10, "5000"),
    ("&start=4990&max_results=100", 10, "5000"), ("&start=9000&max_results=100", 0, "5000"),
    ("", 0, "0"), ("&max_results=100", 3, "0"), ("", 1, nil), ("", 1, "many"),
    ("&start=-9223372036854775808", 10, "9223372036854775807"),
  ])
  func aPageWithAllThatWasAskedForIsWhole(_ query: String, _ entries: Int, _ total: String?) {
    #expect(isWhole(query, entries: entries, total: total))
  }

  @Test(arguments: [
    ("&max_results=100", 99, "5000"), ("&max_results=100", 0, "5000"), ("", 9, "5000"),
    ("&start=4990&max_results=100", 9, "5000"), ("", 0, nil), ("&max_results=100", 2, "3"),
  ])
  func aShortPageIsNot(_ query: String, _ entries: Int, _ total: String?) {
    #expect(!isWhole(query, entries: entries, total: total))
  }

  @Test(arguments: ["", "</fee", "<entry><id>https://arxiv.org/api/errors#x</id></entry></feed>"])
  func whatWasCutOffOrTellsOfAnErrorIsNot(_ end: String) {
    #expect(!isWhole("", entries: 10, total: "10", end: end))
  }
}
