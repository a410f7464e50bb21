import Foundation
import NonmunKit
import NonmunParse
import Testing

/// One fixture states one fact: `name.xml` (or `.json`) holds the body, `name.expected` what is read.
struct Fixture: CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let expected: String

  var testDescription: String { name }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func all() throws -> [Fixture] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    return try names.filter { !$0.hasSuffix(".expected") }.map { name in
      let stem = name.prefix { $0 != "." }
      return Fixture(
        name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))),
        expected: try String(
          contentsOf: folder.appending(path: "\(stem).expected"), encoding: .utf8))
    }
  }
}

@Suite struct FeedTests {
  @Test(arguments: try Fixture.all())
  func fixtures(_ fixture: Fixture) {
    let read: String
    do {
      read = try ParsedFeed(parsing: fixture.bytes, address: "https://e.com/feed").described
    } catch {
      read = "error: \(error)\n"
    }
    #expect(read == fixture.expected)
  }

  @Test(arguments: [
    ("", FeedError.empty), ("  \n", .empty), ("<!DOCTYPE html><html></html>", .htmlPage(feeds: [])),
    ("<html><body>log in</body></html>", .htmlPage(feeds: [])), ("just words", .unknown),
    ("<opml/>", .notAFeed(root: "opml")),
    ("{\"a\": 1}", .json(reason: "an object where a list of papers was to come")),
    ("[1", .json(reason: "it ends too early")),
    ("{\"error\": \"Invalid date\"}", .told("Invalid date")),

  ])
  func whatIsNoFeedSaysWhatItIs(_ body: String, _ error: FeedError) {
    #expect(throws: error) { try ParsedFeed(parsing: Array(body.utf8)) }
  }

  /// Ten entities of ten of ten …: a billion words if they were expanded.
  @Test func entitiesAreNotExpanded() throws {
    var text = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">"
    for level in 1...9 {
      text += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
    }
    text += "]><rss><channel><title>t</title><item><title>x &a9; y</title></item></channel></rss>"
    let feed = try ParsedFeed(parsing: Array(text.utf8))
    #expect(feed.items.map(\.title) == ["x &a9; y"])
  }

  @Test func nothingOutsideIsRead() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try "secret".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }  // Left behind, it harms nothing.
    let text = """
      <!DOCTYPE rss [<!ENTITY x SYSTEM "\(file.absoluteString)">]><rss><channel><title>t</title>\
      <item><title>a&x;b</title></item></channel></rss>
      """
    #expect(try !ParsedFeed(parsing: Array(text.utf8)).items[0].title.contains("secret"))
  }

  @Test func whatAnEntryLeavesOutItsFeedSays() throws {
    let atom = """
      <feed xmlns="http://www.w3.org/2005/Atom"><author><name>Kim</name></author>
      <entry><id>a</id></entry><entry><id>b</id><author><name>Lee</name></author></entry></feed>
      """
    #expect(try ParsedFeed(parsing: Array(atom.utf8)).items.map(\.authors) == [["Kim"], ["Lee"]])
    let rss = """
      <rss xml:base="https://a.com/"><channel xml:base="blog/"><title>t</title>
      <item><link>1</link></item></channel></rss>
      """
    #expect(try ParsedFeed(parsing: Array(rss.utf8)).items.map(\.url) == ["https://a.com/blog/1"])
  }

  @Test func aChannelHasAPageBesideItsOwnAddress() throws {
    let atom = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='/feed'/>"
    func link(_ links: String) throws -> String {
      let rss = "<rss version='2.0'><channel><title>t</title>\(links)</channel></rss>"
      return try ParsedFeed(parsing: Array(rss.utf8), address: "https://e.com/").link
    }
    #expect(try link(atom + "<link> /blog </link>") == "https://e.com/blog")
    #expect(try link(atom) == "")
    #expect(try link(atom + "<link rel='alternate' href='/b'/>") == "https://e.com/b")
  }

  @Test func aSubjectIsToldOnce() throws {
    let categories = ["a", "b", "a", "c", "b"].map { "<category>\($0)</category>" }.joined()
    let rss = "<rss><channel><title>t</title><item>\(categories)</item></channel></rss>"
    #expect(try ParsedFeed(parsing: Array(rss.utf8)).items[0].categories == ["a", "b", "c"])
  }

  @Test func theHeaderNamesTheCharset() throws {
    let text = "<rss><channel><title>x</title><item><title>caf\u{E9}</title></item></channel></rss>"
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let named = try ParsedFeed(parsing: bytes, contentType: "text/xml; charset=ISO-8859-1")
    #expect(named.items[0].title == "café")
    #expect(named.defect == nil)
    let guessed = try ParsedFeed(parsing: bytes)
    #expect(guessed.items[0].title == "café")
    #expect(guessed.defect?.contains("windows-1252") == true)
  }

  @Test func koreanOfTheOldKindIsReadAsCP949() throws {
    // "똠" stands in CP949 and not in EUC-KR.
    let head =
      "<?xml version=\"1.0\" encoding=\"EUC-KR\"?><rss><channel><title>x</title><item><title>"
    let bytes = Array(head.utf8) + [0x8C, 0x63] + "</title></item></channel></rss>".utf8
    #expect(try ParsedFeed(parsing: bytes).items[0].title == "똠")
  }
}

extension ParsedFeed {
  /// Every fact that was read, a line each; what is unknown is left out.
  fileprivate var described: String {
    var lines = ["\(format.rawValue): \(title) <\(link)>"]
    if let total { lines.append("total: \(total)") }
    if let defect { lines.append("defect: \(defect)") }
    for item in items {
      lines.append("- \(item.id) <\(item.url)>")
      let facts: [(String, String?)] = [
        ("title", item.title), ("summary", item.summary),
        ("authors", item.authors.joined(separator: " | ")),
        ("categories", item.categories.joined(separator: " ")),
        ("published", item.published?.formatted(.iso8601)),
        ("updated", item.updated?.formatted(.iso8601)), ("day", item.day?.description),
        ("type", item.announceType?.rawValue), ("comment", item.comment),
        ("journal", item.journalReference), ("doi", item.doi),
        ("upvotes", item.upvotes.map(String.init)),
        ("discussion", item.discussion.map(String.init)),
        ("code", item.codeAddress),
        ("versions", item.versions.map { "v\($0.number)" }.joined(separator: " ")),
        ("markdown", item.markdown?.replacing("\n", with: "⏎")),
      ]
      lines += facts.compactMap { name, value in
        value.flatMap { $0.isEmpty ? nil : "  \(name): \($0)" }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
