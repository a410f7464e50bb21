import Foundation
import NonmunKit
import NonmunStore
import Testing

/// The built program, killed in the middle of a list of 300 pages with one paper each.
@Suite struct PagingCrashTests {
  enum List: String, CaseIterable {
    case harvest = "arxiv-oai"
    case search = "arxiv-search"
  }

  private static let pages = 300

  private static func body(_ list: List, _ number: Int) -> String {
    let paper = "2408.\(10_000 + number)"
    switch list {
    case .harvest:
      let token = number == pages ? "" : "skip%3D\(number + 1)"
      return """
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\
        <responseDate>2024-08-20T11:00:00Z</responseDate><ListRecords><record><header>\
        <identifier>oai:arXiv.org:\(paper)</identifier><datestamp>2024-08-14</datestamp></header>\
        <metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>\(paper)</id>\
        <title>Paper \(number)</title><created>2024-08-14</created></arXiv></metadata></record>\
        <resumptionToken>\(token)</resumptionToken></ListRecords></OAI-PMH>
        """
    case .search:
      return PlayedArxiv.results(
        "<entry><id>http://arxiv.org/abs/\(paper)v1</id><title>Paper \(number)</title>"
          + "<published>2024-08-14T00:00:00Z</published></entry>", total: pages)
    }
  }

  private static func name(_ list: List, _ number: Int) -> String {
    switch list {
    case .harvest:
      let asked =
        number == 1
        ? "metadataPrefix=arXiv&set=cs&from=2024-08-13" : "resumptionToken=skip%253D\(number)"
      return "r/oaipmh.arxiv.org/oai?verb=ListRecords&\(asked)"
    case .search:
      let slice = number == 1 ? "max_results=100" : "start=\(number - 1)&max_results=2000"
      return "r/export.arxiv.org/api/query?search_query=(cs)+AND+submittedDate:"
        + "%5B202408130000+TO+202408202359%5D&sortBy=submittedDate&\(slice)"
    }
  }

  private static let fetch = ["fetch", "--replay", "r", "--since", "2024-08-13", "--json"]

  private func workspace(_ list: List) throws -> Scratch {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{\(list.rawValue): cs, name: f}]",
    ])
    scratch.now = "2024-08-20T21:00:00+09:00"
    for number in 1...Self.pages {
      try scratch.put(Self.name(list, number), Self.body(list, number))
    }
    return scratch
  }

  /// How many pages the library says were had; 0 while it says nothing.
  private func pagesHad(_ scratch: Scratch) throws -> Int {
    let path = scratch.folder.appending(path: ".nonmun/library.sqlite").path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    return try Library(path: path).walks()["f"]?.first?.done ?? 0
  }

  private func start(_ scratch: Scratch) throws -> Process {
    let process = scratch.process(Self.fetch)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func finish(_ scratch: Scratch) throws -> [String: Any] {
    let arguments = Self.fetch
    let result = try scratch.run(
      arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5])
    #expect(result.status == 0)
    return try #require(try Scratch.objects(result.output).first)
  }

  @Test(arguments: List.allCases)
  func killedAtAPageItGoesOnThere(_ list: List) throws {
    let undisturbed = try workspace(list)
    #expect(try finish(undisturbed)["requests"] as? Int == Self.pages)
    let expected = try undisturbed.run("list", "--json").output
    #expect(try Scratch.objects(expected).count == Self.pages)

    let scratch = try workspace(list)
    let process = try start(scratch)
    while process.isRunning, try pagesHad(scratch) < 2 { usleep(1_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitForEnd()
    let had = try pagesHad(scratch)
    #expect((2..<Self.pages).contains(had))
    // What was had is not there to be asked for again.
    for number in 1...had {
      try FileManager.default.removeItem(
        atPath: scratch.folder.appending(path: Self.name(list, number)).path(percentEncoded: false))
    }
    let feed = try finish(scratch)
    #expect(feed["requests"] as? Int == Self.pages - had)
    // No report had told of those that came before the kill.
    #expect(feed["new"] as? Int == Self.pages)
    #expect(try scratch.run("list", "--json").output == expected)
  }

  /// Killed anywhere, and fetched again, it is what an undisturbed fetch gives.
  @Test(arguments: List.allCases)
  func killedAnywhereNothingIsLost(_ list: List) throws {
    let undisturbed = try workspace(list)
    _ = try finish(undisturbed)
    let scratch = try workspace(list)
    for _ in 1...15 {
      let process = try start(scratch)
      usleep(UInt32.random(in: 0...80_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitForEnd()
    }
    _ = try finish(scratch)
    #expect(
      try scratch.run("list", "--json").output == undisturbed.run("list", "--json").output)
  }
}
