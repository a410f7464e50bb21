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
  private let limits: FetchLimits
  private let bodies: BodyBudget
  private let pace: (String) -> (lane: String, pace: Pace)
  private var redirectRule: RedirectRule
  private let isAlone: Bool
  private let watch: SocketWatch
  private var headInBytes = 0
  /// Why the transfer was ended by a callback of its own.
  private var ourReason: String?

  let request: FeedRequest
  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []

  /// - Parameters:
  ///   - bodies: What the bodies of this and other transfers hold together.
  ///   - watch: Lives as long as connections do.
  ///   - isAlone: Whether to ask over HTTP/1.1, on a connection that serves no other request.
  ///   - pace: The lane of an address; a redirect into another lane is not followed here.
  init(
    _ request: FeedRequest, agent: String, limits: FetchLimits, bodies: BodyBudget,
    watch: SocketWatch, isAlone: Bool = false,
    pace: @escaping (String) -> (lane: String, pace: Pace)
  ) throws(CurlError) {
    _ = Self.libraryIsReady
    guard let handle = curl_easy_init() else { fatalError("curl_easy_init: out of memory") }
    self.handle = handle
    self.request = request
    self.limits = limits
    self.isAlone = isAlone
    self.watch = watch
    self.bodies = bodies
    bodies.begin()
    self.pace = pace
    redirectRule = RedirectRule(request)
    errorWords = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorWords.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try setUp(agent: agent)
    try setUpCallbacks()
  }

  deinit {
    bodies.end(body.count)
    curl_easy_cleanup(handle)
    errorWords.deallocate()
  }

  /// Runs once: `curl_global_init` is not thread-safe before libcurl 7.84.
  private static let libraryIsReady: Void = { curl_global_init(Int(ccurl_global_default)) }()

  private func setUp(agent: String) throws(CurlError) {
    try set(CURLOPT_URL, request.place)
    if request.isForm {
      try set(CURLOPT_COPYPOSTFIELDS, String(request.address.dropFirst(request.place.count + 1)))
    }
    try set(CURLOPT_USERAGENT, agent)
    // Only the web, also after redirects: never file:, gopher: or what else libcurl can speak.
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_FOLLOWLOCATION, 1)
    try set(CURLOPT_MAXREDIRS, limits.redirects)
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_HTTP_VERSION, isAlone ? ccurl_http_1_1 : ccurl_http_2_over_tls)
    try set(CURLOPT_FRESH_CONNECT, isAlone ? 1 : 0)
    try set(CURLOPT_FORBID_REUSE, isAlone ? 1 : 0)
    // Where HTTP/2 may be spoken, a second connection waits until the first has said so.
    if request.address.prefix(8).lowercased() == "https://" { try set(CURLOPT_PIPEWAIT, 1) }
    try set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.inMilliseconds)
    try set(CURLOPT_LOW_SPEED_LIMIT, limits.slowestInBytes)
    try set(CURLOPT_LOW_SPEED_TIME, limits.slowness.inMilliseconds / 1000)
    try set(CURLOPT_TIMEOUT_MS, limits.transfer.inMilliseconds)
    // What a proxy says of its tunnel is not the answer.
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // Signals would reach the whole process.
    try set(CURLOPT_NOSIGNAL, 1)
    // Who gives a transfer up need not wait until its look for a name is over: that may take as
    // long as a dead name server is waited for, and all that time nobody else is served.
    try set(CURLOPT_QUICK_EXIT, 1)
    // libcurl reads neither variable, the curl tool does; a private authority needs one.
    let environment = ProxySetting.environment
    if let authorities = environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"],
      !authorities.isEmpty
    {
      try set(CURLOPT_CAINFO, authorities)
    }
    headers.add("If-None-Match", request.validators.etag)
    headers.add("If-Modified-Since", request.validators.lastModified)
    try headers.set(on: handle)
    try CurlError.check(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorWords))
  }

  private func setUpCallbacks() throws(CurlError) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA, CURLOPT_PREREQDATA,
      CURLOPT_OPENSOCKETDATA, CURLOPT_PRIVATE,
    ] {
      try CurlError.check(ccurl_set_pointer(handle, option, context))
    }
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
        return transfer.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
      })
    // The body of a redirect is read and handed to nobody: only here it can be seen to grow.
    try set(CURLOPT_NOPROGRESS, 0)
    try CurlError.check(
      ccurl_set_progress_callback(handle) { context, _, received, _, _ in
        guard let context else { return 1 }
        let transfer = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
        return transfer.mayReceive(Int(received)) ? 0 : 1
      })
    // Before a connection is made, and again before each request, which may go over an old one.
    try CurlError.check(
      ccurl_set_socket_callback(handle) { context, _, address in
        guard let context, let address else { return ccurl_no_socket }
        let transfer = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
        guard transfer.mayReach(&address.pointee.addr) else { return ccurl_no_socket }
        let socket = socket(
          address.pointee.family, address.pointee.socktype, address.pointee.protocol)
        if socket >= 0, transfer.isWatched { transfer.watch.add(socket) }
        return socket
      })
    let watch = Unmanaged.passUnretained(watch).toOpaque()
    try CurlError.check(ccurl_set_pointer(handle, CURLOPT_CLOSESOCKETDATA, watch))
    try CurlError.check(
      ccurl_set_close_callback(handle) { watch, socket in
        guard let watch else { return 1 }
        return Unmanaged<SocketWatch>.fromOpaque(watch).takeUnretainedValue().close(socket)
      })
    try CurlError.check(
      ccurl_set_request_callback(handle) { context, machine, _, port, _ in
        guard let context, let machine else { return ccurl_do_not_ask }
        let transfer = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
        let address = NetworkAddress(String(cString: machine))
        return transfer.mayReach(address, port: Int(port)) ? ccurl_ask : ccurl_do_not_ask
      })
  }

  private func set(_ option: CURLoption, _ value: String) throws(CurlError) {
    try CurlError.check(ccurl_set_string(handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
    try CurlError.check(ccurl_set_long(handle, option, value))
  }
}

extension CurlHandle {
  /// Counted after decompression, so that a small answer cannot grow without bound.
  private func take(body bytes: UnsafeRawBufferPointer) -> Int {
    guard mayReceive(body.count + bytes.count) else { return 0 }
    guard bodies.grow(body.count, by: bytes.count) else {
      ourReason =
        "the body is one of the longest of many, together larger than "
        + "\(bodies.limitInBytes >> 20) MiB"
      return 0
    }
    if body.isEmpty { body.reserveCapacity(announcedInBytes) }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  /// What the server says it will send, as far as it may be believed before it has.
  private var announcedInBytes: Int {
    var length: curl_off_t = 0
    // Without it the body grows as it comes.
    _ = ccurl_get_offset(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
    return min(max(0, Int(length)), 1 << 20)
  }

  private func mayReceive(_ bytes: Int) -> Bool {
    guard bytes > limits.bodyInBytes else { return true }
    ourReason = "the body is larger than \(limits.bodyInBytes >> 20) MiB"
    return false
  }

  private func take(header bytes: UnsafeRawBufferPointer) -> Int {
    headInBytes += bytes.count
    guard headInBytes <= limits.headInBytes else {
      ourReason = "the head of the answer is larger than \(limits.headInBytes >> 10) KiB"
      return 0
    }
    var line = String(decoding: bytes, as: UTF8.self)
    while line.last?.isNewline ?? false { line.removeLast() }
    // The body of a redirect is not the answer's.
    if head.add(line) {
      bodies.drop(body.count)
      body.removeAll()
    }
    if line.isEmpty { stayInLane() }
    return bytes.count
  }

  /// libcurl knows no lanes, and reads its limit when it would follow: so a redirect into another
  /// one ends here, and no connection with it.
  private func stayInLane() {
    guard head.isRedirect, let location = head["Location"],
      let target = RedirectTrails.target(of: location, from: address),
      pace(target).lane != pace(request.address).lane,
      ccurl_set_long(handle, CURLOPT_MAXREDIRS, 0) == CURLE_OK
    else { return }
    head.entersLane = true
    head.leadsToReaderHost = redirectRule.isStill(in: target)
  }

  private func mayReach(_ socket: UnsafePointer<sockaddr>) -> Bool {
    // The port stands at the same place for both families, after two bytes that tell them apart.
    let port = UnsafeRawPointer(socket).loadUnaligned(fromByteOffset: 2, as: UInt16.self)
    return mayReach(NetworkAddress(socket), port: Int(UInt16(bigEndian: port)))
  }

  private func mayReach(_ machine: NetworkAddress?, port: Int) -> Bool {
    var hop = 0
    // Without it every request counts as the first one, which only the reader names.
    guard ccurl_get_long(handle, CURLINFO_REDIRECT_COUNT, &hop) == CURLE_OK else { return false }
    let isProxy = ProxySetting(for: address)?.port == port
    // A name may lead to several machines, of which libcurl tries one after the other.
    ourReason = redirectRule.refusal(of: address, hop: hop, at: isProxy ? nil : machine)
    if ourReason == nil, hop > 0, hasPace(address) {
      head.entersLane = true
      ourReason = "redirected to \(address)"
    }
    return ourReason == nil
  }

  private func hasPace(_ address: String) -> Bool { pace(address).pace.interval > .zero }

  private var isSecure: Bool { address.prefix(8).lowercased() == "https://" }

  /// The address that is being asked, without the reader's password: after redirects, the last one.
  private var address: String {
    var address: UnsafeMutablePointer<CChar>?
    // Without it the address is the one that was given.
    _ = ccurl_get_string(handle, CURLINFO_EFFECTIVE_URL, &address)
    return (address.map { String(cString: $0) } ?? request.address).withoutUser
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

  /// What arrived, once the transfer is done. Of a body that is not whole, nothing is handed on.
  func answer(_ result: CURLcode, duration: Duration) -> FeedAnswer {
    var received: curl_off_t = 0
    // Cannot fail on a handle that ran; without it the answer is still whole.
    _ = ccurl_get_offset(handle, CURLINFO_SIZE_DOWNLOAD_T, &received)
    let failure = result == CURLE_OK ? nil : ourReason ?? words(for: result)
    if ourReason == nil {
      head.brokenOff = CurlError.brokenOff(result, isShared: isSecure)
    }
    var answer = FeedAnswer(
      request: request, head: head, body: failure == nil ? body : [], address: address)
    if failure != nil { answer.validators = Validators() }
    answer.failure = failure?.forTerminal
    answer.bytesReceived = Int(received)
    answer.requests += head.redirects.count
    answer.duration = duration
    var sent: curl_off_t = 0
    _ = ccurl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &sent)
    answer.sentAfter = .microseconds(sent)
    return answer
  }

  /// Over TLS, but for a host whose pace forbids to ask it again.
  private var isWatched: Bool { isSecure && !hasPace(request.address) }

  /// Its connection was ended from here, as another answer on it never came to an end.
  func blameFlood() {
    if head.brokenOff == .connection { head.brokenOff = .flood }
  }

  var heardInBytes: Int { headInBytes + body.count }

  /// Whether it was asked over a connection that may carry others, and may be asked again.
  var waitsInCompany: Bool {
    var sent = 0
    // Without it nothing is known to be wrong.
    _ = ccurl_get_long(handle, CURLINFO_REQUEST_SIZE, &sent)
    return !isAlone && sent > 0 && isWatched
  }

  /// The answer of a transfer that was given up for what came over its connection.
  func flooded(duration: Duration) -> FeedAnswer {
    ourReason = "no whole answer: a flood of what is none came instead"
    let answer = answer(CURLE_HTTP2, duration: duration)
    head.brokenOff = .flood
    return answer
  }

  private func words(for result: CURLcode) -> String {
    var sent = 0
    // Only chooses between two wordings.
    _ = ccurl_get_long(handle, CURLINFO_REQUEST_SIZE, &sent)
    return CurlError(
      result,
      .init(
        detail: String(cString: errorWords), status: head.status, requestWasSent: sent > 0,
        proxy: ProxySetting(for: address)?.variable)
    ).description
  }
}

extension Duration {
  var inMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
