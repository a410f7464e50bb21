package import NonmunKit

extension ParsedFeed {
  /// Reads a body: strictly, and if that fails once more with repair, the defect kept.
  ///
  /// What a body is, it says itself: neither the file name nor the kind of feed decides.
  ///
  /// - Parameters:
  ///   - contentType: The `Content-Type` field, for a charset that the document does not name.
  ///   - address: Where the body came from: relative links start there.
  /// - Throws: A body that holds no feed, and an error that the server tells in the form of one.
  package init(
    parsing body: [UInt8], contentType: String? = nil, address: String = ""
  ) throws(FeedError) {
    if body.starts(with: Gunzip.magic) {
      let unpacked = try Gunzip(body)
      try self.init(parsing: unpacked.bytes, contentType: contentType, address: address)
      add(
        defect: unpacked.isCutOff
          ? "compressed bytes that end too early" : "compressed, though no header said so")
      return
    }
    let start = body.starts(with: BodyText.mark) ? body.dropFirst(BodyText.mark.count) : body[...]
    guard let first = start.first(where: { $0 > 0x20 }) else { throw .empty }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      self = try JSONBody.feed(parsing: Array(start), address: address)
      return
    }
    let text = BodyText(body, contentType: contentType)
    guard text.bytes.contains(UInt8(ascii: "<")) else { throw .unknown }
    if text.looksLikeHTML {
      self = try Self.page(text, address: address)
      return
    }
    let strict = XMLFeed(parsing: text.bytes, encoding: text.encoding, address: address)
    var feed: XMLFeed
    var defects = text.defects
    if case .malformedXML? = strict.error {
      let isASCIICompatible = !BodyText.isUTF16(body)
      feed = XMLFeed(
        parsing: isASCIICompatible ? XMLRepair.repaired(text.bytes) : text.bytes,
        encoding: text.encoding, isRecovering: true, address: address)
      if let error = strict.error { defects.append(error.description) }
    } else {
      feed = strict
    }
    if let error = feed.error, case .tooMuch = error { throw error }
    guard feed.isFeed else { throw feed.error ?? .notAFeed(root: feed.rootName) }
    if let told = feed.told { throw .told(told) }
    self = feed.parsed
    for words in defects { add(defect: words) }
  }

  private mutating func add(defect words: String) {
    defect = defect.map { "\($0); \(words)" } ?? words
  }

  /// Hugging Face's page holds its list; another page can only name feeds.
  private static func page(_ text: BodyText, address: String) throws(FeedError) -> ParsedFeed {
    let page = HTMLPage(parsing: text.bytes, encoding: text.encoding, address: address)
    guard let json = page.dailyPapers, let props = try JSONBody.value(json) as? [String: Any],
      let list = props["dailyPapers"]
    else { throw .htmlPage(feeds: page.feeds) }
    let day = (props["date"] as? String).flatMap { FeedDate($0)?.day }
    return try HuggingFaceDaily(list, day: day).feed
  }
}

extension BodyText {
  fileprivate var looksLikeHTML: Bool {
    let start = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }
}
