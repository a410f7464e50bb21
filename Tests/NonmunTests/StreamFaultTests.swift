import Foundation
import HostileServer
import Testing

/// Many feeds on one host over HTTP/2, and one answer that ends the connection of them all.
@Suite struct StreamFaultTests {
  private let table: FaultTable

  init() throws { table = try FaultTable(below: "What a server can do to many answers at once") }

  @Test func theManualHasARowForEach() {
    #expect(table.words.keys.sorted() == StreamFault.allCases.map(\.rawValue).sorted())
  }

  @Test(arguments: StreamFault.allCases)
  func noFeedIsLostForAnother(_ fault: StreamFault) throws {
    guard SecureServer.tool != nil else {
      print("NOT TESTED: HTTP/2 faults, for there is no openssl command line tool here")
      return
    }
    let scratch = try Scratch(["nonmun.yml": ""])
    let certificates = scratch.folder.appending(path: "certificates")
    let server = try StreamServer(fault, in: certificates)
    let other = try HostileServer()
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      scratch.environment[name] = ""
    }
    scratch.environment["CURL_CA_BUNDLE"] = certificates.appending(path: "authority.pem").path()
    let feeds = (1...5).map { "{url: '\(server.address("f\($0)"))', name: f\($0)}" }
    try scratch.put(
      "Feeds/feeds.yml",
      "feeds: [\(feeds.joined(separator: ", ")), {url: '\(other.address("good"))', name: good}]")
    let result = try scratch.run("fetch")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    #expect(lines.contains { $0.hasPrefix("good ") && $0.contains("fresh") }, "\(result)")
    #expect(
      lines.count { $0.hasPrefix("f") && table.holds($0, for: fault.rawValue) } == 5, "\(result)")
    let defects = lines.filter { $0.contains("fresh (not well-formed XML: ") }
    // libcurl 8 calls it broken off, and it is asked for once more.
    if fault == .streamCut, server.requests.isEmpty {
      #expect(defects.count == 1, "\(result)")
    } else {
      #expect(defects.isEmpty)
    }
    let isFailure = table.words[fault.rawValue]?.hasPrefix("failed") == true
    #expect(result.status == (isFailure ? 1 : 0))
    let kept = try Scratch.objects(scratch.run("list", "--json").output).count
    // How much of a document that breaks off can be read is libxml2's to say.
    #expect(kept == (isFailure ? 1 : 6) || (fault == .streamCut && kept == 5), "\(result)")
    // Nobody is asked more than once more.
    #expect(Set(server.requests.map { $0.prefix { $0 != "\r" } }).count == server.requests.count)
    if fault == .streamTrailer { #expect(server.requests.isEmpty) }
  }
}
