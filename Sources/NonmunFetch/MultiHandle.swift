import CCurl
import NonmunKit

/// Owns one libcurl multi handle: many transfers, one thread.
struct MultiHandle: ~Copyable {
  private let multi: UnsafeMutableRawPointer
  let watch = SocketWatch()
  /// Keeps every transfer alive while libcurl points to it.
  private var running: [ObjectIdentifier: (transfer: CurlHandle, start: ContinuousClock.Instant)] =
    [:]

  init() throws(CurlError) {
    guard let multi = curl_multi_init() else { fatalError("curl_multi_init: out of memory") }
    self.multi = multi
    // To a host of HTTP/2 that takes few streams on a connection, many would be opened. To libcurl a
    // proxy is the host of all that goes through it, and the slow there must not hold the rest.
    if ProxySetting(for: "http://any.test/") == nil {
      // Without the bound nothing is lost but that: lanes keep to theirs.
      _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, HostLane.widest)
    }
  }

  /// Bounds connections, those that wait for another request too: where few files may be open.
  func hold(connections most: Int) throws(CurlError) {
    try CurlError.check(ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, most))
  }

  deinit {
    // A handle that is still in libcurl's list would be freed behind its back. The code says only
    // that it was not in the list.
    for (transfer, _) in running.values { try? transfer.remove(from: multi) }
    curl_multi_cleanup(multi)
  }

  var count: Int { running.count }
  var requests: [FeedRequest] { running.values.map(\.transfer.request) }

  mutating func add(_ transfer: CurlHandle) throws(CurlError) {
    try transfer.add(to: multi)
    running[ObjectIdentifier(transfer)] = (transfer, .now)
  }

  /// Does what can be done without waiting, and gives the answers that are whole.
  mutating func perform() throws(CurlError) -> [(answer: FeedAnswer, head: ResponseHead)] {
    var stillRunning: Int32 = 0
    watch.enter()
    let code = curl_multi_perform(multi, &stillRunning)
    let isFlooded = watch.leave()
    try CurlError.check(code)
    var done: [(FeedAnswer, ResponseHead)] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = CurlHandle.owner(of: handle),
        let start = running.removeValue(forKey: ObjectIdentifier(transfer))?.start
      else { continue }
      // The message dies with the removal, so its result is read first.
      let result = ccurl_message_result(message)
      try transfer.remove(from: multi)
      let answer = transfer.answer(result, duration: .now - start)
      if isFlooded { transfer.blameFlood() }
      done.append((answer, transfer.head))
    }
    return done
  }

  /// Of heads and bodies, by what is under way.
  var heardInBytes: Int { running.values.reduce(0) { $0 + $1.transfer.heardInBytes } }

  /// Gives up what shares a connection with others and waits for an answer on it.
  mutating func breakOffShared() throws(CurlError) -> [(answer: FeedAnswer, head: ResponseHead)] {
    var ended: [(FeedAnswer, ResponseHead)] = []
    for (id, (transfer, start)) in running where transfer.waitsInCompany {
      try transfer.remove(from: multi)
      running[id] = nil
      ended.append((transfer.flooded(duration: .now - start), transfer.head))
    }
    return ended
  }

  /// Waits until something arrives, at most `patience`.
  ///
  /// - Returns: Whether something did.
  func wait(_ patience: Duration) throws(CurlError) -> Bool {
    let milliseconds = Int32(clamping: max(1, patience.inMilliseconds))
    var sockets: Int32 = 0
    try CurlError.check(curl_multi_poll(multi, nil, 0, milliseconds, &sockets))
    return sockets > 0
  }
}

extension ContinuousClock.Instant {
  fileprivate static var now: Self { ContinuousClock.now }
}
