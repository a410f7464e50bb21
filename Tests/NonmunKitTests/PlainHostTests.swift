import NonmunKit
import Testing

@Suite struct PlainHostTests {
  @Test(arguments: [
    ("http://한글.kr/글?q=논문", "http://xn--bj0bj06e.kr/글?q=논문"),
    ("https://나@MÜNCHEN.de:8080/a%20b#c", "https://나@xn--mnchen-3ya.de:8080/a%20b#c"),
    ("http://%61rxiv.org/rss/cs", "http://arxiv.org/rss/cs"),
    ("http://ａｒｘｉｖ.ｏｒｇ", "http://arxiv.org"),
    ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
  ])
  func aHostIsNamedAsTheDNSKnowsIt(_ address: String, _ plain: String) {
    #expect(address.withPlainHost == plain)
    #expect(FeedRequest(feed: "f", address: address).address == plain)
  }

  @Test(arguments: [
    "http://arxiv.org/%61?한글", "https://a%2Fb.test/", "http://[fe80::1%25eth0]/",
    "http://a%zz.test/",
    "http://a%20b.test/", "한글.kr/a", "http:///한글", "",
  ])
  func everythingElseStaysAsItIs(_ address: String) {
    #expect(address.withPlainHost == address)
  }
}
