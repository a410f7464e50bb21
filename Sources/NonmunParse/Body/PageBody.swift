import NonmunKit

/// A page instead of a feed: Hugging Face's holds its list; another can only name feeds.
enum PageBody {
  static func read(
    _ pieces: BodyPieces, _ text: BodyText, address: String, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    let body = text.decoded(try pieces.all(most: FeedReader.mostBytes))
    let page = HTMLPage(parsing: body, encoding: "UTF-8", address: address)
    guard let json = page.dailyPapers.map(JSONList.init), json.name == "dailyPapers" else {
      throw .htmlPage(feeds: page.feeds)
    }
    return try JSONBody.read(json, pieces, address: address, after: known, each)
  }
}
