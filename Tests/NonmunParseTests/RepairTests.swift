import Foundation
import NonmunKit
import NonmunParse
import Testing

/// What a strict parser refuses, as careless programs write it: no item is lost to another's slip.
@Suite struct RepairTests {
  struct Slip: CustomTestStringConvertible {
    var item: String
    /// Of the item with the slip; `nil` when it is no item.
    var title: String?
    var summary = ""

    var testDescription: String { item }
  }

  private static let slips = [
    Slip(item: "<item><title>p < 0.05</title></item>", title: "p < 0.05"),
    Slip(item: "<item><title>x <- y, a <3 b</title></item>", title: "x <- y, a <3 b"),
    Slip(item: "<item><title>x <y and z</title></item>", title: "x <y and z"),
    Slip(
      item: "<item><title>a</title><description>foo<br>bar</description></item>", title: "a",
      summary: "foo bar"),
    Slip(item: "<item><title>a<b>x</title><link>l</link></item>", title: "ax"),
    Slip(item: "<item><title>no end</title>", title: "no end"),
    Slip(item: "<item><title>a</title><pubDate>2024-08-19</item>", title: "a"),
    Slip(item: "<item><title>a</title><enclosure url=\"a<b\"/></item>", title: "a"),
    Slip(
      item: "<item><title>a</title><enclosure url=a b length=\"1\" length='2'/></item>", title: "a"),
    Slip(item: "<item><title><![cdata[a & <b>b</b>]]></title></item>", title: "a & b"),
    Slip(item: "<item><title>one ]]> two</title></item>", title: "one ]]> two"),
    Slip(item: "<item><title>a</Title></ITEM>", title: "a"),
    Slip(item: "<item><title>a</title></guid></item>", title: "a"),
    Slip(item: "<item><title>a</title><!-- x -- y --></item>", title: "a"),
    Slip(item: "<item><title>&bogus; &nbsp;&copy; R&D</title></item>", title: "&bogus; © R&D"),
  ]

  @Test(arguments: slips)
  func noItemIsLost(_ slip: Slip) throws {
    let good = (1...3).map { "<item><title>good \($0)</title></item>" }
    let body =
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x \"y\">]><rss><channel><title>t</title>"
      + good[0] + slip.item + good[1] + good[2] + "</channel></rss>"
    for size in [1 << 16, 7] {
      var items: [FeedItem] = []
      let feed = try FeedReader(.memory(Array(body.utf8), pieceSize: size)).read { item, _ in
        items.append(item)
        return true
      }
      #expect(items.map(\.title) == ["good 1", slip.title, "good 2", "good 3"])
      #expect(items.dropFirst().first?.summary == slip.summary)
      #expect(feed.defect?.contains("not well-formed") == true)
    }
  }

  /// All of the item is there; what is cut off before its end is none.
  @Test(arguments: [("</item>", 2), ("</it", 2), ("</", 2), ("<", 1), ("", 1), ("</x", 1)])
  func theEndMayBeCutOff(_ end: String, _ count: Int) throws {
    let body =
      "<rss><channel><item><title>a</title></item><item><title>b</title>\(end)"
    #expect(try ParsedFeed(parsing: Array(body.utf8)).items.count == count)
  }

  /// Half a megabyte of what looks like a tag, in text that is none.
  @Test func tagsInCDATAAreText() throws {
    let text = String(repeating: "<a b=\"x\"> ", count: 60_000)
    let body =
      "<rss><channel><item><title>t</title><description><![CDATA[\(text)]]></description></item>"
      + "</channel></rss>"
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.items.map(\.title) == ["t"])
    #expect(feed.defect == nil)
  }

  @Test func allMayHaveTheSameSlip() throws {
    let items = (1...5).map { "<entry><title>t\($0)</title><summary>a<br>b</summary>" }.joined()
    let feed = try ParsedFeed(
      parsing: Array("<feed xmlns=\"http://www.w3.org/2005/Atom\">\(items)</feed>".utf8))
    #expect(feed.items.map(\.title) == (1...5).map { "t\($0)" })
  }

  /// Each would take hours if a search for an end started again at every beginning.
  @Test(arguments: [
    "<", "<a", "<a b='", "<!--", "<![CDATA[", "<!DOCTYPE [", "&", "]]", "</a", "<?",
  ])
  func nothingIsQuadratic(_ piece: String) throws {
    let text = String(repeating: piece, count: 100_000)
    let body = "<rss><channel><item><title>t</title></item>\(text)</channel></rss>"
    #expect(try ParsedFeed(parsing: Array(body.utf8)).items.map(\.title) == ["t"])
  }
}
