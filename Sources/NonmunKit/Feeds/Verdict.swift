/// What became of a feed in one run. Silence is none of them.
package enum Verdict: String, Sendable, CaseIterable {
  /// Items never seen before arrived.
  case fresh
  /// Nothing new, and by the source's own calendar nothing is due yet.
  case waiting
  /// Nothing new, and none was to come.
  case quiet
  /// Something was due and did not come.
  case stalled
  /// No usable answer.
  case failed

  /// Whether the reader should look into it.
  package var isProblem: Bool { self == .stalled || self == .failed }
}
