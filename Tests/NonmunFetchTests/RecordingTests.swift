import Foundation
import LoopbackServer
import NonmunFetch
import NonmunKit
import Testing

@Suite final class RecordingTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "nonmun-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }  // Left behind, it harms nothing.

  private func put(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private func answers(
    _ addresses: [String], _ source: FetchRound.Source? = nil, record: String? = nil
  ) throws -> [FeedAnswer] {
    var answers: [FeedAnswer] = []
    let round = FetchRound(
      agent: "t", source: source ?? .replay(folder.path()), record: record)
    try round.run(addresses.map { FeedRequest(feed: "f", address: $0) }) { answer in
      answers.append(answer)
      return []
    }
    return answers
  }

  private func text(_ address: String) throws -> String? {
    try answers([address]).first.map {
      $0.failure ?? "\($0.status ?? 0) " + String(decoding: $0.body, as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("e.com/feed.xml", "https://e.com/feed.xml"), ("e.com/a?b=c", "https://e.com/a?b=c"),
    ("e.com/index.html", "https://e.com/"), ("e.com/blog/index.html?x", "https://e.com/blog/?x"),
    ("e.com:8080/a", "http://e.com:8080/a"), ("e.com/a?p=b%2Fc", "https://e.com/a?p=b/c"),
    ("e.com/q?t=ti:\"a b\"", "https://e.com/q?t=ti:%22a%20b%22"),
    ("e.com/a", "https://E.com:443/a"),
  ])
  func anAddressIsAFileAsWgetNamesIt(_ name: String, _ address: String) throws {
    try put(name, "body")
    #expect(try text(address) == "200 body")
  }

  @Test func whatIsNotThereIsNotRecorded() throws {
    #expect(try text("https://e.com/nothing") == "not recorded")
  }

  @Test func headersTellStatusAndFields() throws {
    try put("e.com/a", "gone")
    try put("e.com/a.headers", "HTTP/1.1 503 Unavailable\r\nRetry-After: 7\r\nETag: \"x\"\r\n")
    let answer = try #require(try answers(["https://e.com/a"]).first)
    #expect(answer.status == 503)
    #expect(answer.retryAfter == "7")
    #expect(answer.validators.etag == "\"x\"")
  }

  @Test func recordedRedirectsAreFollowed() throws {
    try put("e.com/old", "")
    try put("e.com/old.headers", "HTTP/2 301\nlocation: /new\n")
    try put("e.com/new", "here")
    #expect(try text("https://e.com/old") == "200 here")
    try put("e.com/loop", "")
    try put("e.com/loop.headers", "HTTP/2 302\nlocation: /loop\n")
    #expect(try text("https://e.com/loop") == "redirected too often")
    try put("e.com/bad", "")
    try put("e.com/bad.headers", "HTTP/2 302\nlocation: file:///etc/passwd\n")
    #expect(try text("https://e.com/bad")?.contains("not followed") == true)
  }

  @Test(arguments: [
    "https://e.com/../secret", "https://e.com/%2e%2e/%2e%2e/secret", "https://../secret",
    "https://e.com/..%2f..%2fsecret",
  ])
  func noAddressLeavesTheFolder(_ address: String) throws {
    try put("inner/e.com/x", "")
    try put("secret", "secret")
    let inner = folder.appending(path: "inner").path()
    let answer = try #require(try answers([address], .replay(inner)).first)
    #expect(answer.failure == "not recorded")
  }

  @Test func aLongNameIsCutAndStillTold() throws {
    let server = try LoopbackServer { LoopbackServer.Reply($0.path) }
    let long = String(repeating: "q", count: 300)
    let addresses = [server.address("/a?\(long)1"), server.address("/a?\(long)2")]
    _ = try answers(addresses, .network, record: folder.path())
    let bodies = try answers(addresses).map { String(decoding: $0.body, as: UTF8.self) }
    #expect(bodies == ["/a?\(long)1", "/a?\(long)2"])
  }

  @Test func aRecordedRoundReplaysTheSame() throws {
    let server = try LoopbackServer { request in
      LoopbackServer.Reply(
        "body of \(request.path)", status: request.path == "/missing" ? 404 : 200,
        headers: ["ETag: \"\(request.path)\"", "Content-Type: text/xml"])
    }
    let addresses = ["/feed", "/blog/", "/api?date=2024-08-19", "/missing"].map(server.address)
    let live = try answers(addresses, .network, record: folder.path())
      .sorted { $0.address < $1.address }
    let replayed = try answers(addresses).sorted { $0.address < $1.address }
    #expect(live.map(\.status) == replayed.map(\.status))
    #expect(live.map(\.body) == replayed.map(\.body))
    #expect(live.map(\.validators) == replayed.map(\.validators))
    #expect(live.map(\.contentType) == replayed.map(\.contentType))
    #expect(server.requests.count == 4)
  }

  @Test func aRecordingThatCannotBeWrittenLosesNoAnswer() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Reply("x") }
    try put("127.0.0.1:\(server.port)", "a file where a folder has to be")
    var count = 0
    let round = FetchRound(agent: "t", source: .network, record: folder.path())
    #expect(throws: (any Error).self) {
      try round.run([FeedRequest(feed: "f", address: server.address("/a"))]) { answer in
        count += answer.failure == nil ? 1 : 0
        return []
      }
    }
    #expect(count == 1)
  }
}
