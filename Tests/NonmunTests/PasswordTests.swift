import Foundation
import HostileServer
import LoopbackServer
import Testing

/// A feed whose address holds a name and a password: they are sent to its host, and shown nowhere.
@Suite struct PasswordTests {
  /// `reader:s3cret` in Base64.
  private static let field = "Authorization: Basic cmVhZGVyOnMzY3JldA==\r\n"

  private func server() throws -> LoopbackServer {
    try LoopbackServer { request in
      guard request.head.contains(Self.field) else { return LoopbackServer.Reply(status: 401) }
      return switch request.path {
      case "/good": LoopbackServer.Reply(HostileServer.feed("good"), headers: ["ETag: \"1\""])
      case "/kept":
        LoopbackServer.Reply(
          HostileServer.feed("kept"), headers: ["ETag: \"1\"", "Cache-Control: max-age=600"])
      case "/gone": LoopbackServer.Reply(status: 410)
      case "/moved": LoopbackServer.Reply(status: 301, headers: ["Location: /good"])
      case "/away": LoopbackServer.Reply(status: 302, headers: ["Location: gopher://a:s3cret@b/"])
      case "/page":
        LoopbackServer.Reply("<html><link rel=alternate type='application/rss+xml' href=/x>")
      default: LoopbackServer.Reply(status: 404)
      }
    }
  }

  private func workspace(_ addresses: [String]) throws -> Scratch {
    let feeds = addresses.map { "  - url: '\($0)'" }.joined(separator: "\n")
    return try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": "feeds:\n\(feeds)\n"])
  }

  private func address(_ server: LoopbackServer, _ path: String) -> String {
    "http://reader:s3cret@127.0.0.1:\(server.port)\(path)"
  }

  /// Every file of the workspace but `feeds.yml`, and of the ledger.
  private func filesWithSecret(_ scratch: Scratch) -> [String] {
    let folders = [scratch.folder.path(), scratch.folder.path() + ".state"]
    return folders.flatMap { folder in
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      return names.map { "\(folder)/\($0)" }
    }.filter { path in
      let bytes = FileManager.default.contents(atPath: path) ?? Data()
      return !path.hasSuffix("feeds.yml") && bytes.range(of: Data("s3cret".utf8)) != nil
    }
  }

  @Test func theyAreShownAndWrittenNowhere() throws {
    let server = try server()
    let paths = ["/good", "/kept", "/gone", "/moved", "/away", "/page", "/missing"]
    let scratch = try workspace(paths.map { address(server, $0) })
    defer { try? FileManager.default.removeItem(atPath: scratch.folder.path() + ".state") }
    let feeds = try scratch.text("Feeds/feeds.yml")
    let runs = [
      ["fetch", "--record", "r"], ["fetch", "--json", "--force"], ["fetch", "--dry-run"],
      ["fetch", "--dry-run", "--json"], ["fetch", "--replay", "r"],
      ["fetch", "--replay", "nowhere"],
      ["status"], ["status", "--json"], ["status", "--history"], ["feeds"], ["list", "--json"],
      ["feeds", "check", address(server, "/missing")], ["feeds", "add", address(server, "/good")],
      ["feeds", "add", address(server, "/page")], ["feeds", "import", address(server, "/good")],
      ["fetch", address(server, "/unknown")], ["fetch", address(server, "/good")],
    ]
    try FileManager.default.createDirectory(
      at: scratch.folder.appending(path: "nowhere"), withIntermediateDirectories: true)
    for run in runs {
      let process = scratch.process(run)
      let said = Pipe()
      (process.standardOutput, process.standardError) = (said, said)
      try process.run()
      let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitForEnd()
      #expect(!text.contains("s3cret") && !text.contains("reader"), "\(run): \(text)")
      #expect(!text.isEmpty, "\(run)")
    }
    #expect(try scratch.text("Feeds/feeds.yml") == feeds)
    #expect(filesWithSecret(scratch) == [])
    // What a page names on its host, too.
    #expect(server.requests.allSatisfy { $0.head.contains(Self.field) })
    #expect(server.requests.contains { $0.path == "/x" })
    #expect(server.requests.count { $0.path == "/good" && $0.head.contains("If-None-Match") } > 0)
  }

  /// Neither by a redirect nor by a page.
  @Test func noOtherHostIsTold() throws {
    let other = try LoopbackServer { _ in LoopbackServer.Reply(HostileServer.feed("other")) }
    let server = try LoopbackServer { request in
      request.path == "/page"
        ? LoopbackServer.Reply(
          "<html><link rel=alternate type='application/rss+xml' href='\(other.address("/named"))'>")
        : LoopbackServer.Reply(status: 301, headers: ["Location: \(other.address("/moved"))"])
    }
    let scratch = try workspace(["/page", "/moved"].map { address(server, $0) })
    let result = try scratch.run("fetch", "--follow-moves")
    #expect(result.status == 0, "\(result)")
    #expect(other.requests.map(\.path).sorted() == ["/moved", "/named"])
    #expect(other.requests.allSatisfy { !$0.head.contains("Authorization") })
    #expect(server.requests.allSatisfy { $0.head.contains(Self.field) })
    let feeds = try scratch.text("Feeds/feeds.yml")
    #expect(feeds.contains("url: '\(other.address("/moved"))'"), "\(feeds)")
  }

  @Test func aFeedThatMovedOnItsHostKeepsThem() throws {
    let server = try server()
    let scratch = try workspace([address(server, "/moved")])
    let result = try scratch.run("fetch", "--follow-moves")
    #expect(!result.error.contains("s3cret") && result.error.contains("feeds.yml now names"))
    let feeds = try scratch.text("Feeds/feeds.yml")
    #expect(feeds == "feeds:\n  - url: '\(address(server, "/good"))'\n")
  }

  /// At one address each user may be told something else.
  @Test func twoUsersOfOneAddressAreTwoFeeds() throws {
    let server = try LoopbackServer { request in
      let isFirst = request.head.contains("Authorization: Basic Zmlyc3Q6MQ==\r\n")
      return LoopbackServer.Reply(
        HostileServer.feed(isFirst ? "first" : "second"),
        status: request.head.contains("If-None-Match: \"\(isFirst ? 1 : 2)\"") ? 304 : 200,
        headers: ["ETag: \"\(isFirst ? 1 : 2)\"", "Cache-Control: max-age=600"])
    }
    let start = "@127.0.0.1:\(server.port)/feed"
    let scratch = try Scratch([
      "nonmun.yml": "",
      "Feeds/feeds.yml": """
      feeds:
        - {url: 'http://first:1\(start)', name: one}
        - {url: 'http://second:2\(start)', name: two}
      """,
    ])
    try scratch.run("fetch")
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 2)
    let again = try Scratch.objects(scratch.run("fetch", "--json").output)
    #expect(again.compactMap { $0["http_status"] as? Int } == [304, 304])
  }
}
