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

  /// What the host would say to another request too, which it is not asked.
  func repeated(to request: FeedRequest) -> FeedAnswer {
    var answer = FeedAnswer(
      request: request, status: status, retryAfter: retryAfter, failure: failure)
    answer.isHeld = true
    answer.requests = 0
    answer.notBefore = notBefore
    answer.advice = "so it said to others, and is asked no more in this run"
    return answer
  }

  /// Whether it says what was asked for, or that it has not changed.
  var isGood: Bool {
    failure == nil && status.map { (200..<300).contains($0) || $0 == 304 } ?? false
  }
}
