import NonmunKit
import Testing

@testable import nonmun

@Suite struct LaneBoardTests {
  private func request(_ feed: String, page: Int = 1) -> FeedRequest {
    FeedRequest(feed: feed, address: "https://oaipmh.arxiv.org/oai?\(feed)\(page)")
  }

  /// A list in pages whose length the server tells, then one whose it does not.
  @Test func theBarOfAListInPagesIsThatOfTheList() {
    var board = LaneBoard()
    board.add([request("cs"), request("math")])
    board.finish(FeedAnswer(request: request("cs"), status: 200, bytesReceived: 4096))
    board.add([request("cs", page: 2)])
    board.note("cs", done: 3000, of: 10_000)
    // math is asked next.
    #expect(board.lines(columns: 80, rows: 24)[0] == "arxiv.org  ███░░░░░░░  1 of 3  math")
    board.finish(FeedAnswer(request: request("math"), status: 503))
    #expect(
      board.lines(columns: 80, rows: 24) == [
        "arxiv.org  ███░░░░░░░  3000 of 10000 papers  cs", "2 of 3 answers, 1 failed, 4 KiB",
      ])
    board.note("cs", done: 4000, of: nil)
    #expect(board.lines(columns: 80, rows: 24)[0] == "arxiv.org  ██████░░░░  4000 papers  cs")
    board.finish(FeedAnswer(request: request("cs"), failure: "timed out"))
    #expect(board.lines(columns: 80, rows: 24) == ["3 of 3 answers, 2 failed, 4 KiB"])
  }

  @Test func aFeedWhoseServerAskedForPatienceIsShownUntilItIsAskedAgain() {
    var board = LaneBoard()
    board.add([request("cs")])
    board.finish(FeedAnswer(request: request("cs"), status: 503))
    board.note("cs", waits: "waits 30.0 seconds, as the server asks")
    #expect(
      board.lines(columns: 80, rows: 24).first == "cs  waits 30.0 seconds, as the server asks")
    board.add([request("cs")])
    #expect(board.lines(columns: 80, rows: 24).first == "arxiv.org  █████░░░░░  1 of 2  cs")
  }
}
