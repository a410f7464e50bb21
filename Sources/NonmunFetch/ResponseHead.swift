/// Status line and fields of the last answer of a transfer: after redirects, the final one.
struct ResponseHead {
  private(set) var status: Int?
  /// As received, each without its line ending; the status line first.
  private(set) var lines: [String] = []
  private var isComplete = false
  /// The status of each redirect that led here.
  private(set) var redirects: [Int] = []
  /// Whether it redirects into another lane, whose pace and whose host's wishes libcurl does not
  /// know: so it must not ask there.
  var entersLane = false
  /// Whether that is the host that the reader named, by another port.
  var leadsToReaderHost = false
  /// How it ended before it was whole, where that may be the fault of others that were asked for at
  /// the same time.
  var brokenOff: BrokenOff?

  enum BrokenOff {
    /// The connection, or the stream on it, was ended: over HTTPS it may carry many.
    case connection
    /// Nothing came any more.
    case patience
    /// What came over the connection was no part of an answer.
    case flood
    /// The host takes no more connections, if it takes any.
    case refusal
  }

  init() {}

  /// Reads a recorded head.
  init(_ text: String) {
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      add(String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self))
    }
  }

  /// A status line begins a new head where the last one was complete and only led to it: a
  /// redirect or a 1xx. Anywhere else it is a field that a server made up, or a trailer.
  ///
  /// - Returns: Whether a new head begins with it.
  @discardableResult
  mutating func add(_ line: String) -> Bool {
    if line.isEmpty {
      isComplete = !lines.isEmpty
    } else if lines.isEmpty || (isComplete && leadsOn), line.hasPrefix("HTTP/") {
      if let status, (300..<400).contains(status) { redirects.append(status) }
      lines = [line.withoutControls]
      isComplete = false
      status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
      return true
    } else if !isComplete {
      lines.append(line.withoutControls)
    }
    return false
  }

  /// Whether it came over HTTP/2, on whose one connection many requests go at once; `nil` where no
  /// head came.
  var isMultiplexed: Bool? { lines.first?.hasPrefix("HTTP/2") }

  var isRedirect: Bool { status.map([301, 302, 303, 307, 308].contains) ?? false }

  private var leadsOn: Bool {
    guard let status else { return true }
    return !(200..<300).contains(status) && status < 400
  }

  /// The first field of that name.
  subscript(name: String) -> String? {
    lines.dropFirst().lazy.compactMap { $0.value(of: name) }.first
  }

  /// - Parameter starts: In lower case.
  func hasField(startingWithAnyOf starts: [String]) -> Bool {
    lines.dropFirst().contains { line in
      starts.contains { start in line.utf8.lazy.map(\.asciiLower).starts(with: start.utf8) }
    }
  }

  /// Every field of that name, in order.
  func all(_ name: String) -> [String] { lines.dropFirst().compactMap { $0.value(of: name) } }

  /// A list that may stand in several fields (RFC 9110, section 5.3); `nil` where there is none.
  func list(_ name: String) -> String? {
    let fields = all(name)
    return fields.isEmpty ? nil : fields.joined(separator: ", ")
  }

  /// A field that is sent back as it came, with the next request.
  ///
  /// What is not UTF-8 could not be, and a head that is longer than servers take would be refused
  /// for ever: without it the whole body is asked for.
  func validator(_ name: String) -> String? {
    self[name].flatMap {
      $0.utf8.count <= Self.longestValidator && !$0.unicodeScalars.contains("\u{FFFD}") ? $0 : nil
    }
  }

  /// nginx takes 8 KiB for a field that is sent to it, Apache as much.
  private static let longestValidator = 4 << 10
}

extension UInt8 {
  fileprivate var asciiLower: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension String {
  /// What stands in a field of that name; names compare without case (RFC 9110, section 5.1).
  ///
  /// By bytes: each answer is asked for a dozen fields, most of which it has not.
  fileprivate func value(of name: String) -> String? {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")),
      utf8[..<colon].elementsEqual(name.utf8, by: { $0.asciiLower == $1.asciiLower })
    else { return nil }
    var value = self[utf8.index(after: colon)...].utf8
    while value.first.map(Self.blanks.contains) ?? false { value.removeFirst() }
    while value.last.map(Self.blanks.contains) ?? false { value.removeLast() }
    return String(Substring(value))
  }

  private static let blanks: [UInt8] = [0x20, 0x09]

  /// A control in a field could end its line where the head is recorded and read again: each is a
  /// space (RFC 9110, section 5.5).
  fileprivate var withoutControls: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return self }
    return String(
      decoding: utf8.map { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
  }
}
