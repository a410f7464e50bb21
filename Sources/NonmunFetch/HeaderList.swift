import CCurl

/// Owns the header lines of one request.
struct HeaderList: ~Copyable {
  private var list: UnsafeMutablePointer<curl_slist>?

  init() { list = nil }

  deinit { curl_slist_free_all(list) }

  /// A value with a control character could end the line and start another: it is left out.
  mutating func add(_ name: String, _ value: String?) {
    guard let value, value.utf8.allSatisfy({ ($0 >= 0x20 || $0 == 0x09) && $0 != 0x7F }) else {
      return
    }
    guard let longer = curl_slist_append(list, "\(name): \(value)") else {
      fatalError("curl_slist_append: out of memory")
    }
    list = longer
  }

  /// The list must live as long as the transfer.
  borrowing func set(on handle: UnsafeMutableRawPointer) throws(CurlError) {
    try CurlError.check(ccurl_set_list(handle, CURLOPT_HTTPHEADER, list))
  }
}
