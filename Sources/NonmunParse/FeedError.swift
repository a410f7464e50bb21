/// A body whose items cannot be read.
package enum FeedError: Error, Equatable, CustomStringConvertible {
  case empty
  /// - Parameter feeds: Absolute addresses of the feeds that the page names.
  case htmlPage(feeds: [String])
  case compressed
  /// Neither XML nor JSON.
  case unknown
  case malformedXML(line: Int, reason: String)
  /// The name of the root element.
  case notAFeed(root: String)
  case json(reason: String)
  /// The server answered with an error in the form of a feed.
  case told(String)
  /// A limit that no feed reaches.
  case tooMuch(String)
  /// The file itself, in the system's words.
  case unreadable(reason: String)

  package var description: String {
    switch self {
    case .empty: "an empty body"
    case .htmlPage(let feeds):
      "an HTML page, not a feed"
        + (feeds.isEmpty ? "" : "; it names \(feeds.prefix(5).joined(separator: ", "))")
    case .compressed: "compressed bytes that were not announced as such"
    case .unknown: "neither XML nor JSON"
    case .malformedXML(let line, let reason): "not well-formed XML: line \(line): \(reason)"
    case .notAFeed(let root): "XML, but not a feed: its root is <\(root)>"
    case .json(let reason): "JSON, but not a feed: \(reason)"
    case .told(let words): "the server says: \(words)"
    case .tooMuch(let limit): "more than \(limit)"
    case .unreadable(let reason): reason
    }
  }
}
