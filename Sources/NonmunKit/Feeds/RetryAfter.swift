package import Foundation

/// When a server that asked for patience may be asked again.
///
/// Source: RFC 9110, section 10.2.3: whole seconds, or a date.
package struct RetryAfter: Equatable, Sendable {
  package let date: Date

  /// - Parameter serverTime: The `Date` of the same answer. A date to wait for is by the server's
  ///   clock, which may not be ours.
  package init?(_ text: String, now: Date, serverTime: Date? = nil) {
    let text = text.whiteSpaceFolded
    if let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    {
      date = now + min(Double(text) ?? Self.longest, Self.longest)
    } else if let asked = HTTPDate(text)?.date {
      let wait = serverTime.map { asked.timeIntervalSince($0) } ?? 0
      date = min(wait > 0 ? now + wait : asked, now + Self.longest)
    } else {
      return nil
    }
  }

  /// No host that means it asks for more; one that does not, shall not be silent for years.
  package static let longest: TimeInterval = 7 * 86_400
}
