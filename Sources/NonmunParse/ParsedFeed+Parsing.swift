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
    guard let first = body.first(where: { $0 > 0x20 }) else { throw .empty }
    if body.starts(with: [0x1F, 0x8B]) { throw .compressed }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      self = try HuggingFaceDaily(parsing: body).feed
      return
    }
    let text = BodyText(body, contentType: contentType)
    guard text.bytes.contains(UInt8(ascii: "<")) else { throw .unknown }
    if text.looksLikeHTML { throw .htmlPage }
    let strict = XMLFeed(parsing: text.bytes, encoding: text.encoding, address: address)
    var feed: XMLFeed
    var defects = text.defects
    if case .malformedXML? = strict.error {
      let isASCIICompatible = !body.starts(with: [0xFF, 0xFE]) && !body.starts(with: [0xFE, 0xFF])
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
    if feed.nameless > 0 { defects.append("\(feed.nameless) items without id, link and title") }
    self = feed.parsed
    defect = defects.isEmpty ? nil : defects.joined(separator: "; ")
  }
}

extension BodyText {
  fileprivate var looksLikeHTML: Bool {
    let start = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }
}
