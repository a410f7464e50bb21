import NonmunKit
import Testing

@Suite struct AddressUserTests {
  @Test(arguments: [
    ("https://u:p@h.test/a", "https://h.test/a"),
    ("https://key@h.test:8/?b", "https://h.test:8/?b"),
    ("http://a@b:c@h.test", "http://h.test"), ("HTTPS://u:p%40q@[::1]/", "HTTPS://[::1]/"),
    // These are no users.
    ("https://h.test/@u:p@x", "https://h.test/@u:p@x"),
    ("https://h.test?a@b", "https://h.test?a@b"),
    ("https://h.test/?to=http://u:p@x/", "https://h.test/?to=http://u:p@x/"),
    ("u:p@h.test/a", "u:p@h.test/a"), ("a@b.test", "a@b.test"), ("", ""),
  ])
  func anAddressIsShownWithoutItsUser(_ address: String, _ shown: String) {
    #expect(address.withoutUser == shown)
    #expect(address.hasUser == (address != shown))
  }

  @Test(arguments: [
    ("no: http://u:p@h.test/a and https://k@i.test", "no: http://h.test/a and https://i.test"),
    ("“https://u:p@h.test” is a@b://c d@e", "“https://h.test” is a@b://c d@e"),
    ("https://h.test/?to=http://u:p@x/", "https://h.test/?to=http://x/"),
    ("mail to a@b.test", "mail to a@b.test"),
  ])
  func aTextIsShownWithoutAnyUser(_ text: String, _ shown: String) {
    #expect(text.withoutUsers == shown)
  }

  @Test(arguments: [
    ("https://h.test/new", "https://u:p@h.test/new"),
    ("https://h.test/new?a", "https://u:p@h.test/new?a"),
    ("https://elsewhere.test/", "https://elsewhere.test/"), ("http://h.test/", "http://h.test/"),
    ("https://h.test:8443/", "https://h.test:8443/"), ("https://k@h.test/", "https://k@h.test/"),
  ])
  func aFeedThatMovedKeepsItsUserOnItsHostAlone(_ new: String, _ kept: String) {
    #expect(new.withUser(of: "https://u:p@h.test/old") == kept)
  }
}
