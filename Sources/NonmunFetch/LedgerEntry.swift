package import Foundation
import NonmunKit

/// What is remembered of one lane: when it was asked, and what it asked for.
package struct LedgerEntry: Equatable, Sendable {
  /// When the last request was sent.
  package var asked: Date?
  /// Before this nothing is asked, by the rule that ``rule`` names.
  package var notBefore: Date?
  package var rule = ""
  /// When an answer of 403 stopped the lane; only the reader lets it go on.
  package var stopped: Date?
  /// Addresses that were answered with 410, and when.
  package var gone: [String: Date] = [:]

  package init() {}

  /// What a rule still asks at `now`: later than any rule could ask, the clock has jumped back.
  package func notBefore(at now: Date) -> Date? {
    guard let notBefore, notBefore > now, notBefore <= now + RetryAfter.longest else { return nil }
    return notBefore
  }
}

/// A line for each fact, times in seconds since 1970.
extension LedgerEntry {
  private static let title = "nonmun ledger 1"

  var text: String {
    var lines = [Self.title]
    if let asked { lines.append("asked \(asked.timeIntervalSince1970)") }
    if let notBefore { lines.append("wait \(notBefore.timeIntervalSince1970) \(rule)") }
    if let stopped { lines.append("stopped \(stopped.timeIntervalSince1970)") }
    lines += gone.sorted { $0.key < $1.key }.map { "gone \($1.timeIntervalSince1970) \($0)" }
    // A rule is made of what a server sent.
    return lines.map(\.forTerminal).joined(separator: "\n") + "\n"
  }

  /// `nil` for what is not whole: what is missing might be what a host asked for.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == Self.title, lines.last == "" else { return nil }
    for line in lines.dropFirst().dropLast() {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count >= 2, let seconds = Double(words[1]), seconds.isFinite else { return nil }
      let time = Date(timeIntervalSince1970: seconds)
      let rest = words.count == 3 ? words[2] : ""
      switch words[0] {
      case "asked": asked = time
      case "wait": (notBefore, rule) = (time, rest)
      case "stopped": stopped = time
      case "gone": gone[rest] = time
      default: return nil
      }
    }
  }
}
