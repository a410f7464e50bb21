import Foundation
import HostileServer
import LoopbackServer
import Testing

/// Where the system lets a process open few files, sockets among them.
@Suite struct FewFilesTests {
  @Test func noMoreIsAskedAtOnceThanFilesMayBeOpen() throws {
    let server = try LoopbackServer { request in
      Thread.sleep(forTimeInterval: 0.1)
      return LoopbackServer.Reply(HostileServer.feed(String(request.path.dropFirst())))
    }
    let feeds = (1...24).map { "{url: '\(server.address("/f\($0)"))', name: f\($0)}" }
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [\(feeds.joined(separator: ", "))]",
    ])
    for name in ["http_proxy", "all_proxy", "ALL_PROXY"] { scratch.environment[name] = "" }
    let process = scratch.process(["-c", "ulimit -n 20; exec \"$0\" fetch", Scratch.program.path()])
    process.executableURL = URL(filePath: "/bin/sh")
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.waitForEnd().status == 0)
    #expect(text.split(separator: "\n").count { $0.contains("fresh") } == 24, "\(text)")
  }
}
