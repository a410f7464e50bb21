import Foundation
import NonmunKit

/// What an answer asks of whoever would ask its host again.
///
/// Sources: RFC 9110, section 10.2.3 (`Retry-After`); RFC 6585, section 4 (429); the drafts "RateLimit
/// header fields for HTTP", draft-ietf-httpapi-ratelimit-headers: of 2024 and later (`RateLimit` and
/// `RateLimit-Policy` as lists), 07 (`limit=, remaining=, reset=`) and up to 06 (`RateLimit-Remaining`,
/// `RateLimit-Reset`), after which most name their fields `X-RateLimit-…`.
struct HostDemand: Equatable {
  /// Nothing is to be asked until the reader says so.
  var isStop = false
  var notBefore: Date?
  /// What asks for it, for people.
  var rule = ""
  /// Whether the host names no time, and the one that stands here is ours.
  var isUnspoken = false

  /// Nothing.
  init() {}

  init(_ head: ResponseHead, now: Date) {
    // Most answers ask for nothing, and are asked for nothing but whether they do.
    guard head.status != 200 || head.hasField(startingWithAnyOf: ["r", "x-r"]) else { return }
    isStop = head.status == 403
    // Of several the most patient one counts; a time that is over names none.
    let retries = head.all("Retry-After").compactMap { field in
      let serverTime = head["Date"].flatMap { HTTPDate($0)?.date }
      return RetryAfter(field, now: now, serverTime: serverTime).map {
        ($0.date, "Retry-After: \(field)")
      }
    }.filter { $0.0 > now }
    if Self.isHeeded(head.status), let retry = retries.max(by: { $0.0 < $1.0 }) {
      (notBefore, rule) = retry
    } else if let (wait, field) = Self.exhausted(head, now: now) {
      (notBefore, rule) = (now + min(wait, RetryAfter.longest), field)
    } else if head.status == 429 {
      (notBefore, rule) = (now + Self.unspokenWait, "429 without a time: a minute")
      isUnspoken = true
    }
    rule = String(String.UnicodeScalarView(rule.unicodeScalars.prefix(Self.longestRule)))
  }

  /// Whether a time in an answer of this status holds for its host: it had too much, or is ill.
  static func isHeeded(_ status: Int?) -> Bool { status.map { $0 == 429 || $0 >= 500 } ?? false }

  /// Whether the host may have had too much at once, and may be asked again within this run.
  func isRefusal(_ head: ResponseHead, at now: Date) -> Bool {
    guard head.status == 429 || head.status == 503 else { return false }
    return spokenWait(at: now) <= LaneGate.patience
  }

  /// How long the host itself asks to be left, in seconds.
  func spokenWait(at now: Date) -> TimeInterval {
    isUnspoken ? 0 : max(0, (notBefore ?? now).timeIntervalSince(now))
  }

  /// A rule is shown on a line, and a field may have a hundred thousand bytes.
  private static let longestRule = 120

  /// A host that says "too often" and not how often it may be.
  private static let unspokenWait: TimeInterval = 60

  /// Whether fewer requests are left of a quota than may be under way at once.
  static func isLow(_ head: ResponseHead) -> Bool {
    let lists = head.list("RateLimit").map(items) ?? []
    let left =
      lists.compactMap { $0.values["r"] ?? $0.values["remaining"] }
      + prefixes.compactMap { head["\($0)-Remaining"].flatMap(Double.init) }
    return left.contains { $0 < Double(HostLane.widest) }
  }

  private static let prefixes = ["RateLimit", "X-RateLimit", "X-Rate-Limit"]

  /// How long until a quota of which nothing is left is filled again, in seconds, and what says so.
  private static func exhausted(_ head: ResponseHead, now: Date) -> (TimeInterval, String)? {
    if let field = head.list("RateLimit") {
      let policies = head.list("RateLimit-Policy").map(items) ?? []
      let waits = items(field).compactMap { name, values -> TimeInterval? in
        guard (values["r"] ?? values["remaining"]) == 0 else { return nil }
        let window = policies.first { $0.name == name }?.values["w"]
        return values["t"] ?? values["reset"] ?? window
      }
      if let longest = waits.max(), longest > 0 { return (longest, "RateLimit: \(field)") }
    }
    for prefix in prefixes {
      guard let left = head["\(prefix)-Remaining"].flatMap(Double.init), left <= 0,
        let reset = head["\(prefix)-Reset"].flatMap(Double.init), reset.isFinite
      else { continue }
      // Seconds, or the time itself, as GitHub has it: no host means a wait of thirty years.
      let wait = reset > 1e9 ? reset - now.timeIntervalSince1970 : reset
      if wait > 0 { return (wait, "\(prefix)-Reset: \(head["\(prefix)-Reset"] ?? "")") }
    }
    return nil
  }

  /// `"daily";r=0;t=30, "burst";r=5;t=1`, or `limit=5, remaining=0, reset=30`, which is one item.
  private static func items(_ field: String) -> [(name: String, values: [String: TimeInterval])] {
    let members = field.split(separator: ",").map { member in
      member.split(separator: ";").map { String($0).whiteSpaceFolded }
    }
    func values(_ parts: some Sequence<String>) -> [String: TimeInterval] {
      var values: [String: TimeInterval] = [:]
      for part in parts {
        let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
        guard sides.count == 2, let number = Double(sides[1]), number.isFinite else { continue }
        values[sides[0].lowercased()] = number
      }
      return values
    }
    if members.first?.first?.contains("=") == true { return [("", values(members.joined()))] }
    return members.map { ($0.first ?? "", values($0.dropFirst())) }
  }
}
