import CCurl

/// What libcurl says went wrong, in words a reader understands.
struct CurlError: Error, CustomStringConvertible {
  let description: String

  /// What is known of the transfer besides libcurl's code.
  struct Circumstances {
    /// What libcurl wrote into its error buffer.
    var detail = ""
    /// Of the last answer; `nil` when none came.
    var status: Int?
    var requestWasSent = false
    /// The variable that names a proxy for the address, where one does.
    var proxy: String?
  }

  init(_ code: CURLcode, _ circumstances: Circumstances = Circumstances()) {
    let detail = circumstances.detail
    let words = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    let proxy = circumstances.proxy
    description =
      switch code {
      case CURLE_COULDNT_RESOLVE_HOST: "the host's name is not known: \(words)"
      case CURLE_COULDNT_RESOLVE_PROXY:
        "the name of the proxy in \(proxy ?? "the environment") is not known: \(words)"
      case CURLE_COULDNT_CONNECT:
        proxy.map { "no connection to the proxy in \($0): \(words)" } ?? "no connection: \(words)"
      case CURLE_OPERATION_TIMEDOUT: "timed out: \(words)"
      case CURLE_PARTIAL_FILE: "the body was cut short: \(words)"
      case CURLE_GOT_NOTHING: "the server closed the connection without an answer"
      case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
        "no whole answer\(proxy.map { " through the proxy in \($0)" } ?? ""): \(words)"
      case CURLE_BAD_CONTENT_ENCODING: "the body cannot be decompressed: \(words)"
      // Such as bytes behind the end of a gzip stream, or a second stream.
      case CURLE_WRITE_ERROR: "the body cannot be decompressed: something follows its end"
      // So libcurl says of a field that is longer than it takes; its memory has not run out.
      case CURLE_OUT_OF_MEMORY, Self.tooLarge: "a field of the head is longer than 100 KiB"
      case CURLE_WEIRD_SERVER_REPLY: "the answer is not HTTP: \(words)"
      case CURLE_TOO_MANY_REDIRECTS: "redirected too often: \(words)"
      // libcurl has one code for what it may not ask, and for an answer that it cannot read.
      case CURLE_UNSUPPORTED_PROTOCOL where circumstances.status != nil:
        "redirected to an address that is not http or https: \(words)"
      case CURLE_UNSUPPORTED_PROTOCOL where circumstances.requestWasSent:
        "the answer is not HTTP: \(words)"
      case CURLE_UNSUPPORTED_PROTOCOL: "an address that is not http or https: \(words)"
      case CURLE_URL_MALFORMAT where circumstances.status != nil:
        "redirected to what is no address: \(words)"
      case CURLE_URL_MALFORMAT: "no address that can be asked: \(words)"
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CACERT_BADFILE:
        "TLS: \(words)"
      default: words
      }
  }

  /// `CURLE_TOO_LARGE`, since libcurl 8.6.
  private static let tooLarge = CURLcode(rawValue: 100)

  /// How a transfer ended that may not be to blame for it.
  ///
  /// - Parameter isShared: Whether others may have gone over the same connection.
  static func brokenOff(_ code: CURLcode, isShared: Bool) -> ResponseHead.BrokenOff? {
    switch code {
    case CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR: .refusal
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING: isShared ? .connection : .refusal
    case CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_PARTIAL_FILE: isShared ? .connection : nil
    case CURLE_OPERATION_TIMEDOUT: isShared ? .patience : nil
    default: nil
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
    description = String(cString: curl_multi_strerror(code))
  }
}
