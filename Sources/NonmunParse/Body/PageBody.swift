import NonmunKit

/// A page instead of a feed: Hugging Face's holds its list; another can only name feeds.
enum PageBody {
  static func read(
    _ pieces: BodyPieces, _ text: BodyText, address: String, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    let body = text.decoded(try pieces.all(most: FeedReader.mostBytes))
    let page = HTMLPage(parsing: body, encoding: "UTF-8", address: address)
    guard let json = page.dailyPapers, let props = try JSONBody.value(json) as? [String: Any],
      let list = props["dailyPapers"]
    else { throw .htmlPage(feeds: page.feeds) }
    let day = (props["date"] as? String).flatMap { FeedDate($0)?.day }
    var feed = try HuggingFaceDaily(list, day: day).feed
    feed.handOver(after: known, pieces, to: each)
    return feed
  }
}
