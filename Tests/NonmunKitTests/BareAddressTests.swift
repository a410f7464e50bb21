import NonmunKit
import Testing

@Suite struct BareAddressTests {
  @Test(arguments: [
    ("https://arxiv.org/abs/2406.07522를", "https://arxiv.org/abs/2406.07522"),
    ("https://arxiv.org/abs/2406.07522에서는", "https://arxiv.org/abs/2406.07522"),
    ("https://arxiv.org/abs/2406.07522를…", "https://arxiv.org/abs/2406.07522"),
    ("https://arxiv.org/abs/2406.07522)는", "https://arxiv.org/abs/2406.07522"),
    ("https://e.com/a_(b)는", "https://e.com/a_(b)는"),
    ("https://e.com/a.)는", "https://e.com/a"),
    ("https://e.com/%EB%8F%84를", "https://e.com/%EB%8F%84"),
    ("https://e.com/a/를", "https://e.com/a/"),
    ("https://e.com/a\u{1105}\u{1173}\u{11AF}", "https://e.com/a"),
    ("https://e.com/a/\u{1105}\u{1173}\u{11AF}", "https://e.com/a/"),
  ])
  func aParticleIsCut(_ address: String, _ expected: String) {
    #expect(address.cutBeforeGluedHangul == expected)
  }

  @Test(arguments: [
    "https://ko.wikipedia.org/wiki/트랜스포머", "https://ko.wikipedia.org/wiki/트랜스포머_(기계학습)",
    "https://e.com/GPT모델/a", "https://e.com/?q=한국어", "https://e.com/café", "https://e.com/", "를",
    "", "https://한국.kr",
  ])
  func whatBelongsToTheAddressStays(_ address: String) {
    #expect(address.cutBeforeGluedHangul == address)
  }
}
