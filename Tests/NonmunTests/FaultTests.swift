import Foundation
import HostileServer
import LoopbackServer
import Testing

/// What nonmun says of each fault of a server is what the manual says.
@Suite final class FaultTests {
  private let server: HostileServer
  private let table: FaultTable
  private let scratch: Scratch

  init() throws {
    server = try HostileServer()
    table = try FaultTable(below: "What a server can do")
    scratch = try Scratch([:])
    // Whatever the machine that runs the tests has set.
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      scratch.environment[name] = ""
    }
    scratch.environment["no_proxy"] = ""
  }

  @Test func theManualHasARowForEach() {
    #expect(table.words.keys.sorted() == Fault.allCases.map(\.rawValue).sorted())
  }

  /// Patience is not tested here: limits are arguments of a round, and not of the program.
  @Test(arguments: Fault.allCases.filter { !$0.isSlow })
  func oneFeedIsWrongedAndTheOtherIsRead(_ fault: Fault) throws {
    let secure = try fault.certificate.flatMap(secureServer)
    if fault.certificate != nil, secure == nil { return }
    let address = try secure?.address ?? address(of: fault)
    let good = fault.isPlayedByProxy ? "http://public.test/good" : server.address("good")
    try scratch.put("nonmun.yml", "")
    try scratch.put(
      "Feeds/feeds.yml",
      "feeds: [{url: '\(address)', name: wronged}, {url: '\(good)', name: good}]")
    let result = try scratch.run("fetch")
    let lines = result.output.components(separatedBy: "\n")
    let wronged = try #require(lines.first { $0.hasPrefix("wronged ") }, "\(result)")
    if fault == .brotliBomb, !server.requests.contains(where: { $0.contains(", br") }) {
      print("NOT TESTED: a brotli bomb, for libcurl has no brotli here: \(wronged)")
      return
    }
    #expect(table.holds(wronged, for: fault.rawValue), "\(wronged)")
    #expect(lines.contains { $0.hasPrefix("good ") && $0.contains("fresh") }, "\(result.output)")
    let isFailure = table.words[fault.rawValue]?.hasPrefix("failed") == true
    #expect(result.status == (isFailure ? 1 : 0))
    if let words = table.words[fault.rawValue], words.contains("(") {
      let line = try Scratch.objects(scratch.run("fetch", "wronged", "--json").output).first
      #expect(
        (line?["defect"] as? String).map { table.holds("fresh (\($0))", for: fault.rawValue) }
          == true)
    }
    // Of what failed, nothing is kept.
    let papers = try Scratch.objects(scratch.run("list", "--json").output)
    #expect(papers.count == (isFailure ? 1 : 2))
    #expect(server.requests.allSatisfy { !$0.contains("Cookie:") && !$0.contains("/secret") })
    if fault != .cookies, fault != .headerInjection, fault != .statusInTrailer {
      try scratch.run("fetch", "wronged")
      #expect(!server.requests.contains { $0.contains("If-None-Match") }, "kept a validator")
    }
  }

  /// What the wrong certificates are measured by.
  @Test func aValidCertificateIsTrusted() throws {
    guard let secure = try secureServer(.valid) else { return }
    try scratch.put("nonmun.yml", "")
    try scratch.put("Feeds/feeds.yml", "feeds: [{url: '\(secure.address)', name: secure}]")
    let result = try scratch.run("fetch")
    #expect(result.output.contains("fresh"), "\(result)")
  }

  /// The whole way: a host of the open net, played by a proxy, leads to a name that is asked
  /// without one and leads back to this machine.
  @Test func aNameThatLeadsHomeIsNotAsked() throws {
    let name = ProcessInfo.processInfo.hostName
    let home = "http://\(name):\(server.port)/secret"
    let proxy = try LoopbackServer { _ in
      LoopbackServer.Reply(status: 302, headers: ["Location: \(home)"])
    }
    try scratch.put("nonmun.yml", "")
    try scratch.put(
      "Feeds/feeds.yml",
      "feeds: [{url: 'http://wronged.test/', name: wronged}, {url: '\(home)', name: given}]")
    scratch.environment["http_proxy"] = proxy.address("")
    scratch.environment["no_proxy"] = name
    let given = try scratch.run("fetch", "given")
    guard name != "localhost", given.status == 0 else {
      print("NOT TESTED: a name that leads home, for “\(name)” does not: \(given.output)")
      return
    }
    let lines = try scratch.run("fetch", "wronged").output
    #expect(
      lines.contains(
        "failed: led from wronged.test to a private address, which is not asked: \(home)"),
      "\(lines)")
    #expect(server.requests.count == 1)
  }

  private func address(of fault: Fault) throws -> String {
    switch fault {
    case .unknownName: return "http://nonmun.invalid/"
    case .refused: return "http://127.0.0.1:\(try Listener.silentPort())/"
    case .deadProxy:
      scratch.environment["http_proxy"] = "http://127.0.0.1:\(try Listener.silentPort())"
      scratch.environment["no_proxy"] = "127.0.0.1"
      return "http://public.test/"
    case .redirectToPrivate, .pageNamesPrivate:
      scratch.environment["http_proxy"] = "127.0.0.1:\(server.port)"
      return "http://public.test/\(fault.rawValue)"
    default: return server.address(fault.rawValue)
    }
  }

  /// `nil` without the tool that makes certificates, which the log of the tests then says.
  private func secureServer(_ certificate: SecureServer.Certificate) throws -> SecureServer? {
    guard SecureServer.tool != nil else {
      print("NOT TESTED: TLS faults, for there is no openssl command line tool here")
      return nil
    }
    let folder = scratch.folder.appending(path: "certificates")
    let server = try SecureServer(certificate, in: folder)
    scratch.environment["CURL_CA_BUNDLE"] = folder.appending(path: "authority.pem").path()
    return server
  }
}

extension Fault {
  fileprivate var certificate: SecureServer.Certificate? {
    switch self {
    case .certificateExpired: .expired
    case .certificateOfAnotherHost: .ofAnotherHost
    case .certificateSelfSigned: .selfSigned
    default: nil
    }
  }

  /// A proxy stands for a host of the open net, which no test reaches.
  fileprivate var isPlayedByProxy: Bool { self == .redirectToPrivate || self == .pageNamesPrivate }
}
