import NonmunKit
import Testing

@Suite struct MarkdownEscapingTests {
  @Test(arguments: [
    "SimPO", "GPT-4o (mini)", "A* search", "snake_case", "R&D", "$\\mathcal L$", "3~5", "a < b > c",
    "Wow!", "100% + #1 = \"best\"", "한국어_모델", "a * b", "5 $ 6", "C:\\dir", "}} %}",
  ])
  func naturalTitlesStay(_ title: String) {
    #expect(title.escapedForMarkdownLinkText == title)
  }

  @Test(arguments: [
    ("a](javascript:alert(1))", "a\\](javascript:alert(1))"), ("`code`", "\\`code\\`"),
    ("*a* _b_ ~~c~~", "\\*a* \\_b_ \\~\\~c\\~\\~"), ("<b>", "\\<b>"),
    ("![i](u)", "!\\[i\\](u)"),
    ("{{ x }} {% y %}", "&#123;&#123; x }} &#123;% y %}"), ("a | b", "a \\| b"),
    ("&amp; &#x5D;", "&amp;amp; &amp;#x5D;"), ("\\]", "\\\\\\]"), ("a\\", "a\\\\"),
    ("$\\mathcal{L}_2$", "$\\mathcal&#123;L}\\_2$"), ("$$x$$", "\\$\\$x\\$\\$"),
    (" a\r\n\tb\u{85}\u{2028}c ", "a b c"), ("a\u{0}\u{1B}[31m\u{7F}", "a\\[31m"),
    ("\u{202E}evil\u{2066}", "evil"), ("[^1]", "\\[^1\\]"),
  ])
  func whatCouldBeMarkupIsEscaped(_ title: String, _ expected: String) {
    #expect(title.escapedForMarkdownLinkText == expected)
  }

  @Test(arguments: [
    "https://arxiv.org/abs/2406.07522v1?ref=a&b=c#d", "https://en.wikipedia.org/wiki/A_(b)",
    "https://ko.wikipedia.org/wiki/트랜스포머", "https://e.com/%20*_~[x]!$'", "https://e.com/a&copy=1",
  ])
  func normalAddressesStay(_ address: String) {
    #expect(address.escapedForMarkdownDestination == address)
  }

  @Test(arguments: [
    ("https://e.com/a b", "<https://e.com/a b>"), ("https://e.com/)", "<https://e.com/)>"),
    ("https://e.com/(", "<https://e.com/(>"), ("https://e.com/)(", "<https://e.com/)(>"),
    ("https://e.com/<b>", "https://e.com/%3Cb%3E"), ("https://e.com/`|", "https://e.com/%60%7C"),
    ("https://e.com/{{x}}", "https://e.com/%7B%7Bx}}"),
    ("https://e.com/\n\u{7F}", "https://e.com/%0A%7F"),
    ("https://e.com/\\)\\a\\", "<https://e.com/\\\\)\\a\\\\>"),
    ("https://e.com/&copy;", "https://e.com/&amp;copy;"),
  ])
  func anAddressCannotEndItsLink(_ address: String, _ expected: String) {
    #expect(address.escapedForMarkdownDestination == expected)
  }
}
