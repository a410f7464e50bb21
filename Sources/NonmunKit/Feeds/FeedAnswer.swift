package import Foundation

/// What came back for one request. A failure is an answer too.
package struct FeedAnswer: Sendable {
  package var request: FeedRequest
  /// The address after redirects.
  package var address: String
  /// `nil` when no status line arrived.
  package var status: Int?
  package var body: [UInt8]
  /// The `Content-Type` field, as sent.
  package var contentType: String?
  /// To be sent with the next request for the same address.
  package var validators: Validators
  /// The `Retry-After` field, as sent.
  package var retryAfter: String?
  /// Why there is no answer, in words without a full stop; `nil` when a whole answer arrived,
  /// whatever its status.
  package var failure: String?
  /// Bytes received over the wire, before decompression.
  package var bytesReceived: Int
  package var duration: Duration
  /// How many were sent for it: redirects count, and what was asked again.
  package var requests = 1
  /// From the start until the request left, over the last connection that it needed.
  package var sentAfter = Duration.zero
  /// No request was made: what was kept is the answer, or a rule forbids to ask.
  package var isHeld = false
  /// What the reader is to know of it besides, in words without a full stop.
  package var advice: String?
  /// When the host may be asked again, where it said so.
  package var notBefore: Date?
  /// Where the address leads for good: every redirect on the way was a permanent one.
  package var movedTo: String?

  package init(
    request: FeedRequest, address: String? = nil, status: Int? = nil, body: [UInt8] = [],
    contentType: String? = nil, validators: Validators = Validators(), retryAfter: String? = nil,
    failure: String? = nil, bytesReceived: Int = 0, duration: Duration = .zero
  ) {
    self.request = request
    self.address = address ?? request.address
    self.status = status
    self.body = body
    self.contentType = contentType
    self.validators = validators
    self.retryAfter = retryAfter
    self.failure = failure
    self.bytesReceived = bytesReceived
    self.duration = duration
  }
}
