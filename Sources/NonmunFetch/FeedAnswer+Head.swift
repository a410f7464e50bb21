import NonmunKit

extension FeedAnswer {
  init(request: FeedRequest, head: ResponseHead, body: [UInt8], address: String) {
    self.init(
      request: request, address: address, status: head.status, body: body,
      contentType: head["Content-Type"],
      validators: Validators(
        etag: head.validator("ETag"), lastModified: head.validator("Last-Modified")),
      retryAfter: HostDemand.isHeeded(head.status) ? head["Retry-After"] : nil)
  }

  /// Whether it says what was asked for, or that it has not changed.
  var isGood: Bool {
    failure == nil && status.map { (200..<300).contains($0) || $0 == 304 } ?? false
  }
}
