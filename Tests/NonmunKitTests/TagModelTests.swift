import NonmunKit
import Testing

/// How a tag weighs what its rules find.
@Suite struct TagModelTests {
  private func subject(
    _ title: String, _ abstract: String = "", categories: [String] = []
  ) -> Matcher.Subject {
    Matcher.Subject(
      title: title, abstract: abstract, authors: [], categories: categories, sources: [])
  }

  private func rule(_ text: String, weight: Double = 1, with: String? = nil) throws -> WrittenRule {
    var rule = try WrittenRule(text)
    rule.weight = weight
    rule.context = try with.map { try Rule(parsing: $0) }
    return rule
  }

  @Test(arguments: [
    ("alpha", "", 1.5), ("", "alpha", 0), ("", "alpha alpha alpha alpha alpha", 1),
    ("", "alpha beta", 1), ("", "beta", 0), ("gamma", "", 3), ("", "gamma gamma", 1.25),
    ("gamma", "gamma", 4), ("", "gamma gamma gamma gamma gamma gamma gamma", 2),
  ])
  func weakSignsAddUp(_ title: String, _ abstract: String, _ score: Double) throws {
    let tag = NonmunKit.Tag(
      name: "t",
      any: [try rule("alpha", weight: 0.5), try rule("beta", weight: 0.5), try rule("gamma")])
    let match = Matcher([tag]).matches(subject(title, abstract)).first
    #expect(match?.score ?? 0 == score)
  }

  @Test func thresholdAndTitleAreTheTagsOwn() throws {
    var tag = NonmunKit.Tag(name: "t", any: [try rule("alpha")])
    tag.threshold = 2
    #expect(Matcher([tag]).matches(subject("", "alpha")).isEmpty)
    #expect(Matcher([tag]).matches(subject("alpha")).first?.score == 3)
    tag.titleWeight = 1
    #expect(Matcher([tag]).matches(subject("alpha")).isEmpty)
  }

  @Test func aWordCountsOnlyInItsContext() throws {
    let tag = NonmunKit.Tag(name: "t", any: [try rule("griffin", with: "recurrence")])
    #expect(Matcher([tag]).matches(subject("A griffin of stone")).isEmpty)
    let match = Matcher([tag]).matches(subject("Griffin", "gated recurrence")).first
    #expect(match?.because.map(\.text) == ["Griffin"])
    #expect(Matcher([tag]).findings(subject("Griffin")).first?.rules.first?.isInContext == false)
  }

  @Test func aPenaltyIsTakenAway() throws {
    var tag = NonmunKit.Tag(name: "t", any: [try rule("alpha")])
    tag.penalty = [try rule("category:math", weight: 0.5)]
    #expect(Matcher([tag]).matches(subject("", "alpha", categories: ["math.CO"])).isEmpty)
    let match = Matcher([tag]).matches(subject("alpha", "", categories: ["math.CO"])).first
    #expect(match?.score == 2.5)
  }

  @Test func aLongerPhraseStandsOverIgnoredWords() throws {
    let tag = NonmunKit.Tag(
      name: "t", any: [try rule("diffusion"), try rule("\"graph diffusion model\"")],
      ignore: ["graph diffusion", "diffusion weight*"])
    #expect(Matcher([tag]).matches(subject("Graph diffusion, diffusion-weighted")).isEmpty)
    let match = Matcher([tag]).matches(subject("A graph diffusion model")).first
    #expect(match?.because.map(\.text) == ["graph diffusion model"])
  }

  @Test(arguments: [
    ("We train with DPO.", true), ("Data Protection Officer (DPO) duties; the DPO said", false),
    ("The DPO (data protection officer) said", false),
    ("The Day of Peace and Order (DPO)", false),
    ("Direct Preference Optimization (DPO)", true), ("direct-preference optimisation (DPO)", true),
    ("Data Protection Officers (DPOs) read of direct preference optimization (DPO)", true),
    ("A loss (DPO) for all", true), ("(DPO)", true), ("PPO-DPO (as others)", true),
  ])
  func anAcronymSpeltOtherwiseIsAnother(_ text: String, _ isFound: Bool) throws {
    let tag = NonmunKit.Tag(
      name: "t", aliases: ["direct preference optimization"], any: [try rule("DPO")])
    #expect(Matcher([tag]).matches(subject("", text)).isEmpty != isFound)
    // What nobody spells out cannot be told.
    let bare = NonmunKit.Tag(name: "t", any: [try rule("DPO")])
    #expect(!Matcher([bare]).matches(subject("", text)).isEmpty)
  }

  @Test func findingsTellHowOftenEachRuleSpeaks() throws {
    let tag = NonmunKit.Tag(
      name: "t", any: [try rule("alpha"), try rule("beta")], not: [try rule("delta")],
      require: [try rule("cat:cs")], ignore: ["alpha male"])
    let found = Matcher([tag]).findings(subject("Alpha", "alpha, an alpha male, alpha; delta"))
      .first
    #expect(found?.rules.map(\.rule) == [0])
    #expect(found?.rules.first?.voices[.title] == 1)
    #expect(found?.rules.first?.voices[.abstract] == 2)
    #expect(found?.ignored == 1)
    #expect(found?.rejecting == [0])
    #expect(found?.missing == [0])
    #expect(found?.isMatch == false)
  }

  @Test func aMissNamesWhatWasNearest() throws {
    let tag = NonmunKit.Tag(
      name: "t", any: [try rule("alpha beta gamma"), try rule("delta epsilon")])
    let miss = Matcher([tag]).explanation(subject("Alpha", "beta, delta"), tag: 0).nearest
    #expect(miss?.found.map(\.text) == ["Alpha", "beta"])
    #expect(miss?.missing.map(\.description) == ["gamma"])
  }

  /// By hand: right at ranks 1 and 3 of 4, then two that are equal.
  @Test func averagePrecisionTakesEqualsTogether() {
    let verdicts = [(true, 3.0), (false, 2), (true, 1), (false, 1)].map {
      TagQuality.Verdict(isPositive: $0.0, isMatch: $0.1 > 1, score: $0.1)
    }
    let quality = TagQuality(verdicts)
    #expect(quality.averagePrecision == 0.5 * 1 + 0.5 * 0.5)
    #expect((quality.precision, quality.recall, quality.f1) == (0.5, 0.5, 0.5))
  }
}
