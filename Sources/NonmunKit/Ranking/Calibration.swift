import Foundation

/// Turns scores into probabilities: `σ(slope · score + shift)`.
///
/// Source: Platt, "Probabilistic outputs for support vector machines" (1999), with his targets, on
/// scores of examples that were not learned from.
struct Calibration: Codable, Equatable, Sendable {
  var slope: Float = 1
  var shift: Float = 0

  init() {}

  init(_ answers: [(score: Float, isWanted: Bool, weight: Float)]) {
    let wanted = answers.reduce(0.0) { $0 + ($1.isWanted ? Double($1.weight) : 0) }
    let others = answers.reduce(0.0) { $0 + ($1.isWanted ? 0 : Double($1.weight)) }
    let (high, low) = ((wanted + 1) / (wanted + 2), 1 / (others + 2))
    var (slope, shift) = (1.0, 0.0)
    // Newton's method on two variables, of a convex function; steps are halved where they rise.
    var cost = Self.cost(answers, high, low, slope, shift)
    for _ in 0..<100 {
      var (first, second) = (0.0, 0.0)
      var (a, b, c) = (1e-9, 0.0, 1e-9)
      for answer in answers {
        let (score, weight) = (Double(answer.score), Double(answer.weight))
        let share = 1 / (1 + exp(-(slope * score + shift)))
        let error = weight * (share - (answer.isWanted ? high : low))
        let curve = weight * share * (1 - share)
        first += error * score
        second += error
        a += curve * score * score
        b += curve * score
        c += curve
      }
      let determinant = a * c - b * b
      guard determinant > 0 else { break }
      let step = ((c * first - b * second) / determinant, (a * second - b * first) / determinant)
      var length = 1.0
      while length > 1e-6 {
        let next = (slope - length * step.0, shift - length * step.1)
        let nextCost = Self.cost(answers, high, low, next.0, next.1)
        if nextCost < cost {
          (slope, shift) = next
          break
        }
        length /= 2
      }
      let now = Self.cost(answers, high, low, slope, shift)
      if cost - now < 1e-9 { break }
      cost = now
    }
    // A slope below zero would turn the order around; then there is nothing to learn from.
    guard slope > 0 else { return }
    self.slope = Float(slope)
    self.shift = Float(shift)
  }

  func probability(_ score: Float) -> Float { LogisticFit.sigmoid(slope * score + shift) }

  private static func cost(
    _ answers: [(score: Float, isWanted: Bool, weight: Float)], _ high: Double, _ low: Double,
    _ slope: Double, _ shift: Double
  ) -> Double {
    answers.reduce(0) { sum, answer in
      let value = slope * Double(answer.score) + shift
      let target = answer.isWanted ? high : low
      let loss = max(value, 0) + log1p(exp(-abs(value)))
      return sum + Double(answer.weight) * (loss - target * value)
    }
  }
}
