import Testing

@testable import NonmunKit

/// Papers about rivers and about ovens, each with words of its own, the same in every run.
private enum Corpus {
  private static let rivers = "river water flood basin sediment delta estuary current".split(
    separator: " ")
  private static let ovens = "oven bread flour yeast crust dough kneading baking".split(
    separator: " ")
  private static let common = "method result measure model sample study paper value".split(
    separator: " ")

  static func text(_ number: Int, isRiver: Bool) -> (title: String, abstract: String) {
    let subject = isRiver ? rivers : ovens
    func word(_ list: [Substring], _ step: Int) -> String {
      String(list[(number * 7 + step * 3 + step * step) % list.count])
    }
    let words = (0..<24).map { $0 % 3 == 0 ? word(subject, $0) : word(common, $0) }
    return (
      "\(word(subject, 1)) \(word(common, 2)) \(word(subject, 4))", words.joined(separator: " ")
    )
  }

  static func examples(
    rivers: Int, ovens: Int, light: Int = 0
  ) -> [RankingExample] {
    (0..<rivers + ovens + light).map { number in
      let text = text(number, isRiver: number < rivers)
      return RankingExample(
        paper: Int64(number), title: text.title, abstract: text.abstract, signs: nil,
        isWanted: number < rivers, kind: number < rivers + ovens ? .mark : .light)
    }
  }

  static let tag = Tag(name: "rivers", any: [])

  static func ranking(_ examples: [RankingExample]) -> Ranking {
    Ranking(learning: ["rivers": examples], of: [tag], isByWords: true) { read in
      for number in 0..<100 {
        let text = text(number, isRiver: number % 2 == 0)
        read(text.title, text.abstract)
      }
    }
  }
}

extension Ranking {
  fileprivate func probability(_ text: (title: String, abstract: String)) throws -> Double {
    let vector = vocabulary.vector(RankingText(title: text.title, abstract: text.abstract))
    return try #require(tags["rivers"]).probability(vector, nil)
  }
}

@Suite struct RankingTests {
  @Test func wordsOfWantedPapersSpeakForOthers() throws {
    let ranking = Corpus.ranking(Corpus.examples(rivers: 10, ovens: 10, light: 20))
    let report = try #require(ranking.tags["rivers"]?.report)
    #expect(report.abstains == nil)
    #expect(report.positives == 10 && report.negatives == 10 && report.light == 20)
    for number in 500..<520 {
      #expect(try ranking.probability(Corpus.text(number, isRiver: true)) > 0.5)
      #expect(try ranking.probability(Corpus.text(number, isRiver: false)) < 0.5)
    }
    #expect(try #require(report.averagePrecision) > 0.999)
    #expect(report.f1 == 1)
  }

  /// Of two papers with the same words the one of a category that the reader keeps is wanted more.
  @Test func aCategoryIsLearned() throws {
    let tag = Tag(name: "rivers", any: [try WrittenRule("river")])
    let matcher = Matcher([tag])
    func signs(_ category: String) throws -> RuleSigns {
      let subject = Matcher.Subject(
        title: "A river", abstract: "It flows.", authors: [], categories: [category], sources: [])
      return RuleSigns(try #require(matcher.findings(subject).first), of: tag)
    }
    let categories = ["cs.CV", "math.AP"]
    let examples = try (0..<40).map { number in
      let isWanted = number % 2 == 0
      return RankingExample(
        paper: Int64(number), title: "A river", abstract: "It flows.",
        signs: try signs(categories[number % 2]), isWanted: isWanted, kind: .mark)
    }
    let ranking = Ranking(learning: ["rivers": examples], of: [tag], isByWords: false) { read in
      for _ in 0..<10 { read("A river", "It flows.") }
    }
    let learned = try #require(ranking.tags["rivers"])
    let vector = ranking.vocabulary.vector(RankingText(title: "A river", abstract: "It flows."))
    let kept = learned.probability(vector, try signs("cs.CV"))
    #expect(kept > learned.probability(vector, try signs("math.AP")) + 0.2)
    // One that nobody was shown stands between them, whatever it is called.
    #expect(kept > learned.probability(vector, try signs("cs.CVX")))
  }

  @Test func theHeaviestWordsAreThoseOfTheSubject() throws {
    let ranking = Corpus.ranking(Corpus.examples(rivers: 10, ovens: 10))
    let report = try #require(ranking.tags["rivers"]?.report)
    let rivers = Set("river water flood basin sediment delta estuary current".split(separator: " "))
    let words = report.wordsFor.prefix(3).map(\.text)
    #expect(words.allSatisfy { word in rivers.contains { word.contains($0) } }, "\(words)")
    #expect(report.wordsFor.allSatisfy { $0.weight > 0 })
    #expect(report.wordsAgainst.allSatisfy { $0.weight < 0 })
    #expect(!report.wordsAgainst.isEmpty)
  }

  @Test func theSameMarksTeachTheSameToTheBit() throws {
    let examples = Corpus.examples(rivers: 12, ovens: 9, light: 30)
    let text = Corpus.text(77, isRiver: true)
    let (once, again) = (Corpus.ranking(examples), Corpus.ranking(examples))
    #expect(try once.probability(text) == again.probability(text))
    #expect(once.tags["rivers"]?.report == again.tags["rivers"]?.report)
  }

  @Test(arguments: [(4, 20), (5, 4), (0, 40), (9, 0)])
  func tooFewMarksAbstain(_ rivers: Int, _ ovens: Int) throws {
    let ranking = Corpus.ranking(Corpus.examples(rivers: rivers, ovens: ovens, light: 30))
    #expect(try #require(ranking.tags["rivers"]).report.abstains != nil)
  }

  @Test func marksWithoutPatternAbstain() throws {
    let examples = (0..<40).map { number in
      let text = Corpus.text(number % 10, isRiver: true)
      return RankingExample(
        paper: Int64(number), title: text.title, abstract: text.abstract, signs: nil,
        isWanted: number % 4 == 0, kind: .mark)
    }
    let report = try #require(Corpus.ranking(examples).tags["rivers"]?.report)
    #expect(report.abstains?.contains("F1") == true)
  }

  @Test func aSingularIsItsPluralAndStopWordsAreNone() {
    func features(_ text: String) -> [UInt64] {
      var features: [UInt64] = []
      RankingText(title: text, abstract: "").forEachFeature { feature, _ in
        features.append(feature)
      }
      return features
    }
    #expect(features("Rivers") == features("river"))
    #expect(features("the river of this basin") == features("river basin"))
    #expect(features("“River”—basin") == features("river basin"))
    #expect(features("확산 모델").count == 3)
    #expect(features("loss") != features("los"))
    #expect(features("a 3 1999").isEmpty)
  }

  @Test func aVectorHasLengthOneAndTitlesWeighMore() throws {
    let ranking = Corpus.ranking(Corpus.examples(rivers: 10, ovens: 10))
    func vector(_ title: String, _ abstract: String) -> SparseVector {
      ranking.vocabulary.vector(RankingText(title: title, abstract: abstract))
    }
    let both = vector("river", "bread")
    #expect(abs(both.values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    #expect(both.values.count == 2)
    let river = vector("river", "").indices
    let first = try #require(river.first)
    let place = try #require(both.indices.firstIndex(of: first))
    #expect(both.values[place] > both.values[1 - place])
  }
}

@Suite struct LogisticFitTests {
  private static func example(
    _ index: Int32, _ isWanted: Bool, prior: Float = 0, cost: Float = 1
  ) -> LogisticFit.Example {
    var features = SparseVector()
    features.indices = [index]
    features.values = [1]
    return LogisticFit.Example(
      features: features, isWanted: isWanted, prior: prior, cost: cost)
  }

  /// At the least of the cost, each weight is the sum of what its examples are wrong by.
  @Test func theFitIsTheLeastOfItsCost() {
    let examples = [
      Self.example(0, true, cost: 3), Self.example(0, true), Self.example(1, false, cost: 2),
      Self.example(1, true), Self.example(2, false, prior: 2),
    ]
    let fit = LogisticFit(examples, count: 3)
    var weights: [Float] = [0, 0, 0]
    var bias: Float = 0
    for example in examples {
      let sign: Float = example.isWanted ? 1 : -1
      let error = sign * example.cost * LogisticFit.sigmoid(-sign * fit.score(example))
      weights[Int(example.features.indices[0])] += error
      bias += error
    }
    for (one, other) in zip(weights + [bias], fit.weights + [fit.bias]) {
      #expect(abs(one - other) < 0.02)
    }
  }

  @Test func whatIsKnownBeforeStandsWhereNothingIsLearned() {
    let fit = LogisticFit([Self.example(0, true, cost: 0.0001)], count: 2)
    #expect(abs(fit.score(Self.example(1, true, prior: -2)) + 2) < 0.01)
  }
}
