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

  struct Case: CustomTestStringConvertible {
    var named = ""
    var bytes: [UInt8] = []
    var title: String
    /// Words of what is told; `nil` when nothing is wrong.
    var defect: String?

    var testDescription: String { "\(named): \(title)" }

    /// What begins a document that calls itself so.
    var declaration: String {
      named.isEmpty ? "" : "<?xml version=\"1.0\" encoding=\"\(named)\"?>"
    }
  }

  private static let cases: [Case] = [
    Case(bytes: Array("논문".utf8), title: "논문"),
    Case(
      named: "ISO-8859-1", bytes: Array("Café “à”".utf8), title: "Café “à”", defect: "but UTF-8"),
    Case(named: "ISO-8859-1", bytes: [0x93, 0x61, 0x94], title: "“a”"),
    Case(named: "nonsense", bytes: Array("Café".utf8), title: "Café", defect: "“nonsense”"),
    Case(bytes: [0x43, 0xE9], title: "Cé", defect: "windows-1252"),
    Case(named: "EUC-KR", bytes: [0x8C, 0x63], title: "똠"),
    Case(
      named: "EUC-KR", bytes: Array("논문을 읽는다".utf8), title: "논문을 읽는다", defect: "but UTF-8"),
    Case(
      named: "EUC-KR", bytes: [0xB3, 0xED, 0xFF, 0x61, 0x62], title: "논\u{FFFD}ab",
      defect: "no text of its encoding: 1"),
    Case(
      named: "UTF-8", bytes: [0xB3, 0xED, 0xB9, 0xAE, 0xB8, 0xA6], title: "논문를", defect: "CP949"),
    // `don’t` and `it’s` are syllables of CP949 as well.
    Case(
      bytes: [0x64, 0x6F, 0x6E, 0x92, 0x74, 0x20, 0x69, 0x74, 0x92, 0x73], title: "don’t it’s",
      defect: "windows-1252"),
    // Capitals with accents side by side are syllables too; there are fewer of them.
    Case(
      bytes: [0xC7, 0xC0, 0x20, 0xC7, 0xC0, 0x20, 0xE9, 0x20, 0xE0, 0x20, 0xF9, 0x20, 0xEE],
      title: "ÇÀ ÇÀ é à ù î", defect: "windows-1252"),
    Case(
      named: "ISO-8859-1", bytes: [0xB3, 0xED, 0xB9, 0xAE, 0xB8, 0xA6], title: "논문를",
      defect: "but CP949"),
    // A byte is missing in the second word.
    Case(
      bytes: [0xB3, 0xED, 0xB9, 0xAE, 0x20, 0xED, 0x20, 0xB3, 0xED, 0xB9, 0xAE],
      title: "논문 \u{FFFD} 논문", defect: "CP949"),
    Case(named: "utf-16", bytes: Array("논문".utf8), title: "논문", defect: "but UTF-8"),
    Case(named: "windows-1251", bytes: [0xC4, 0xE0], title: "Да"),
    Case(named: "GB2312", bytes: [0xC2, 0xDB, 0xCE, 0xC4, 0x81, 0x40], title: "论文丂"),
    // A title that was cut in the middle of a character, and a dash of windows-1252.
    Case(
      bytes: Array("논".utf8) + [0xEB, 0xAC] + Array("a".utf8) + [0x96, 0x81],
      title: "논\u{FFFD}a–\u{FFFD}", defect: "not UTF-8"),
    Case(
      bytes: Array("a\u{8}b &nbsp;&copy; R&D &bogus;".utf8), title: "ab © R&D &bogus;",
      defect: "not well-formed"),
  ]

  @Test(arguments: cases)
  func bytes(_ one: Case) throws {
    let feed = try ParsedFeed(parsing: Self.feed(one.bytes, declaration: one.declaration))
    #expect(feed.title == one.title)
    #expect((feed.defect == nil) == (one.defect == nil), "\(feed.defect ?? "")")
    if let defect = one.defect { #expect(feed.defect?.contains(defect) == true) }
  }

  @Test(arguments: [
    ("\u{FEFF}<?xml version=\"1.0\" encoding=\"EUC-KR\"?>", "marked as"),
    ("\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>", nil),
    ("  text before <?xml version=\"1.0\"?>", "text before"),
    ("\n\n<?xml version=\"1.0\"?>", "white space before"), ("\n\n", nil),
    ("<b>Warning</b>: mysql <br/> <?xml version=\"1.0\"?>", "text before"),
  ])
  func whatStandsBeforeTheDocument(_ start: String, _ defect: String?) throws {
    let feed = try ParsedFeed(parsing: Self.feed(Array("논문".utf8), declaration: start))
    #expect(feed.title == "논문")
    #expect((feed.defect == nil) == (defect == nil), "\(feed.defect ?? "")")
    if let defect { #expect(feed.defect?.contains(defect) == true) }
  }

  /// Every place where a character, a reference or a tag can be cut in two.
  @Test(arguments: 0..<80)
  func piecesMayEndAnywhere(_ shift: Int) throws {
    let filler = String(repeating: " ", count: (1 << 16) - 120 + shift)
    let text = "<rss><channel><title>t</title><item><title>논&nbsp;문 &amp; &bogus; é</title></item>"
    let body = "<?xml version=\"1.0\"?>\(filler)\(text)</channel></rss>"
    let utf8 = try ParsedFeed(parsing: Array(body.utf8))
    #expect(utf8.items.map(\.title) == ["논 문 & &bogus; é"])
    let wide = try #require(body.data(using: .utf16LittleEndian))
    #expect(try ParsedFeed(parsing: Array(wide)).items == utf8.items)
    let broken = Array(body.utf8) + [0xFF]
    #expect(try ParsedFeed(parsing: broken).items == utf8.items)
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

  /// As of files that were put together: `cat a.gz b.gz`.
  @Test func compressedMembersAreOne() throws {
    func zipped(_ text: String) throws -> [UInt8] {
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/bin/sh")
      gzip.arguments = ["-c", "printf '%s' '\(text)' | gzip"]
      let pipe = Pipe()
      gzip.standardOutput = pipe
      try gzip.run()
      return Array(try #require(try pipe.fileHandleForReading.readToEnd()))
    }
    let first = try zipped("<rss><channel><item><title>a</title></item>")
    let both = first + (try zipped("<item><title>b</title></item></channel></rss>"))
    let feed = try ParsedFeed(parsing: both + [0, 0, 0])
    #expect(feed.items.map(\.title) == ["a", "b"])
    #expect(feed.defect?.contains("no header said so") == true)
  }

  @Test func koreanMayBeginLate() throws {
    let ascii = String(repeating: "<item><title>plain</title></item>", count: 5000)
    let title: [UInt8] = [0xB3, 0xED, 0xB9, 0xAE, 0xB8, 0xA6]
    let body =
      Array("<rss><channel>\(ascii)<item><title>".utf8) + title
      + Array("</title></item></channel></rss>".utf8)
    let feed = try ParsedFeed(parsing: body)
    #expect(feed.items.count == 5001)
    #expect(feed.items.last?.title == "논문를")
    #expect(feed.defect?.contains("CP949") == true)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian])
  func jsonNeedsNoMarkEither(_ encoding: String.Encoding) throws {
    let bytes = try #require(#"{"items":[{"id":"논문"}]}"#.data(using: encoding))
    #expect(try ParsedFeed(parsing: Array(bytes)).items.map(\.id) == ["논문"])
  }

  @Test func aPageNamesItsFeeds() {
    let page = """
      <!doctype html><html><head><base href="https://b.com/blog/"><link rel=stylesheet href=a.css>
      <link rel="alternate" type="application/rss+xml" href="feed.xml?a=1&amp;b=2">
      <LINK REL="Alternate home" TYPE="application/atom+xml" HREF='//c.com/atom'>
      <link rel=alternate type="application/rss+xml" href="javascript:x">
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
    #expect(feed.defect?.contains("ends too early") == true)
  }

  /// Each would take hours if a search for an end started again at every beginning.
  @Test(arguments: ["<a", "<!--", "&", "<script>", "<a b=\"", "<a b=\">\""], ["", "='>"])
  func nothingIsQuadratic(_ piece: String, _ end: String) throws {
    let text = String(
      repeating: piece.replacing("<", with: "&lt;").replacing("&\"", with: "\""), count: 200_000)
    let body =
      "<rss><channel><item><title>t</title><description>\(text)\(end)</description></item></channel>"
      + "</rss>"
    #expect(try ParsedFeed(parsing: Array(body.utf8)).items.count == 1)
  }
}
