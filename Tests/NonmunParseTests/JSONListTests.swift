import Foundation
import NonmunKit
import NonmunParse
import Testing

/// A list in JSON is read an element at a time: one that is broken costs no other.
@Suite struct JSONListTests {
  private func read(_ body: String) throws -> ParsedFeed {
    try ParsedFeed(parsing: Array(body.utf8), address: "https://e.com/")
  }

  @Test(arguments: [
    (#"{"id": "b", "x": tru}"#, nil), (#"{"id": "b" "x": 1}"#, nil),
    (#"{"id": "b", "title": "\ud83d!"}"#, "�!"), (#"{"id": "b", "title": "\ude00"}"#, "�"),
    (#"{"id": "b", "title": "\ud83d\ud83d\ude00", "x": NaN}"#, "�😀"),
    ("{\"id\": \"b\", \"title\": \"one\ntwo\"}", "one two"),
    (#"{"id": "b", "title": "C:\x", "x": [-Infinity, Infinity]}"#, #"C:\x"#),
    (#"{"id": "b", "title": "a\\\"b]}", "x": NaN}"#, #"a\"b]}"#),
  ])
  func anElementIsMendedOrLeftOut(_ element: String, _ title: String?) throws {
    let feed = try read(#"{"title": "t", "items": [{"id": "a"}, \#(element), {"id": "c"}, ]}"#)
    #expect(feed.title == "t")
    #expect(feed.items.map(\.id) == (title == nil ? ["a", "c"] : ["a", "b", "c"]))
    #expect(feed.items.first { $0.id == "b" }?.title == title)
    #expect(feed.defect == (title == nil ? "1 of 3 items cannot be read as JSON" : nil))
  }

  /// As far as its elements are whole, with what was said before them.
  @Test(arguments: 0...70)
  func whatEndsTooEarlyIsReadSoFar(_ length: Int) throws {
    let whole = #"{"title":"t","items":[{"id":"a"},{"id":"b","tags":["x"]}],"author":{}}"#
    let body = String(whole.prefix(length))
    let read = try? read(body)  // Without an element there is no feed.
    let isWhole = length == whole.utf8.count
    #expect(read?.items.map(\.id) == (length < 32 ? nil : length < 56 ? ["a"] : ["a", "b"]))
    #expect(read?.title == (length < 32 ? nil : "t"))
    #expect(read?.defect == (length < 32 || isWhole ? nil : "it ends too early"))
  }

  @Test(arguments: [("[", "]", 200), ("1,", "1", 250_001)])
  func whatIsOverALimitIsLeftOut(_ start: String, _ end: String, _ count: Int) throws {
    let starts = String(repeating: start, count: count)
    let value = "[\(starts)\(end == "1" ? "1" : String(repeating: end, count: count))]"
    let feed = try read(#"{"items": [{"id": "a"}, {"id": "b", "x": \#(value)}, {"id": "c"}]}"#)
    #expect(feed.items.map(\.id) == ["a", "c"])
    #expect(feed.defect == "1 of 3 items cannot be read as JSON")
  }

  @Test func itemsHaveAnEnd() throws {
    let feed = try read("{\"items\": [\(String(repeating: "{\"id\": \"a\"},", count: 100_001))]}")
    #expect(feed.items.count == 100_000)
    #expect(feed.defect == "more than 100000 items")
  }

  @Test func whatStandsAroundAListHasAnEnd() throws {
    let list = String(repeating: "0,", count: 1 << 19)
    let feed = try read(#"{"x": [\#(list)0], "items": [{"id": "a"}], "title": "t"}"#)
    #expect(feed.items.map(\.id) == ["a"])
    #expect(feed.title == "")
    #expect(feed.defect == "more than 1 MiB around its list")
  }

  @Test func itemsWithoutAuthorsHaveThoseOfTheFeed() throws {
    let feed = try read(
      """
      {"items": [{"id": "a"}, {"id": "b", "authors": [{"name": "Lee"}]}],
      "authors": [{"name": "Kim"}]}
      """)
    #expect(feed.items.map(\.authors) == [["Kim"], ["Lee"]])
  }

  @Test func metadataMayBeAList() throws {
    let feed = try read(#"[{"id": "2408.00001", "title": "A"}, {"id": "x"}, {"id": "0704.0001"}]"#)
    #expect(feed.format == .arxivMetadata)
    #expect(feed.items.map(\.id) == ["oai:arXiv.org:2408.00001", "oai:arXiv.org:0704.0001"])
    #expect(feed.defect == "1 of 3 items are no papers of arXiv's metadata")
  }

  @Test(arguments: [
    ("[nope]", "none of 1 items can be read as JSON"), ("{]", "it breaks at byte 1"),
    ("{}", "an object where a list of papers was to come"), ("{nope}", "it cannot be read as JSON"),
  ])
  func whatIsNoListSaysWhy(_ body: String, _ reason: String) {
    #expect(throws: FeedError.json(reason: reason)) { try read(body) }
  }
}
