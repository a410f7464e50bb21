import Foundation
import NonmunKit
import NonmunParse
import Testing

/// What the bytes are has the last word over what they are called.
@Suite struct EncodingTests {
  private static func feed(_ title: [UInt8], declaration: String = "") -> [UInt8] {
    Array("\(declaration)<rss><channel><title>".utf8) + title
      + Array("</title></channel></rss>".utf8)
  }

  @Test(arguments: [
    ("", Array("논문".utf8), "논문", nil as String?),
    ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", Array("Café".utf8), "Café", "but UTF-8"),
    ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", [0x93, 0x61, 0x94], "“a”", nil),
    ("<?xml version=\"1.0\" encoding=\"nonsense\"?>", Array("Café".utf8), "Café", "“nonsense”"),
    ("", [0x43, 0xE9], "Cé", "windows-1252"),
    ("<?xml version=\"1.0\" encoding=\"EUC-KR\"?>", [0x8C, 0x63], "똠", nil),
    ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>", [0xC4, 0xE0], "Да", nil),
    ("\u{FEFF}<?xml version=\"1.0\" encoding=\"EUC-KR\"?>", Array("논문".utf8), "논문", nil),
    ("  text before <?xml version=\"1.0\"?>", Array("a".utf8), "a", "text before"),
    ("", Array("a\u{8}b &nbsp;&copy; R&D &bogus;".utf8), "ab © R&D &bogus;", "not well-formed"),
  ])
  func bytes(
    _ declaration: String, _ title: [UInt8], _ expected: String, _ defect: String?
  ) throws {
    let feed = try ParsedFeed(parsing: Self.feed(title, declaration: declaration))
    #expect(feed.title == expected)
    #expect((feed.defect == nil) == (defect == nil), "\(feed.defect ?? "")")
    if let defect { #expect(feed.defect?.contains(defect) == true) }
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func utf16NeedsNoMark(_ encoding: String.Encoding) throws {
    let text = "<?xml version=\"1.0\"?><rss><channel><title>논문</title></channel></rss>"
    let bytes = try #require(text.data(using: encoding))
    #expect(try ParsedFeed(parsing: Array(bytes)).title == "논문")
  }

  /// `<rss><channel><title>ok</title></channel></rss>`, compressed with gzip.
  private static let compressed = Data(
    base64Encoded:
      "H4sIAAAAAAACA7MpKi62s0nOSMzLS82xsynJLMlJtcvPttGHsGz04VL6IJUAHPTz0S8AAAA=")

  @Test func compressedUnasked() throws {
    let bytes = Array(try #require(Self.compressed))
    let feed = try ParsedFeed(parsing: bytes)
    #expect(feed.title == "ok")
    #expect(feed.defect?.contains("no header said so") == true)
    #expect(throws: FeedError.compressed) { try ParsedFeed(parsing: Array(bytes.prefix(10))) }
    let cut = try ParsedFeed(parsing: Array(bytes.dropLast(8)))
    #expect(cut.title == "ok")
    #expect(cut.defect?.contains("end too early") == true)
  }

  @Test func aPageNamesItsFeeds() {
    let page = """
      <!doctype html><html><head><base href="https://b.com/blog/"><link rel=stylesheet href=a.css>
      <link rel="alternate" type="application/rss+xml" href="feed.xml?a=1&amp;b=2">
      <LINK REL="Alternate home" TYPE="application/atom+xml" HREF='//c.com/atom'>
      <link rel=alternate hreflang=ko href="/ko"></head><body><p>unclosed
      """
    #expect(
      throws: FeedError.htmlPage(feeds: [
        "https://b.com/blog/feed.xml?a=1&b=2", "https://c.com/atom",
      ])
    ) {
      try ParsedFeed(parsing: Array(page.utf8), address: "https://b.com/")
    }
  }

  @Test func aPageOfHuggingFaceIsItsList() throws {
    let page = """
      <!DOCTYPE html><html><body><div class="SVELTE_HYDRATER" data-target="DailyPapers" \
      data-props="{&quot;date&quot;:&quot;2024-08-19T00:00:00.000Z&quot;,&quot;dailyPapers&quot;:\
      [{&quot;paper&quot;:{&quot;id&quot;:&quot;2408.08872&quot;,&quot;title&quot;:&quot;xGen &amp;amp; MM&quot;,\
      &quot;upvotes&quot;:3}}]}"></div></body></html>
      """
    let feed = try ParsedFeed(parsing: Array(page.utf8))
    #expect(feed.format == .huggingFaceDaily)
    #expect(feed.items.map(\.id) == ["2408.08872"])
    #expect(feed.items.first?.title == "xGen &amp; MM")
    #expect(feed.items.first?.day == Day("2024-08-19"))
  }

  @Test(arguments: [
    (#"[{"paper":{"id":"2408.00001"}},{"paper":{"id":"2408.0000"#, ["2408.00001"]),
    (#"{"items":[{"id":"a","tags":["x","]"]},{"id":"b\""},{"id":"c"#, ["a", "b\""]),
  ])
  func whatCameBeforeTheBreakCounts(_ body: String, _ ids: [String]) throws {
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.items.map(\.id) == ids)
    #expect(feed.defect?.contains("ends or breaks") == true)
  }

  /// Each would take hours if a search for an end started again at every beginning.
  @Test(arguments: ["<a", "<!--", "&", "<script>", "<a b=\""])
  func nothingIsQuadratic(_ piece: String) throws {
    let text = String(
      repeating: piece.replacing("<", with: "&lt;").replacing("&\"", with: "\""), count: 200_000)
    let body =
      "<rss><channel><item><title>t</title><description>\(text)</description></item></channel></rss>"
    #expect(try ParsedFeed(parsing: Array(body.utf8)).items.count == 1)
  }
}
