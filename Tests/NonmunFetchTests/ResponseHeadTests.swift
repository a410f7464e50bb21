import Testing

@testable import NonmunFetch

@Suite struct ResponseHeadTests {
  /// What follows a body is no head, also where the head has no field, as HTTP/2 allows.
  @Test(arguments: [
    (["HTTP/2 200", "", "x-check: 1", ""], 1),
    (["HTTP/1.1 200 OK", "A: b", "", "HTTP/1.1 404: No", ""], 1),
    (["HTTP/1.1 302 Found", "Location: /a", "", "HTTP/1.1 200 OK", ""], 2),
    (["HTTP/2 103", "", "HTTP/2 103", "", "HTTP/2 200", ""], 3),
  ])
  func aHeadBeginsWithAStatusLine(_ lines: [String], _ heads: Int) {
    var head = ResponseHead()
    #expect(lines.count { head.add($0) } == heads)
    #expect(head.status == 200)
  }

  @Test func aListMayStandInSeveralFields() {
    let head = ResponseHead(
      "HTTP/1.1 200 OK\nCache-Control: max-age=3600\ncache-control:no-store \n")
    #expect(head.list("Cache-Control") == "max-age=3600, no-store")
    #expect(head["Cache-Control"] == "max-age=3600")
    #expect(head.list("Vary") == nil)
  }

  @Test(arguments: [
    ("\"abc\"", true), ("W/\"논문\"", true), ("", true),
    (String(repeating: "x", count: 4096), true), (String(repeating: "x", count: 4097), false),
    // What came as one byte of Latin-1.
    ("\"\u{FFFD}\"", false),
  ])
  func whatCannotBeSentBackAsItCameIsNoValidator(_ field: String, _ isOne: Bool) {
    let head = ResponseHead("HTTP/1.1 200 OK\nETag: \(field)\n")
    #expect(head.validator("ETag") == (isOne ? field : nil))
  }
}
