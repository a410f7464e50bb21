import CCurl
import Foundation
import NonmunKit

/// Owns one libcurl easy handle, and what arrives on it.
///
/// A class, because libcurl keeps a pointer to it until the transfer is done: the multi handle
/// runs many at once, so no caller's frame stands that long. ``MultiHandle`` retains it meanwhile.
final class CurlHandle {
  private let handle: UnsafeMutableRawPointer
  private var headers = HeaderList()
  private let errorWords: UnsafeMutablePointer<CChar>
  private let bodyLimit: Int

  let request: FeedRequest
  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false

  init(_ request: FeedRequest, agent: String, limits: FetchLimits) throws(CurlError) {
    _ = Self.libraryIsReady
    guard let handle = curl_easy_init() else { fatalError("curl_easy_init: out of memory") }
    self.handle = handle
    self.request = request
    bodyLimit = limits.bodyInBytes
    errorWords = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorWords.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try setUp(agent: agent, limits: limits)
  }

  deinit {
    curl_easy_cleanup(handle)
    errorWords.deallocate()
  }

  /// Runs once: `curl_global_init` is not thread-safe before libcurl 7.84.
  private static let libraryIsReady: Void = { curl_global_init(Int(ccurl_global_default)) }()

  private func setUp(agent: String, limits: FetchLimits) throws(CurlError) {
    try set(CURLOPT_URL, request.address)
    try set(CURLOPT_USERAGENT, agent)
    // Only the web, also after redirects: never file:, gopher: or what else libcurl can speak.
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_FOLLOWLOCATION, 1)
    try set(CURLOPT_MAXREDIRS, limits.redirects)
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_HTTP_VERSION, ccurl_http_2_over_tls)
    try set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.inMilliseconds)
    try set(CURLOPT_TIMEOUT_MS, limits.transfer.inMilliseconds)
    // Signals would reach the whole process.
    try set(CURLOPT_NOSIGNAL, 1)
    // libcurl reads neither variable, the curl tool does; a private authority needs one.
    let environment = ProcessInfo.processInfo.environment
    if let authorities = environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"],
      !authorities.isEmpty
    {
      try set(CURLOPT_CAINFO, authorities)
    }
    headers.add("If-None-Match", request.validators.etag)
    headers.add("If-Modified-Since", request.validators.lastModified)
    try headers.set(on: handle)
    try CurlError.check(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorWords))
    let context = Unmanaged.passUnretained(self).toOpaque()
    try CurlError.check(ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context))
    try CurlError.check(ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context))
    try CurlError.check(ccurl_set_pointer(handle, CURLOPT_PRIVATE, context))
    try CurlError.check(
      ccurl_set_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
        guard let context else { return 0 }
        let transfer = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
        return transfer.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
      })
    try CurlError.check(
      ccurl_set_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
        guard let context else { return 0 }
        let transfer = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
        transfer.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
      })
  }

  private func set(_ option: CURLoption, _ value: String) throws(CurlError) {
    try CurlError.check(ccurl_set_string(handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
    try CurlError.check(ccurl_set_long(handle, option, value))
  }

  /// Counted after decompression, so that a small answer cannot grow without bound.
  private func take(body bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= bodyLimit else {
      isTooLarge = true
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func take(header bytes: UnsafeRawBufferPointer) {
    var line = String(decoding: bytes, as: UTF8.self)
    while line.last?.isNewline ?? false { line.removeLast() }
    // The body of a redirect is not the answer's.
    if line.hasPrefix("HTTP/") { body.removeAll() }
    head.add(line)
  }
}

extension CurlHandle {
  func add(to multi: UnsafeMutableRawPointer) throws(CurlError) {
    try CurlError.check(curl_multi_add_handle(multi, handle))
  }

  func remove(from multi: UnsafeMutableRawPointer) throws(CurlError) {
    try CurlError.check(curl_multi_remove_handle(multi, handle))
  }

  /// The transfer that libcurl speaks of.
  static func owner(of handle: UnsafeMutableRawPointer) -> CurlHandle? {
    var context: UnsafeMutablePointer<CChar>?
    guard ccurl_get_string(handle, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else {
      return nil
    }
    return Unmanaged<CurlHandle>.fromOpaque(UnsafeRawPointer(context)).takeUnretainedValue()
  }

  /// What arrived, once the transfer is done.
  func answer(_ result: CURLcode, duration: Duration) -> FeedAnswer {
    var received: curl_off_t = 0
    var address: UnsafeMutablePointer<CChar>?
    // Neither can fail on a handle that ran; without them the answer is still whole.
    _ = ccurl_get_offset(handle, CURLINFO_SIZE_DOWNLOAD_T, &received)
    _ = ccurl_get_string(handle, CURLINFO_EFFECTIVE_URL, &address)
    var answer = FeedAnswer(
      request: request, head: head, body: body,
      address: address.map { String(cString: $0) } ?? request.address)
    answer.bytesReceived = Int(received)
    answer.duration = duration
    if isTooLarge {
      answer.failure = "the body is larger than \(bodyLimit >> 20) MiB"
    } else if result != CURLE_OK {
      answer.failure = CurlError(result, detail: String(cString: errorWords)).description
    }
    answer.failure = answer.failure?.forTerminal
    return answer
  }
}

extension FeedAnswer {
  init(request: FeedRequest, head: ResponseHead, body: [UInt8], address: String) {
    self.init(
      request: request, address: address, status: head.status, body: body,
      contentType: head["Content-Type"],
      validators: Validators(etag: head["ETag"], lastModified: head["Last-Modified"]),
      retryAfter: head["Retry-After"])
  }
}

extension Duration {
  var inMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
