import Testing

@testable import NonmunKit

@Suite struct RequiredLiteralTests {
  @Test(
    arguments: [
      (#"\b(MM-?)?DiTs?\b"#, "a DiT", "a DIT"), ("FLUX", "x FLUX", "x FLU"),
      (#"GPT-?\d+ Turbo"#, "GPT4 Turbo", "GPT4 Turb"), ("Qwen[23]+-VL", "Qwen2-VL", "Qwe"),
      ("Ab{2}cdX", "AbbcdX", "Abb"), ("AX*BCD+", "ABCD", "AXXB"),
    ])
  func aTextWithoutItIsNotSearched(_ pattern: String, _ holding: String, _ missing: String) throws {
    let literal = try #require(RequiredLiteral(in: pattern, ignoresCase: false))
    #expect(literal.stands(in: holding))
    #expect(!literal.stands(in: missing))
  }

  @Test(
    arguments: [
      "a|b", "(abc)+", "[abcd]+", "a?b?", #"\QABC\E"#, "(?i)ABC", "(?=ABC)D", #"\x41BC"#,
      "[[a]b]CD",
    ])
  func wherePartsMayBeMissingThereIsNone(_ pattern: String) {
    #expect(RequiredLiteral(in: pattern, ignoresCase: false) == nil)
  }

  /// Whatever a pattern finds, its literal stands there.
  @Test(
    arguments: [
      "di+fusion", "(video|image) diffusion", "mamba-?2?", #"\bdit\b"#, "o{0,1}neural", "x?yz",
      #"linear\s+attention"#, "[^a]bcd", "a(b|c)d ef", "kelvin", "a.c de",
    ],
    [
      "Diffusion of images, video DIFFUSION", "Mamba-2 and MAMBA", "le dit DiT", "neural NEURAL",
      "yz xyz", "linear  Attention", "bbcd xbcd", "abd ef acd EF", "\u{212A}elvin", "abc de aXc DE",
    ])
  func nothingThatWouldBeFoundIsLost(_ pattern: String, _ text: String) throws {
    let whole = try RulePattern("(?:" + pattern + ")")  // A group hides what is required.
    #expect(try RulePattern(pattern).places(in: text) == whole.places(in: text))
  }
}
