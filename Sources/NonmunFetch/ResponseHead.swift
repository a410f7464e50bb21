/// Status line and fields of the last answer of a transfer: after redirects, the final one.
struct ResponseHead {
  private(set) var status: Int?
  /// As received, each without its line ending; the status line first.
  private(set) var lines: [String] = []

  init() {}

  /// Reads a recorded head.
  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) { add(String(line)) }
  }

  /// A status line begins a new head: what came before was a redirect or a 1xx.
  mutating func add(_ line: String) {
    if line.hasPrefix("HTTP/") {
      lines = [line]
      status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    } else if !line.isEmpty {
      lines.append(line)
    }
  }

  /// The first field of that name; names compare without case (RFC 9110, section 5.1).
  subscript(name: String) -> String? {
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == name.lowercased()
      else { continue }
      let value = line[line.index(after: colon)...]
      return String(value.trimmingPrefix(while: \.isWhitespace)).trimmedAtEnd
    }
    return nil
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
