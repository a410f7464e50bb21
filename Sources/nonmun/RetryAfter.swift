import Foundation
import NonmunKit
import NonmunParse

/// When a server that asked for patience may be asked again.
///
/// Source: RFC 9110, section 10.2.3: seconds, or a date.
struct RetryAfter {
  let date: Date

  init?(_ text: String, now: Date) {
    if let seconds = Int(text.whiteSpaceFolded), seconds >= 0 {
      date = now + Double(min(seconds, 366 * 86_400))
    } else if let read = FeedDate(text)?.date {
      date = read
    } else {
      return nil
    }
  }
}
