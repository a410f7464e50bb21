import Foundation

/// Weights that tell wanted from unwanted, by logistic loss with a penalty on their squares.
///
/// Dual coordinate descent, one example after another in a fixed order: the same examples give the
/// same weights, to the bit. A few hundred examples take milliseconds.
///
/// Source: Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and maximum
/// entropy models", Machine Learning 85 (2011), with the one-dimensional problem solved for the
/// logit of the dual variable, and a margin that is given before anything is learned.
struct LogisticFit {
  /// One example: its features, what is known of it before, and how much it counts.
  struct Example {
    var features: SparseVector
    var isWanted: Bool
    /// Log-odds before anything is learned.
    var prior: Float
    /// How much an error costs against the penalty of the weights.
    var cost: Float
  }

  private(set) var weights: [Float]
  private(set) var bias: Float = 0

  private static let mostRounds = 300
  /// In log-odds.
  private static let tolerance: Float = 0.01

  init(_ examples: [Example], count: Int) {
    weights = Array(repeating: 0, count: count)
    var logits = examples.map { -Self.sign($0) * $0.prior - 4 }
    for (example, logit) in zip(examples, logits) {
      add(example, by: example.cost * Self.sigmoid(logit))
    }
    // A bias is a feature of value 1.
    let squares = examples.map { $0.features.values.reduce(1) { $0 + $1 * $1 } }
    for _ in 0..<Self.mostRounds {
      var largest: Float = 0
      for (number, example) in examples.enumerated() {
        let margin = Self.sign(example) * score(example)
        let before = example.cost * Self.sigmoid(logits[number])
        let error = margin + logits[number]
        largest = max(largest, abs(error))
        guard abs(error) > Self.tolerance / 10 else { continue }
        logits[number] = Self.root(
          margin: margin, before: before, square: squares[number], cost: example.cost)
        add(example, by: example.cost * Self.sigmoid(logits[number]) - before)
      }
      if largest < Self.tolerance { break }
    }
  }

  /// The log-odds that an example is wanted.
  func score(_ example: Example) -> Float {
    example.prior + bias + example.features.product(weights)
  }

  private mutating func add(_ example: Example, by step: Float) {
    let step = step * Self.sign(example)
    bias += step
    let features = example.features
    weights.withUnsafeMutableBufferPointer { weights in
      features.indices.withUnsafeBufferPointer { indices in
        features.values.withUnsafeBufferPointer { values in
          for place in indices.indices { weights[Int(indices[place])] += step * values[place] }
        }
      }
    }
  }

  /// The `u` with `square · (cost · σ(u) − before) + margin + u = 0`: a rising function, so that
  /// Newton's steps are kept between two ends that close in on it.
  private static func root(
    margin: Float, before: Float, square: Float, cost: Float
  ) -> Float {
    var low = -margin - square * (cost - before)
    var high = -margin + square * before
    var logit = (low + high) / 2
    for _ in 0..<40 {
      let share = sigmoid(logit)
      let value = square * (cost * share - before) + margin + logit
      if abs(value) < tolerance / 100 { break }
      if value > 0 { high = logit } else { low = logit }
      let next = logit - value / (1 + square * cost * share * (1 - share))
      logit = next > low && next < high ? next : (low + high) / 2
    }
    return logit
  }

  private static func sign(_ example: Example) -> Float { example.isWanted ? 1 : -1 }

  static func sigmoid(_ value: Float) -> Float { 1 / (1 + exp(-value)) }
}
