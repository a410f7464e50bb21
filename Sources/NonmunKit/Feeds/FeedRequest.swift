/// One address to ask, for one feed of the reader's.
package struct FeedRequest: Hashable, Sendable {
  /// The feed's name in `feeds.yml`.
  package var feed: String
  /// Absolute, `http` or `https`, percent-encoded: sent as it stands here.
  package var address: String
  /// The day whose list is asked for, where the source has a list a day.
  package var day: Day?
  package var validators: Validators
  /// The address whose answer named this one; `nil` for an address that the reader gave.
  package var namedBy: String?
  /// Whether an answer to the same address, just now, was not believed.
  package var asksAgain = false
  /// Whether what follows the `?` is sent as a form (POST), as the address would be too long.
  package var isForm = false

  package init(
    feed: String, address: String, day: Day? = nil, validators: Validators = Validators(),
    namedBy: String? = nil
  ) {
    self.feed = feed
    self.address = address.withPlainHost
    self.day = day
    self.validators = validators
    self.namedBy = namedBy
  }

  /// What stands in the first line of the request, in full; the whole address but for a form.
  package var place: String { isForm ? String(address.prefix { $0 != "?" }) : address }

  /// Under which its validators are kept: two users may be told different things at one address.
  package var validatorKey: String {
    address.hasUser ? "\(feed) \(address.withoutUser)" : address
  }
}

/// What a server gave to ask "has it changed?" with: opaque strings, returned byte for byte.
///
/// Source: RFC 9110, section 8.8.
package struct Validators: Hashable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  package var isEmpty: Bool { etag == nil && lastModified == nil }
}
