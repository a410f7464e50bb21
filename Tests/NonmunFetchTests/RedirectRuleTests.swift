import NonmunKit
import Testing

@testable import NonmunFetch

@Suite struct RedirectRuleTests {
  @Test(arguments: [
    "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "0.0.0.0", "127.1", "0x7f000001", "2130706433", "0177.0.0.1",
    "::1", "::", "fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1",
    "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::7f00:1",
  ])
  func thisMachineAndItsNetworkArePrivate(_ text: String) {
    #expect(NetworkAddress(text)?.isPrivate == true)
    #expect(NetworkAddress.isPrivate(host: text))
  }

  @Test(arguments: [
    "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "169.253.0.1", "100.63.0.1",
    "100.128.0.1", "11.0.0.1", "126.0.0.1", "128.0.0.1", "2001:db8::1", "fb00::1", "fe00::1",
    "::ffff:8.8.8.8",
  ])
  func theRestIsPublic(_ text: String) {
    #expect(NetworkAddress(text)?.isPrivate == false)
  }

  @Test(arguments: ["localhost", "LOCALHOST.", "a.localhost", "[::1]"])
  func someNamesSayThatTheyArePrivate(_ host: String) {
    #expect(NetworkAddress.isPrivate(host: host))
    #expect(!NetworkAddress.isPrivate(host: "example.org"))
    #expect(!NetworkAddress.isPrivate(host: "notlocalhost"))
  }

  private func isRefused(
    _ given: String, at first: String, then address: String, at machine: String?
  ) -> Bool {
    var rule = RedirectRule(FeedRequest(feed: "f", address: given))
    #expect(rule.refusal(of: given, hop: 0, at: NetworkAddress(first)) == nil)
    return rule.refusal(of: address, hop: 1, at: machine.flatMap { NetworkAddress($0) }) != nil
  }

  @Test func aPublicHostLeadsToNoPrivateOne() {
    let given = "https://example.org/feed"
    #expect(isRefused(given, at: "8.8.8.8", then: "http://127.0.0.1/", at: "127.0.0.1"))
    #expect(isRefused(given, at: "8.8.8.8", then: "http://other.org/", at: "192.168.0.1"))
    #expect(isRefused(given, at: "8.8.8.8", then: "http://[::1]:8080/", at: nil))
    #expect(!isRefused(given, at: "8.8.8.8", then: "http://other.org/", at: "9.9.9.9"))
    #expect(!isRefused(given, at: "8.8.8.8", then: "http://other.org/", at: nil))
  }

  /// The same name may not lead out at first and home after.
  @Test func aNameThatChangesIsNotFollowed() {
    let given = "https://example.org/feed"
    #expect(isRefused(given, at: "8.8.8.8", then: "https://example.org/b", at: "10.0.0.1"))
  }

  @Test func whatTheReaderNamedMayBePrivate() {
    let wiki = "http://wiki.corp/feed"
    #expect(!isRefused(wiki, at: "10.0.0.1", then: "https://wiki.corp:8443/feed", at: "10.0.0.1"))
    #expect(isRefused(wiki, at: "10.0.0.1", then: "https://other.corp/feed", at: "10.0.0.1"))
    let here = "http://127.0.0.1:4000/feed"
    #expect(!isRefused(here, at: "127.0.0.1", then: "http://localhost:4000/", at: "::1"))
  }

  @Test func anotherPortOfTheReadersHostIsStillThat() {
    func isStill(in address: String, at machine: String) -> Bool {
      let given = "http://wiki.corp/feed"
      var rule = RedirectRule(FeedRequest(feed: "f", address: given))
      _ = rule.refusal(of: given, hop: 0, at: NetworkAddress(machine))
      return rule.isStill(in: address)
    }
    #expect(isStill(in: "https://wiki.corp:8443/feed", at: "10.0.0.1"))
    #expect(!isStill(in: "https://other.corp/feed", at: "10.0.0.1"))
    #expect(!isStill(in: "https://wiki.corp:8443/feed", at: "8.8.8.8"))
  }

  @Test(arguments: [
    ("http://a.test/", ["http_proxy": "http://u:p@127.0.0.1:3128/"], "http_proxy", 3128),
    ("http://a.test/", ["all_proxy": "socks5h://[::1]"], "all_proxy", 1080),
    ("https://a.test/", ["HTTPS_PROXY": "proxy:8080", "http_proxy": "x:1"], "HTTPS_PROXY", 8080),
    ("https://a.test/", ["https_proxy": "https://proxy"], "https_proxy", 443),
  ])
  func aProxyIsReadFromTheEnvironment(
    _ address: String, _ environment: [String: String], _ variable: String, _ port: Int
  ) {
    let proxy = ProxySetting(for: address, environment: environment)
    #expect(proxy?.variable == variable)
    #expect(proxy?.port == port)
    // Any client of a CGI program could set it.
    #expect(ProxySetting(for: "http://a.test/", environment: ["HTTP_PROXY": "x:1"]) == nil)
  }
}
