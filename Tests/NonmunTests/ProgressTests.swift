import Foundation
import LoopbackServer
import Testing

/// What is seen while hosts are asked: on a real pseudo terminal.
@Suite struct ProgressTests {
  private static func rss(_ name: String) -> String {
    """
    <rss version="2.0"><channel><title>\(name)</title><item><title>Paper</title>\
    <link>https://\(name).test/1</link></item></channel></rss>
    """
  }

  /// - Parameter names: Feeds, each on a host of its own.
  private func scratch(_ names: [String], without missing: String? = nil) throws -> Scratch {
    let feeds = names.map { "  - {url: 'https://\($0).test/feed', name: \($0)}" }
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds:\n" + feeds.joined(separator: "\n"),
    ])
    scratch.environment = ["TERM": "xterm", "NO_COLOR": ""]
    for name in names where name != missing {
      try scratch.put("r/\(name).test/feed", Self.rss(name))
    }
    return scratch
  }

  @Test func aHostIsALineWhileItWorksAndNothingIsLeft() throws {
    let slow = try LoopbackServer { request in
      LoopbackServer.Reply(Self.rss("slow"), delay: .milliseconds(request.path == "/1" ? 10 : 400))
    }
    let quick = try LoopbackServer { _ in LoopbackServer.Reply(Self.rss("quick")) }
    let scratch = try scratch([])
    try scratch.put(
      "Feeds/feeds.yml",
      """
      feeds:
        - {url: '\(slow.address("/1"))', name: first}
        - {url: '\(slow.address("/2"))', name: 둘째}
        - {url: '\(quick.address("/1"))', name: third}
      """)
    let written = try Terminal().watch(scratch.process(["fetch"]))
    let frames = Terminal.frames(written)
    try #require(frames.count >= 3)
    #expect(
      frames[0] == [
        "127.0.0.1:\(slow.port)".padding(toLength: 15, withPad: " ", startingAt: 0)
          + "  ░░░░░░░░░░  0 of 2  first",
        "127.0.0.1:\(quick.port)".padding(toLength: 15, withPad: " ", startingAt: 0)
          + "  ░░░░░░░░░░  0 of 1  third",
        "0 of 3 answers, 0 KiB",
      ])
    #expect(frames.dropLast().last?.last?.hasPrefix("3 of 3 answers") == true)
    #expect(frames.last == [""])
    #expect(try scratch.run("list", "--json").output.split(separator: "\n").count == 2)
  }

  @Test func moreHostsThanRowsAreCounted() throws {
    let names = (10..<40).map { "host\($0)" }
    let scratch = try scratch(names)
    let written = try Terminal(columns: 40, rows: 8).watch(
      scratch.process(["fetch", "--replay", "r"]))
    let frame = try #require(Terminal.frames(written).first)
    #expect(frame.count == 7)
    #expect(frame[4] == "host14.test  ░░░░░░░░░░  0 of 1  host14")
    #expect(frame[5] == "… and 25 more hosts")
    #expect(frame[6] == "0 of 30 answers, 0 KiB")
    #expect(Terminal.frames(written).last == [""])
  }

  @Test func aNarrowTerminalBreaksNoLine() throws {
    let scratch = try scratch(["a-host-of-some-length", "b"])
    let written = try Terminal(columns: 24, rows: 24).watch(
      scratch.process(["fetch", "--replay", "r"]))
    let frame = try #require(Terminal.frames(written).first)
    #expect(frame[0] == "a-host-of-some-length.…")
    #expect(frame.allSatisfy { $0.count < 24 })
  }

  @Test(arguments: [
    (["fetch", "--replay", "r"], ["NO_COLOR": "1"]),
    (["fetch", "--replay", "r"], ["TERM": "dumb"]),
    (["fetch", "--replay", "r", "--quiet"], [:]),
  ])
  func whoWantsNoneSeesNone(_ arguments: [String], _ environment: [String: String]) throws {
    let scratch = try scratch(["a", "b"])
    scratch.environment.merge(environment) { $1 }
    #expect(try Terminal().watch(scratch.process(arguments)).isEmpty)
  }

  @Test func aPipeGetsPlainLines() throws {
    let scratch = try scratch(["a", "b"], without: "b")
    let result = try scratch.run("fetch", "--replay", "r")
    #expect(result.error.isEmpty)
    #expect(
      result.output == """
        a  1 new  0 updated  1 seen  fresh
        b  0 new  0 updated  0 seen  failed: not recorded: https://b.test/feed

        """)
  }

  /// On a terminal the lines are the same, and those that need a look are bold.
  @Test func theTableAfterItMarksProblems() throws {
    let scratch = try scratch(["a", "b"], without: "b")
    let process = scratch.process(["fetch", "--replay", "r"])
    let terminal = try Terminal()
    let written = try terminal.watch(process, output: terminal.screen)
    #expect(
      written.hasSuffix(
        "a  1 new  0 updated  1 seen  fresh\r\n\u{1b}[1mb  0 new  0 updated  0 seen  "
          + "failed: not recorded: https://b.test/feed\u{1b}[0m\r\n"))
    #expect(written.contains("0 of 2 answers"))
  }

  @Test func quietTellsProblemsOnly() throws {
    let scratch = try scratch(["a", "b"], without: "b")
    let result = try scratch.run("fetch", "--quiet", "--replay", "r")
    #expect(result.status == 1)
    #expect(
      result.output
        == "b  0 new  0 updated  0 seen  failed: not recorded: https://b.test/feed\n")
    let json = try Scratch.objects(
      scratch.run("fetch", "--quiet", "--json", "--replay", "r").output)
    #expect(json.map { $0["feed"] as? String } == ["b"])
    let good = try scratch.run("fetch", "a", "--quiet", "--replay", "r")
    #expect((good.status, good.output, good.error) == (0, "", ""))
  }
}
