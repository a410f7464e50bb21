import Foundation
import NonmunKit
import NonmunParse
import Testing

/// Hostile bodies: what came before the trap counts, and the trap is named.
@Suite struct LimitTests {
  private static let good = "<item><title>good</title><link>https://e.com/1</link></item>"

  struct Trap: CustomTestStringConvertible {
    var name: String
    var text: String
    var told: String

    var testDescription: String { name }
  }

  private static func declarations(of layer: Int) -> String {
    (0..<5).map { "xmlns:n\(layer)x\($0)='u'" }.joined(separator: " ")
  }

  private static let traps = [
    Trap(
      name: "depth", text: "<item>" + String(repeating: "<a>", count: 5000),
      told: "100 elements inside each other"),
    Trap(
      name: "attributes",
      text: "<item><a\((0..<1000).map { " a\($0)=''" }.joined())/></item>",
      told: "250 attributes on an element"),
    // A tag is looked at whole, each attribute beside every other: minutes for this one.
    Trap(
      name: "attributes without end",
      text: "<item><a\((0..<1_000_000).map { " a\($0)=''" }.joined())/></item>",
      told: "250 attributes on an element"),
    Trap(
      name: "namespaces",
      text: "<item><a\((0..<300).map { " xmlns:n\($0)='http://e.com/\($0)'" }.joined())/></item>",
      told: "200 namespaces at a time"),
    Trap(
      name: "namespaces in layers",
      text: "<item>" + (0..<50).map { "<a \(declarations(of: $0))>" }.joined(),
      told: "200 namespaces at a time"),
    Trap(
      name: "names", text: "<item>\((0..<20_000).map { "<a\($0)/>" }.joined())</item>",
      told: "10000 names"),
    Trap(
      name: "text",
      text: "<item><title>\(String(repeating: "word ", count: 4 << 20))</title></item>",
      told: "16 MiB in an entry"),
    Trap(
      name: "elements", text: "<item>\(String(repeating: "<a/>", count: 300_000))</item>",
      told: "250000 elements in an entry"),
  ]

  @Test(arguments: traps)
  func whatCameBeforeCounts(_ trap: Trap) throws {
    let body = "<rss><channel><title>t</title>\(Self.good)\(trap.text)\(Self.good)</channel></rss>"
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.items.map(\.title) == ["good"])
    #expect(feed.defect?.contains("more than \(trap.told)") == true, "\(feed.defect ?? "none")")
    let alone = "<rss><channel><title>t</title>\(trap.text)</channel></rss>"
    #expect(throws: FeedError.tooMuch(trap.told)) { try ParsedFeed(parsing: Array(alone.utf8)) }
  }

  /// White space between entries is not kept, or it would add up to what an entry may have.
  @Test func nothingAddsUpBetweenEntries() throws {
    let space = String(repeating: " ", count: 1 << 16)
    let body =
      "<rss><channel><title>t</title>\(String(repeating: Self.good + space, count: 300))"
      + "</channel></rss>"
    let feed = try ParsedFeed(parsing: Array(body.utf8))
    #expect(feed.items.count == 300)
    #expect(feed.defect == nil)
  }

  /// Attributes that a DTD gives to every element would multiply the body.
  @Test func aDTDGivesNothing() throws {
    let body = """
      <!DOCTYPE rss [<!ATTLIST link href CDATA "https://evil.example/">]>
      <rss><channel><title>t</title><item><title>a</title><link/></item></channel></rss>
      """
    #expect(try ParsedFeed(parsing: Array(body.utf8)).items.map(\.url) == [""])
  }

  /// A hundred kilobytes that unpack to a hundred megabytes.
  @Test func aBombIsNotUnpacked() throws {
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/bin/sh")
    let text = String(repeating: "a", count: 100_000)
    let items = "yes '<item><title>\(text)</title></item>' | head -c 100000000"
    gzip.arguments = ["-c", "(echo '<rss><channel>'; \(items)) | gzip"]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let bomb = try #require(try pipe.fileHandleForReading.readToEnd())
    #expect(throws: FeedError.tooMuch("64 MiB when unpacked")) {
      try ParsedFeed(parsing: Array(bomb))
    }
  }

  @Test(arguments: ["rss", "jsonl"])
  func aReadingGoesOnWhereItWas(_ form: String) throws {
    let ids = (1...5).map { "2408.0000\($0)" }
    let body =
      form == "rss"
      ? "<rss><channel>\(ids.map { "<item><guid>\($0)</guid></item>" }.joined())</channel></rss>"
      : ids.map { "{\"id\":\"\($0)\"}\n" }.joined() + "broken\n{\"id\":\"2408.00009\"}"
    func read(after known: Int, atMost most: Int) throws -> (ids: [String], last: Int) {
      var found: [String] = []
      var last = known
      _ = try FeedReader(.memory(Array(body.utf8))).read(after: known) { item, place in
        found.append(item.id.replacing("oai:arXiv.org:", with: ""))
        last = place.entries
        return found.count < most
      }
      return (found, last)
    }
    let first = try read(after: 0, atMost: 3)
    #expect(first.ids == Array(ids.prefix(3)))
    #expect(first.last == 3)
    let rest = try read(after: first.last, atMost: 9)
    #expect(rest.ids == Array(ids.suffix(2)) + (form == "rss" ? [] : ["2408.00009"]))
    #expect(rest.last == (form == "rss" ? 5 : 7))
  }

  @Test func aFileIsReadAsItsBytesAre() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let body = "<rss><channel>\(String(repeating: Self.good, count: 5000))</channel></rss>"
    try body.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }  // Left behind, it harms nothing.
    var count = 0
    _ = try FeedReader(.file(file.path())).read { _, place in
      count += 1
      return place.entries == count && place.bytes > 0
    }
    #expect(count == 5000)
    #expect(throws: FeedError.unreadable(reason: "No such file or directory")) {
      try FeedReader(.file("/nowhere/at/all")).read { _, _ in true }
    }
  }
}
