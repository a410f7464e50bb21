import Foundation

/// What one tag has learned: which words and signs of its rules speak for a paper, and how much.
package struct TagRanking: Sendable {
  package var report: RankingReport
  /// By the places of a ``Vocabulary``.
  private var words: [Float]
  /// By the places of ``RuleSigns``.
  private var signs: [Float]
  private var bias: Float
  private var calibration: Calibration

  init(
    report: RankingReport, words: [Float], signs: [Float], bias: Float, calibration: Calibration
  ) {
    self.report = report
    self.words = words
    self.signs = signs
    self.bias = bias
    self.calibration = calibration
  }

  /// How probable it is that the reader wants a paper.
  package func probability(_ words: SparseVector, _ signs: RuleSigns?) -> Double {
    var score = bias + words.product(self.words)
    if let signs { score += signs.prior + signs.values.product(self.signs) }
    return Double(calibration.probability(score))
  }
}

extension TagRanking {
  /// A word, and how much it adds to the log-odds of a paper.
  package struct Word: Codable, Equatable, Sendable {
    package var text: String
    package var weight: Double
  }

  /// The words of a paper that carry its score, the heaviest first, for it or against it.
  package func words(
    of vector: SparseVector, title: String, abstract: String, in vocabulary: Vocabulary,
    limit: Int = 5
  ) -> [Word] {
    let weighed = zip(vector.indices, vector.values).map { index, value in
      (index: Int(index), weight: words[Int(index)] * value)
    }
    let heaviest = weighed.filter { $0.weight != 0 }.sorted {
      (abs($1.weight), $0.index) < (abs($0.weight), $1.index)
    }.prefix(limit)
    guard !heaviest.isEmpty else { return [] }
    let spellings = vocabulary.spellings(title: title, abstract: abstract)
    return heaviest.compactMap { index, weight in
      spellings[index].map { Word(text: $0, weight: (Double(weight) * 1000).rounded() / 1000) }
    }
  }

  /// How much two papers share of what speaks for one: 0 or more.
  package func kinship(_ one: SparseVector, _ other: SparseVector) -> Double {
    Double(one.shared(with: other).reduce(0) { $0 + max(0, words[$1.index]) * $1.product })
  }
}

extension TagRanking: Codable {
  private enum Key: CodingKey { case report, words, signs, bias, calibration }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(report, forKey: .report)
    try container.encode(words.withUnsafeBytes { Data($0) }, forKey: .words)
    try container.encode(signs.withUnsafeBytes { Data($0) }, forKey: .signs)
    try container.encode(bias, forKey: .bias)
    try container.encode(calibration, forKey: .calibration)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    report = try container.decode(RankingReport.self, forKey: .report)
    words = [Float](bytes: try container.decode(Data.self, forKey: .words))
    signs = [Float](bytes: try container.decode(Data.self, forKey: .signs))
    bias = try container.decode(Float.self, forKey: .bias)
    calibration = try container.decode(Calibration.self, forKey: .calibration)
  }
}
