import Foundation
import NonmunKit
import NonmunStore
import Testing

/// The built program, killed in the middle of a harvest.
@Suite struct HarvestCrashTests {
  private static let pages = 300

  /// A page with one paper, and a token for the next one.
  private static func page(_ number: Int) -> String {
    let paper = "2408.\(10_000 + number)"
    let token = number == pages ? "" : "skip%3D\(number + 1)"
    return """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\
      <responseDate>2024-08-20T11:00:00Z</responseDate><ListRecords><record><header>\
      <identifier>oai:arXiv.org:\(paper)</identifier><datestamp>2024-08-14</datestamp></header>\
      <metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>\(paper)</id>\
      <title>Paper \(number)</title><categories>cs.LG</categories><created>2024-08-14</created>\
      </arXiv></metadata></record><resumptionToken>\(token)</resumptionToken></ListRecords></OAI-PMH>
      """
  }

  private static func name(_ number: Int) -> String {
    let asked =
      number == 1
      ? "metadataPrefix=arXiv&set=cs&from=2024-08-13" : "resumptionToken=skip%253D\(number)"
    return "r/oaipmh.arxiv.org/oai?verb=ListRecords&\(asked)"
  }

  private func workspace() throws -> Scratch {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{arxiv-oai: cs}]",
    ])
    scratch.now = "2024-08-20T21:00:00+09:00"
    for number in 1...Self.pages { try scratch.put(Self.name(number), Self.page(number)) }
    return scratch
  }

  /// How many pages the library says were had; 0 while it says nothing.
  private func pagesHad(_ scratch: Scratch) throws -> Int {
    let path = scratch.folder.appending(path: ".nonmun/library.sqlite").path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    return try Library(path: path).walks()["oai-cs"]?.first?.done ?? 0
  }

  private func startFetch(_ scratch: Scratch) throws -> Process {
    let process = scratch.process(["fetch", "--replay", "r"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func killedAtAPageItGoesOnThere() throws {
    let undisturbed = try workspace()
    #expect(try undisturbed.run("fetch", "--replay", "r").status == 0)
    let expected = try undisturbed.run("list", "--json").output
    #expect(try Scratch.objects(expected).count == Self.pages)

    let scratch = try workspace()
    let process = try startFetch(scratch)
    while process.isRunning, try pagesHad(scratch) < 2 { usleep(1_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let had = try pagesHad(scratch)
    #expect((2..<Self.pages).contains(had))
    // What was had is not there to be asked for again.
    for number in 1...had {
      try FileManager.default.removeItem(
        atPath: scratch.folder.appending(path: Self.name(number)).path(percentEncoded: false))
    }
    let result = try scratch.run("fetch", "--replay", "r", "--json")
    #expect(result.status == 0)
    let feed = try #require(try Scratch.objects(result.output).first)
    #expect(feed["requests"] as? Int == Self.pages - had)
    // No report had told of those that came before the kill.
    #expect(feed["new"] as? Int == Self.pages)
    #expect(try scratch.run("list", "--json").output == expected)
    #expect(try scratch.run("status").output.contains("went on after \(had) of the harvest"))

    // Killed anywhere, and fetched again, it is what an undisturbed harvest gives.
    let again = try workspace()
    for _ in 1...15 {
      let process = try startFetch(again)
      usleep(UInt32.random(in: 0...80_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(try again.run("fetch", "--replay", "r").status == 0)
    #expect(try again.run("list", "--json").output == expected)
  }
}
