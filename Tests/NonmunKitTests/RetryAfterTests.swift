import Foundation
import NonmunKit
import Testing

@Suite struct RetryAfterTests {
  private let now = Date(timeIntervalSince1970: 784_111_777)

  /// RFC 9110, section 5.6.7, gives the first three for one moment.
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func aDateHasThreeForms(_ text: String) {
    #expect(HTTPDate(text)?.date == now)
  }

  @Test(arguments: [
    "", "0", "-1", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov",
    "Sun, 06 Foo 1994 08:49:37 GMT", "Nov",
  ])
  func whatIsNoDateIsNone(_ text: String) {
    #expect(HTTPDate(text) == nil)
  }

  @Test(arguments: [
    ("120", 120.0), (" 0 ", 0), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
    ("99999999999999999999", 604_800),
    ("Sun, 06 Nov 2094 08:49:37 GMT", 604_800),
  ])
  func secondsOrADateAndNeverMoreThanAWeek(_ text: String, _ wait: Double) {
    #expect(RetryAfter(text, now: now)?.date == now + wait)
  }

  @Test(arguments: ["", "soon", "-5", "1.5", "5 s", "+5"])
  func whatCannotBeReadAsksForNothing(_ text: String) {
    #expect(RetryAfter(text, now: now) == nil)
  }

  @Test func aDateIsByTheClockOfItsServer() {
    let text = "Sun, 06 Nov 1994 09:49:37 GMT"
    #expect(RetryAfter(text, now: now, serverTime: now + 3000)?.date == now + 600)
  }
}
