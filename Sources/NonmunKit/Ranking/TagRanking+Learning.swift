import Foundation

extension TagRanking {
  /// How much an error costs against the penalty of the weights.
  private static let cost: Float = 100
  private static let parts = 5

  /// Learns from examples, in their order.
  ///
  /// - Parameters:
  ///   - vocabulary: Counted and weighed.
  ///   - signs: How many ``RuleSigns`` the tag has; 0 for a ranking by words alone.
  package init(learning examples: [RankingExample], in vocabulary: Vocabulary, signs: Int) {
    var report = RankingReport(examples)
    guard report.abstains == nil else {
      self.init(report: report, words: [], signs: [], bias: 0, calibration: Calibration())
      return
    }
    let lessons = Self.lessons(examples, vocabulary, byRules: signs > 0)
    let count = vocabulary.count + signs
    let scores = Self.unseenScores(lessons, count: count)
    var calibration = Calibration()
    if signs == 0 {
      // Without rules there is nothing to tell how many papers of all are wanted.
      calibration = Calibration(
        zip(lessons, examples).enumerated().map { place, pair in
          (scores[place], pair.0.isWanted, pair.1.weight)
        })
    }
    let quality = TagQuality(
      zip(scores, examples).filter { $1.kind != .opened }.map { score, example in
        TagQuality.Verdict(
          isPositive: example.isWanted, isMatch: calibration.probability(score) >= 0.5,
          score: Double(score))
      })
    report.averagePrecision = quality.averagePrecision
    report.f1 = quality.f1
    if quality.f1 < RankingReport.leastF1 {
      report.abstains = "F1 of \(String(format: "%.2f", quality.f1)) on papers it had not seen"
    }
    let fit = LogisticFit(lessons, count: count)
    let words = Array(fit.weights.prefix(vocabulary.count))
    let heaviest = Self.heaviest(words, examples, lessons, vocabulary)
    (report.wordsFor, report.wordsAgainst) = heaviest
    self.init(
      report: report, words: words, signs: Array(fit.weights.dropFirst(vocabulary.count)),
      bias: fit.bias, calibration: calibration)
  }

  private static func lessons(
    _ examples: [RankingExample], _ vocabulary: Vocabulary, byRules: Bool
  ) -> [LogisticFit.Example] {
    examples.map { example in
      var features = vocabulary.vector(example.text)
      let signs = byRules ? example.signs : nil
      if let signs {
        features.indices += signs.values.indices.map { $0 + Int32(vocabulary.count) }
        features.values += signs.values.values
      }
      return LogisticFit.Example(
        features: features, isWanted: example.isWanted, prior: signs?.prior ?? 0,
        cost: cost * example.weight)
    }
  }

  /// The score that each example gets from what the other four parts teach.
  private static func unseenScores(_ lessons: [LogisticFit.Example], count: Int) -> [Float] {
    var seen = [false: 0, true: 0]
    let part = lessons.map { lesson in
      seen[lesson.isWanted, default: 0] += 1
      return seen[lesson.isWanted, default: 0] % parts
    }
    var scores = [Float](repeating: 0, count: lessons.count)
    for number in 0..<parts {
      let fit = LogisticFit(
        zip(lessons, part).filter { $1 != number }.map(\.0), count: count)
      for (place, lesson) in lessons.enumerated() where part[place] == number {
        scores[place] = fit.score(lesson)
      }
    }
    return scores
  }

  private static let mostWords = 12

  /// What adds most to all examples together, and takes most from them.
  private static func heaviest(
    _ weights: [Float], _ examples: [RankingExample], _ lessons: [LogisticFit.Example],
    _ vocabulary: Vocabulary
  ) -> (speakingFor: [Word], speakingAgainst: [Word]) {
    var sums = [Float](repeating: 0, count: weights.count)
    for lesson in lessons {
      for (index, value) in zip(lesson.features.indices, lesson.features.values)
      where index < weights.count { sums[Int(index)] += value * weights[Int(index)] }
    }
    let order = sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
    let (best, worst) = (
      order.prefix(mostWords).filter { sums[$0] > 0 },
      order.suffix(mostWords).reversed().filter { sums[$0] < 0 }
    )
    var missing = Set(best + worst)
    var spelled: [Int: String] = [:]
    for example in examples where !missing.isEmpty {
      let found = vocabulary.spellings(title: example.title, abstract: example.abstract)
      for index in missing {
        guard let text = found[index] else { continue }
        spelled[index] = text
        missing.remove(index)
      }
    }
    func words(_ indices: [Int]) -> [Word] {
      indices.compactMap { index in
        spelled[index].map {
          Word(text: $0, weight: (Double(weights[index]) * 1000).rounded() / 1000)
        }
      }
    }
    return (words(best), words(worst))
  }
}
