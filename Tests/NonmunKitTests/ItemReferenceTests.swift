import NonmunKit
import Testing

@Suite struct ItemReferenceTests {
  @Test(arguments: [
    "2406.07522", "arXiv:2406.07522v1", "arxiv:2406.07522", "https://arxiv.org/abs/2406.07522",
    "http://arxiv.org/abs/2406.07522v1", "https://arxiv.org/pdf/2406.07522v1",
    "https://arxiv.org/pdf/2406.07522.pdf", "https://arxiv.org/pdf/2406.07522v2.pdf",
    "https://www.arxiv.org/html/2406.07522v1", "https://export.arxiv.org/abs/2406.07522",
    "https://huggingface.co/papers/2406.07522", "hf.co/papers/2406.07522",
    "https://www.alphaxiv.org/abs/2406.07522v1", "https://alphaxiv.org/overview/2406.07522",
    "https://ar5iv.labs.arxiv.org/html/2406.07522", "https://ar5iv.org/abs/2406.07522",
    "https://doi.org/10.48550/arXiv.2406.07522", "doi:10.48550/arXiv.2406.07522",
    "10.48550/ARXIV.2406.07522", "oai:arXiv.org:2406.07522v1", "<https://arxiv.org/abs/2406.07522>",
    "https://arxiv.org/abs/2406.07522?ref=news&utm_source=x#section", "arxiv.org/abs/2406.07522",
    "https://arxiv.org/abs/2406.07522를", "https://arxiv.org/abs/2406.07522/",
    "  2406.07522\n", "HTTPS://ARXIV.ORG/abs/2406.07522", "arXiv: 2406.07522",
  ])
  func allAreOnePaper(_ typed: String) {
    #expect(ItemReference(typed)?.id.description == "arxiv:2406.07522")
  }

  @Test(arguments: [
    ("cs/0112017", "arxiv:cs/0112017"), ("math.CA/0611800v2", "arxiv:math/0611800"),
    ("https://arxiv.org/abs/hep-th/9901001v3", "arxiv:hep-th/9901001"),
    ("https://arxiv.org/abs/cs%2F0112017", "arxiv:cs/0112017"),
    ("oai:arXiv.org:cond-mat.stat-mech/0501001", "arxiv:cond-mat/0501001"),
    ("0704.0001", "arxiv:0704.0001"), ("1412.9999v3", "arxiv:1412.9999"),
    ("https://doi.org/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"),
    ("doi:10.1109/CVPR.2016.90", "doi:10.1109/cvpr.2016.90"),
    ("10.1000/a%20b", nil), ("2406.0752", nil), ("2413.07522", nil), ("2406.075221", nil),
    ("foo/0112017", nil), ("오늘", nil), ("", nil), ("ftp://arxiv.org/abs/2406.07522", nil),
    ("javascript:alert(1)", nil), ("arxiv:nothing", nil), ("3", nil),
  ])
  func otherNames(_ typed: String, id: String?) {
    #expect(ItemReference(typed)?.id.description == id)
  }

  @Test(arguments: [
    ("2406.07522v3", 3), ("https://arxiv.org/pdf/2406.07522v12.pdf", 12), ("2406.07522", nil),
    ("math.CA/0611800v2", 2), ("https://arxiv.org/abs/2406.07522v0", nil),
  ])
  func theVersionReadIsKept(_ typed: String, version: Int?) {
    #expect(ItemReference(typed)?.version == version)
  }

  @Test(arguments: [
    (
      "https://Distill.pub/2021/gnn-intro/?utm_source=a&x=1#s",
      "url:https://distill.pub/2021/gnn-intro/?x=1"
    ),
    ("https://twitter.com/a/status/1?s=20&t=abc", "url:https://x.com/a/status/1"),
    ("https://mobile.twitter.com/a", "url:https://x.com/a"),
    ("https://example.com", "url:https://example.com/"),
    ("https://example.com:443/%7ea", "url:https://example.com/~a"),
    ("https://ko.wikipedia.org/wiki/확산", "url:https://ko.wikipedia.org/wiki/%ED%99%95%EC%82%B0"),
    (
      "https://ko.wikipedia.org/wiki/%ED%99%95%ec%82%b0",
      "url:https://ko.wikipedia.org/wiki/%ED%99%95%EC%82%B0"
    ),
    // Form D, as macOS writes file names.
    (
      "https://ko.wikipedia.org/wiki/\u{1112}\u{116A}\u{11A8}\u{1109}\u{1161}\u{11AB}",
      "url:https://ko.wikipedia.org/wiki/%ED%99%95%EC%82%B0"
    ),
    ("https://e.com/a%2Fb%ff", "url:https://e.com/a%2Fb%FF"),
    ("https://e.com/?q=a+b&fbclid=1", "url:https://e.com/?q=a+b"),
    ("https://huggingface.co/blog/dpo-trl", "url:https://huggingface.co/blog/dpo-trl"),
    ("https://arxiv.org/list/cs.LG/new", "url:https://arxiv.org/list/cs.LG/new"),
  ])
  func everythingElseIsItsAddress(_ typed: String, id: String) {
    #expect(ItemReference(typed)?.id.description == id)
  }

  @Test func whatWasTypedIsKept() {
    #expect(
      ItemReference("hf.co/papers/2406.07522?x")?.address == "https://hf.co/papers/2406.07522?x")
    #expect(ItemReference("2406.07522")?.address == nil)
  }

  @Test(arguments: ["arxiv:cs/0112017", "doi:10.1/x", "url:https://e.com/?a=b:c"])
  func storedIdentitiesReadBack(_ text: String) {
    #expect(ItemID(stored: text)?.description == text)
  }
}
