import Foundation
import NonmunKit
import NonmunParse
import Testing

/// arXiv's bulk metadata: a line that is damaged costs no other.
@Suite struct MetadataLineTests {
  private static func paper(_ number: Int, _ more: String = "") -> String {
    #"{"id": "2408.0000\#(number)", "title": "A < B", "abstract": "C"\#(more)}"#
  }

  @Test(arguments: ["{}", "# papers", "{\"id\": \"2408.0", "itle\": \"A <b>\"}"])
  func theFirstMayBeDamaged(_ line: String) throws {
    let body = "\(line)\n\(Self.paper(1))\n\(Self.paper(2))\n"
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.format == .arxivMetadata)
    #expect(feed.items.map(\.title) == ["A < B", "A < B"])
    #expect(feed.defect?.hasSuffix("lines that are no papers: 1") == true)
  }

  @Test func slipsInTextsAreMended() throws {
    let body = #"{"id": "2408.00001", "title": "A \ud83d", "abstract": "B \x C", "n": NaN}"#
    let items = try ParsedFeed(parsing: Array(body.utf8)).items
    #expect(items.map(\.title) == ["A �"])
    #expect(items.map(\.summary) == [#"B \x C"#])
  }

  @Test func oneWithoutEndIsPassedOver() throws {
    let long = String(repeating: "x", count: 17 << 20)
    let body = [Self.paper(1), long, Self.paper(2)].joined(separator: "\n")
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.items.map(\.id) == ["oai:arXiv.org:2408.00001", "oai:arXiv.org:2408.00002"])
    #expect(feed.defect == "lines that are no papers: 1")
  }

  @Test func whatIsOfAnotherTypeIsNotRead() throws {
    let odd = """
      , "categories": 7, "update_date": 2024, "authors_parsed": "Kim", "authors": "H. Kim", \
      "versions": [{"version": "v10", "created": "2024-08-20"}, \
      {"version": "v2", "created": "2024-08-10"}]
      """
    let number = #"{"id": 704.0001, "title": "A"}"#
    let body = [Self.paper(1, odd), number].joined(separator: "\n")
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.items.map(\.id) == ["oai:arXiv.org:2408.00001v10"])
    #expect(feed.items[0].authors == ["H. Kim"])
    #expect(feed.items[0].categories == [])
    #expect(feed.items[0].versions.map(\.number) == [2, 10])
    #expect(feed.items[0].published?.formatted(.iso8601) == "2024-08-10T00:00:00Z")
  }

  /// As papers for `tags test` are written.
  @Test func listsOfNamesAreReadToo() throws {
    let item = try ArxivMetadata.item(
      parsing: Data(
        #"""
        {"id": "2408.00001", "title": "T", "authors": ["김하나", "B. Two"],
        "categories": ["cs.CL", "cs.LG"], "published": "2024-08-19"}
        """#.utf8))
    #expect(item.authors == ["김하나", "B. Two"])
    #expect(item.categories == ["cs.CL", "cs.LG"])
    #expect(item.published == Date(timeIntervalSince1970: 1_724_025_600))
  }
}
