/// What the bodies of all transfers that are under way may hold together.
///
/// Each has a limit of its own, but two hundred at once, each a small answer that grows, would take
/// more memory than a machine has. Beyond the limit no body grows that is longer than its share, so
/// that all together hold twice the limit at most. A class, as all transfers count in the same one.
final class BodyBudget {
  let limitInBytes: Int
  private var bodies = 0
  private var heldInBytes = 0

  init(limitInBytes: Int) { self.limitInBytes = limitInBytes }

  func begin() { bodies += 1 }

  func end(_ length: Int) {
    bodies -= 1
    heldInBytes -= length
  }

  /// A body begins anew.
  func drop(_ length: Int) { heldInBytes -= length }

  /// - Returns: Whether a body of that length may grow by so much; then it has.
  func grow(_ length: Int, by more: Int) -> Bool {
    guard heldInBytes + more <= limitInBytes || length + more <= limitInBytes / max(bodies, 1)
    else { return false }
    heldInBytes += more
    return true
  }
}
