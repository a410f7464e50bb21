import CCurl

/// What libcurl says went wrong, in words a reader understands.
struct CurlError: Error, CustomStringConvertible {
  let description: String
  /// Whether the transfer was ended by its own write callback.
  let isOurs: Bool

  /// - Parameter detail: What libcurl wrote into its error buffer.
  init(_ code: CURLcode, detail: String = "") {
    isOurs = code == CURLE_WRITE_ERROR
    let words = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    description =
      switch code {
      case CURLE_COULDNT_RESOLVE_HOST: "the host's name is not known: \(words)"
      case CURLE_COULDNT_CONNECT: "no connection: \(words)"
      case CURLE_OPERATION_TIMEDOUT: "timed out: \(words)"
      case CURLE_PARTIAL_FILE: "the body was cut short: \(words)"
      case CURLE_GOT_NOTHING: "the server closed the connection without an answer"
      case CURLE_TOO_MANY_REDIRECTS: "redirected too often: \(words)"
      case CURLE_UNSUPPORTED_PROTOCOL: "an address that is not http or https: \(words)"
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CACERT_BADFILE:
        "TLS: \(words)"
      default: words
      }
  }

  /// The one place where result codes become errors.
  static func check(_ code: CURLcode) throws(CurlError) {
    if code != CURLE_OK { throw CurlError(code) }
  }

  static func check(_ code: CURLMcode) throws(CurlError) {
    if code != CURLM_OK { throw CurlError(multi: code) }
  }

  private init(multi code: CURLMcode) {
    isOurs = false
    description = String(cString: curl_multi_strerror(code))
  }
}
