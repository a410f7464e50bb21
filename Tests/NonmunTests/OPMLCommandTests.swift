import Foundation
import Testing

/// Lists of feeds that go in and out as OPML.
@Suite struct OPMLCommandTests {
  private func scratch(_ outlines: String) throws -> Scratch {
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": "feeds: []\n"])
    try scratch.put("list.opml", "<opml version='2.0'><body>\(outlines)</body></opml>")
    return scratch
  }

  /// Exported, and imported into a workspace that has none, it is the same file.
  private func expectRoundTrip(of scratch: Scratch, _ count: Int) throws {
    let exported = try scratch.run("feeds", "export").output
    let other = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": "feeds: []\n"])
    let result = try other.run("feeds", "import", "-", input: exported)
    #expect(result.output == "\(count) added, 0 not\n")
    #expect(result.error.isEmpty)
    #expect(
      try Array(other.text("Feeds/feeds.yml").utf8) == Array(scratch.text("Feeds/feeds.yml").utf8))
  }

  /// Title in OPML, and what the feed is called.
  @Test(arguments: [
    ("a/b", "a/b"), ("AI / ML", "AI / ML"), ("/a", "/a"), ("a/", "a/"), ("//", "//"),
    ("&quot;q&quot; 'q': # c", "\"q\" 'q': # c"), ("🙂 - [x] {y}", "🙂 - [x] {y}"), ("null", "null"),
    ("1.5", "1.5"),
    ("\u{1112}\u{1161}\u{11AB}글", "\u{1112}\u{1161}\u{11AB}글"), (" a&#10;  b ", "a b"),
    ("a&#x7f;&#x202e;b", "ab"),
    ("", "https://e.com/1"), ("https://e.com/1", "https://e.com/1"),
    ("https://e.com/2", "https://e.com/2"),
    ("- a", "- a"), ("@a *b &amp;c !d %e", "@a *b &c !d %e"),
  ])
  func namesComeThrough(_ written: String, _ expected: String) throws {
    let scratch = try scratch("<outline text=\"\(written)\" xmlUrl='https://e.com/1'/>")
    #expect(try scratch.run("feeds", "import", "list.opml").status == 0)
    let listed = try scratch.run("feeds").output
    #expect(Array(listed.utf8) == Array("\(expected)  url  https://e.com/1\n".utf8))
    try expectRoundTrip(of: scratch, 1)
  }

  @Test func groupsBecomePrefixesAndOrderStays() throws {
    let scratch = try scratch(
      """
      <outline text="g"><outline text="a" xmlUrl="https://e.com/1"/></outline>
      <outline text="b" XMLURL="https://e.com/2"><outline text="c" xmlurl="https://e.com/3"/></outline>
      <outline text="g"><outline text="h"><outline text="a" xmlUrl="feed://e.com/4"/></outline>
      <outline text="a" xmlUrl=" feed:https://e.com/5 "/></outline><outline text="g/a" xmlUrl="HTTP://e.com/6"/>
      """)
    #expect(try scratch.run("feeds", "import", "list.opml").output == "6 added, 0 not\n")
    #expect(
      try scratch.run("feeds").output == """
        g/a    url  https://e.com/1
        b      url  https://e.com/2
        b/c    url  https://e.com/3
        g/h/a  url  http://e.com/4
        g/a 2  url  https://e.com/5
        g/a 3  url  http://e.com/6

        """)
    try expectRoundTrip(of: scratch, 6)
  }

  @Test func whatIsNotKeptIsTold() throws {
    let scratch = try scratch(
      """
      <outline text="a" title="A" xmlUrl="https://e.com/1" htmlUrl="https://e.com/" description="" type="rss"/>
      <outline text="B" title="B" xmlUrl="https://e.com/2" htmlUrl="https://e.com/"/><outline text="empty"/>
      """)
    let result = try scratch.run("feeds", "import", "list.opml")
    #expect(result.status == 0)
    #expect(
      result.error == "not kept: htmlUrl of 2, text of 1\n1 outlines name no feed: “empty”\n")
  }

  @Test func aListThatIsTooDeepIsRefused() throws {
    let group = "<outline text='g'>"
    let scratch = try scratch(
      "<outline text='a' xmlUrl='https://e.com/1'/>" + String(repeating: group, count: 3000)
        + String(repeating: "</outline>", count: 3000))
    let result = try scratch.run("feeds", "import", "list.opml")
    #expect(result.status == 1)
    #expect(result.error.contains("list.opml: more than 100 elements inside each other"))
    #expect(try scratch.text("Feeds/feeds.yml") == "feeds: []\n")
  }

  @Test func aLongListIsReadInOrder() throws {
    let outlines = (1...5000).map {
      "<outline text='\($0)'><outline text='x' xmlUrl='https://e.com/\($0)'/></outline>"
    }
    let scratch = try scratch(outlines.joined())
    #expect(try scratch.run("feeds", "import", "list.opml").output == "5000 added, 0 not\n")
    try expectRoundTrip(of: scratch, 5000)
  }

  private static let realLists = Scratch.root.appending(path: "../shared/real-feeds/opml")
    .standardized

  /// File, what goes in, and what cannot: an address twice, a command of newsboat's.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: realLists.path())),
    arguments: [
      ("engineering_blogs", 420, 2), ("nnw_Subs", 207, 0), ("newsboat_category", 1, 0),
      ("newsboat_piped", 1, 1), ("newsboat_body-element-missing", 0, 0),
    ])
  func realListsComeThrough(_ name: String, _ added: Int, _ others: Int) throws {
    let scratch = try scratch("")
    let path = Self.realLists.appending(path: "\(name).opml").path()
    #expect(try scratch.run("feeds", "import", path).output == "\(added) added, \(others) not\n")
    try expectRoundTrip(of: scratch, added)
  }

  /// Nothing is fetched, and no entity is more than its name.
  @Test func aHostileListIsOnlyText() throws {
    let scratch = try scratch("")
    let entities = (1...9).map {
      "<!ENTITY a\($0) '\(String(repeating: "&a\($0 - 1);", count: 10))'>"
    }
    try scratch.put(
      "list.opml",
      """
      <!DOCTYPE opml SYSTEM "http://127.0.0.1:9/opml.dtd" [<!ENTITY a0 "ha">\(entities.joined())
      <!ENTITY x SYSTEM "list.opml">]><opml><body><outline text="b &a9; &x;" xmlUrl="https://e.com/1"/>
      <outline text="c & d" xmlUrl="https://e.com/2?a&b"/></body></opml>
      """)
    let result = try scratch.run("feeds", "import", "list.opml")
    #expect(result.output == "2 added, 0 not\n")
    #expect(result.error.contains("not well-formed XML"))
    let listed = try scratch.run("feeds").output
    #expect(listed.contains("b &a9; &x;"))
    #expect(listed.contains("https://e.com/2?a&b\n"))
  }

  @Test func whatIsNoListSaysWhatItIs() throws {
    let scratch = try Scratch(["nonmun.yml": "", "feed.xml": "<rss><channel/></rss>"])
    let result = try scratch.run("feeds", "import", "feed.xml")
    #expect(result.status == 1)
    #expect(result.error == "nonmun: feed.xml: XML, but not OPML: its root is <rss>\n")
  }

  /// Killed at any moment, the file is what it was or what it was to be.
  @Test func killingAnImportLeavesAWholeFile() throws {
    let scratch = try scratch(
      (1...2000).map { "<outline text='\($0)' xmlUrl='https://e.com/\($0)'/>" }.joined())
    for _ in 1...15 {
      try scratch.put("Feeds/feeds.yml", "feeds: []\n")
      let process = scratch.process(["feeds", "import", "list.opml"])
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 0...200_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitForEnd()
      let count = try scratch.text("Feeds/feeds.yml").split(separator: "\n").count
      #expect(count == 1 || count == 4001)
    }
    try scratch.put("Feeds/feeds.yml", "feeds: []\n")
    #expect(try scratch.run("feeds", "import", "list.opml").status == 0)
  }

  @Test func importedAndExportedAListIsTheSame() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds:\n  - arxiv: cs.LG   # mine\n",
    ])
    try scratch.put(
      "list.opml",
      """
      <opml version="1.0"><head><title>x</title></head><body>
      <outline text="ML"><outline text="블로그"><outline text="B &amp; &quot;C&quot;" \
      xmlUrl="https://b.test/rss.xml?a=1&amp;b=2"/></outline>
      <outline title="D" xmlURL="http://d.test/"/></outline>
      <outline text="hf" xmlUrl="https://huggingface.co/api/daily_papers"/>
      <outline text="filter" xmlUrl="|command"/><outline text="D again" xmlUrl="http://d.test/"/>
      </body></opml>
      """)
    let result = try scratch.run("feeds", "import", "list.opml")
    #expect(result.output == "3 added, 2 not\n")
    #expect(result.status == 1)
    #expect(result.error.contains("|command"))
    #expect(result.error.contains("known already, as ML/D"))
    let names = ["ML/블로그/B & \"C\"", "ML/D", "hf"]
    let listed = try scratch.run("feeds").output
    for name in names { #expect(listed.contains(name)) }
    #expect(listed.contains("huggingface  daily"))
    let exported = try scratch.run("feeds", "export").output
    let feeds = try scratch.text("Feeds/feeds.yml")
    let other = try Scratch(["nonmun.yml": "", "list.opml": exported])
    #expect(try other.run("feeds", "import", "list.opml").output == "4 added, 0 not\n")
    #expect(try other.run("feeds", "export").output == exported)
    #expect(try other.run("feeds").output == scratch.run("feeds").output)
    #expect(try scratch.run("feeds", "import", "list.opml").output == "0 added, 5 not\n")
    #expect(try scratch.text("Feeds/feeds.yml") == feeds)
  }
}
