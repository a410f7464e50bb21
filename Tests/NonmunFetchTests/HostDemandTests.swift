import Foundation
import Testing

@testable import NonmunFetch

@Suite struct HostDemandTests {
  private let now = Date(timeIntervalSince1970: 1_724_000_000)

  private func demand(_ head: String) -> HostDemand {
    HostDemand(ResponseHead("HTTP/1.1 " + head), now: now)
  }

  @Test(arguments: [
    ("429 x\nRetry-After: 120", 120.0), ("503 x\nretry-after:  7 ", 7),
    ("503 x\nDate: Mon, 19 Aug 2024 10:00:00 GMT\nRetry-After: Mon, 19 Aug 2024 10:01:00 GMT", 60),
    ("429 x", 60), ("429 x\nRetry-After: 0", 60), ("429 x\nRetry-After: -5", 60),
    ("429 x\nRetry-After: Sun, 18 Aug 2024 10:00:00 GMT", 60),
    ("429 x\nRateLimit: \"day\";r=0;t=0", 60),
    ("429 x\nRateLimit-Remaining: 0\nRateLimit-Reset: 0", 60),
    ("200 OK\nRateLimit: \"day\";r=0;t=30", 30),
    ("200 OK\nRateLimit: \"a\";r=5;t=9, \"b\";r=0;t=40", 40),
    ("200 OK\nRateLimit: \"b\";r=0\nRateLimit-Policy: \"a\";q=9;w=5, \"b\";q=1;w=80", 80),
    ("200 OK\nRateLimit: limit=5, remaining=0, reset=20", 20),
    ("200 OK\nRateLimit-Remaining: 0\nRateLimit-Reset: 15", 15),
    ("429 x\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1724000090", 90),
    ("429 x\nRetry-After: soon\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 11", 11),
    ("200 OK\nRateLimit: \"day\";r=0;t=99999999", 604_800),
    ("500 x\nRetry-After: 100", 100), ("502 x\nRetry-After: 100", 100),
    // Of several the most patient one counts, and a list may stand in several fields.
    ("503 x\nRetry-After: 60\nRetry-After: 7200", 7200),
    ("503 x\nRetry-After: 7200\nRetry-After: 60\nRetry-After: soon", 7200),
    ("200 OK\nRateLimit: \"a\";r=9;t=3\nRateLimit: \"b\";r=0;t=30", 30),
  ])
  func whatAHostAsksForIsATime(_ head: String, _ wait: Double) {
    #expect(demand(head).notBefore == now + wait)
    #expect(!demand(head).rule.isEmpty)
    #expect(!demand(head).isStop)
  }

  @Test(arguments: [
    "200 OK", "200 OK\nRetry-After: 9", "404 x\nRetry-After: 9", "503 x",
    "200 OK\nRateLimit: \"day\";r=1;t=30", "200 OK\nRateLimit: ;;,=,\"", "503 x\nRetry-After: x",
    "200 OK\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1723000000",
    "200 OK\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: nan",
    "503 x\nRetry-After: 0", "200 OK\nRateLimit: \"day\";r=0;t=0",
  ])
  func whatAsksForNothingDoesNot(_ head: String) {
    #expect(demand(head) == demand("200 OK"))
  }

  @Test func aRuleFitsOnALine() {
    let policies = (0..<5000).map { "\"p\($0)\";r=0;t=\($0)" }.joined(separator: ",")
    let long = demand("200 OK\nRateLimit: \(policies)")
    #expect(long.notBefore == now + 4999)
    #expect(long.rule.hasPrefix("RateLimit: \"p0\"") && long.rule.unicodeScalars.count == 120)
  }

  @Test(arguments: [
    ("RateLimit: \"day\";r=23;t=30", true), ("RateLimit: \"day\";r=24;t=30", false),
    ("RateLimit: \"day\";r=900;t=30\nRateLimit: \"burst\";r=5;t=1", true),
    ("RateLimit: limit=100, remaining=9, reset=20", true), ("X-RateLimit-Remaining: 3", true),
    ("X-RateLimit-Remaining: 4999\nX-RateLimit-Reset: 1724000090", false), ("Age: 1", false),
    ("RateLimit-Remaining: soon", false),
  ])
  func aQuotaThatManyAtOnceWouldUseUpIsLow(_ fields: String, isLow: Bool) {
    #expect(HostDemand.isLow(ResponseHead("HTTP/1.1 200 OK\n\(fields)")) == isLow)
  }

  @Test(arguments: [
    ("429 x", true), ("503 x", true), ("503 x\nRetry-After: 30", true),
    ("503 x\nRetry-After: 31", false), ("429 x\nRetry-After: 3600", false), ("500 x", false),
    ("200 OK", false), ("403 x", false),
  ])
  func whatMayBeAskedAgainInThisRunIsARefusal(_ head: String, isRefusal: Bool) {
    let head = ResponseHead("HTTP/1.1 \(head)")
    #expect(HostDemand(head, now: now).isRefusal(head, at: now) == isRefusal)
  }

  @Test func a403StopsItsHost() {
    #expect(demand("403 Forbidden").isStop)
  }
}
