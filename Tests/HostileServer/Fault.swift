/// What a server, or the way to it, can do to who asks. The manual has a row for each.
package enum Fault: String, CaseIterable, Sendable {
  // The way there.
  case unknownName = "unknown-name"
  case refused
  case deadProxy = "dead-proxy"
  case certificateExpired = "certificate-expired"
  case certificateOfAnotherHost = "certificate-of-another-host"
  case certificateSelfSigned = "certificate-self-signed"
  // The form of the answer.
  case closedWithoutAnswer = "closed-without-answer"
  case reset
  case slowHead = "slow-head"
  case slowBody = "slow-body"
  case endlessBody = "endless-body"
  case gzipBomb = "gzip-bomb"
  case brotliBomb = "brotli-bomb"
  case brokenCompression = "broken-compression"
  case moreThanCompressed = "more-than-compressed"
  case lengthTooLong = "length-too-long"
  case lengthTooShort = "length-too-short"
  case chunksCutShort = "chunks-cut-short"
  case chunksBroken = "chunks-broken"
  case hugeHead = "huge-head"
  case longField = "long-field"
  case interimFlood = "interim-flood"
  case garbage
  case oldHTTP = "http-0.9"
  case headerInjection = "header-injection"
  case statusInTrailer = "status-in-trailer"
  // Where it leads.
  case redirectLoop = "redirect-loop"
  case redirectWithoutEnd = "redirect-without-end"
  case redirectToFile = "redirect-to-file"
  case redirectToGopher = "redirect-to-gopher"
  case redirectToScript = "redirect-to-script"
  case redirectToPrivate = "redirect-to-private"
  case pageNamesPrivate = "page-names-private"
  // What it says.
  case cookies
  case loginPage = "login-page"
  case emptyBody = "empty-body"
  case unaskedNotModified = "unasked-304"
  case unaskedPart = "unasked-206"
  case tooManyRequests = "too-many-requests"
  case unavailable

  /// Whether only patience tells it from a good server.
  package var isSlow: Bool { self == .slowHead || self == .slowBody }
}
