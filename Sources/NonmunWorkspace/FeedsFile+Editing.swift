package import NonmunKit

/// The text of `feeds.yml` with entries added or taken out, every other byte left as it was.
///
/// Lines are moved, not values: comments, order and quoting stay. What comes out is read again, and
/// must hold exactly the feeds that were asked for.
package struct FeedsText: Sendable {
  package let feeds: [Feed]
  private let text: String
  private let path: String
  /// Where the list starts, or would: lines and columns from 0.
  private let list: (line: Int, column: Int)
  private let style: Style
  private let places: [Place]

  private enum Style { case absent, nothing, brackets, lines }

  /// Where an entry stands: lines from 0, the column of its dash.
  private struct Place {
    var lines: Range<Int>
    var indent: Int
  }

  /// - Parameter path: As errors shall name the file.
  package init(_ text: String, path: String) throws(FileError) {
    self.text = text
    self.path = path
    feeds = try FeedsFile(parsing: text, path: path).feeds
    let root = try StrictYAML.read(text, path: path)?.entries().first
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let (key, value) = root else {
      (list, style, places) = ((0, 0), .absent, [])
      return
    }
    guard !value.isNull else {
      (list, style, places) = ((key.line - 1, key.column - 1), .nothing, [])
      return
    }
    list = (value.line - 1, value.column - 1)
    // Yams takes the style of a list from the wrong event.
    let first = Substring(lines[list.line]).unicodeScalars.dropFirst(list.column).first
    style = first == "[" ? .brackets : .lines
    places = first == "[" ? [] : try value.sequence().map { Self.place(of: $0, in: lines) }
  }

  private static func place(of entry: StrictYAML, in lines: [Substring.UTF8View]) -> Place {
    // A dash may stand on a line of its own.
    let dash = (0..<entry.line).last { lines[$0].drop(while: \.isSpace).first == UInt8(ascii: "-") }
    let start = dash ?? entry.line - 1
    let indent = Self.indent(of: lines[start])
    var end = max(start + 1, entry.line)
    for line in end..<max(end, lines.count) {
      guard let depth = Self.depth(of: lines[line]) else { continue }
      guard depth > indent else { break }
      end = line + 1
    }
    return Place(lines: start..<end, indent: indent)
  }

  private static func indent(of line: Substring.UTF8View) -> Int {
    line.prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// `nil` for a line without content: blank, or a comment.
  private static func depth(of line: Substring.UTF8View) -> Int? {
    let indent = indent(of: line)
    guard let first = line.dropFirst(indent).first, first != UInt8(ascii: "#"),
      first != UInt8(ascii: "\r")
    else { return nil }
    return indent
  }

  /// The text with `added` behind the last entry.
  package func adding(_ added: [Feed]) throws(FileError) -> String {
    guard !added.isEmpty else { return text }
    switch style {
    case .absent:
      let start = text + (text.isEmpty || text.hasSuffix("\n") ? "" : newline)
      return try firstThatHolds(
        feeds + added,
        of: [start + (["feeds:"] + Self.entries(added, indent: 2)).map { $0 + newline }.joined()])
    case .nothing:
      return try firstThatHolds(
        added, of: [inserted(Self.entries(added, indent: 2), before: list.line + 1)])
    case .lines:
      guard let last = places.last else { break }
      return try firstThatHolds(
        feeds + added,
        of: [inserted(Self.entries(added, indent: last.indent), before: last.lines.upperBound)])
    case .brackets:
      return try firstThatHolds(feeds + added, of: insertedInBrackets(added))
    }
    return try firstThatHolds(feeds + added, of: [])
  }

  /// Ways to do it, the finest first. Brackets may stand in comments and in text as well, and the
  /// list may end with a comma: what is read back tells which one was right.
  private func insertedInBrackets(_ added: [Feed]) -> some Sequence<String> {
    let scalars = text.unicodeScalars
    let open = place(line: list.line, column: list.column)
    let ends = scalars.indices[open...].filter { scalars[$0] == "]" }.suffix(Self.mostBrackets)
    var ways: [(Range<String.Index>, String)] = []
    if feeds.isEmpty {
      let block = Self.entries(added, indent: 2).map { newline + $0 }.joined()
      var before = open
      while before > scalars.startIndex, scalars[scalars.index(before: before)] == " " {
        before = scalars.index(before: before)
      }
      ways += ends.map { (before..<scalars.index(after: $0), block) }
    }
    let entries = added.map { "{\(Self.fields(of: $0, isFlow: true).joined(separator: ", "))}" }
      .joined(separator: ", ")
    for start in feeds.isEmpty ? [""] : [", ", " "] {
      ways += ends.map { ($0..<$0, start + entries) }
    }
    return ways.lazy.map { range, words in
      String(scalars[..<range.lowerBound]) + words + String(scalars[range.upperBound...])
    }
  }

  private static let mostBrackets = 20

  private func place(line: Int, column: Int) -> String.Index {
    var place = text.startIndex
    for _ in 0..<line {
      place =
        text.utf8[place...].firstIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:))
        ?? text.endIndex
    }
    return text.unicodeScalars.index(place, offsetBy: column)
  }

  /// The text without the entries of these names.
  package func removing(_ names: Set<String>) throws(FileError) -> String {
    var lines = self.lines
    for (feed, place) in zip(feeds, places).reversed() where names.contains(feed.name) {
      lines.removeSubrange(place.lines)
    }
    var edited = lines.joined(separator: "\n")
    let left = feeds.filter { !names.contains($0.name) }
    if left.isEmpty, style == .lines {
      edited.replace(/^feeds:/.anchorsMatchLineEndings(), with: "feeds: []", maxReplacements: 1)
    }
    return try firstThatHolds(left, of: [edited])
  }

  /// The text with another address for the feed of that name, which keeps its `name` if it has one.
  ///
  /// Wherever the old address stands it may be the feed's, another one's start, or a comment: what
  /// is read back tells.
  package func moving(_ name: String, to address: String) throws(FileError) -> String {
    guard let place = feeds.firstIndex(where: { $0.name == name }),
      case .url(let old) = feeds[place].source
    else { return text }
    let address = address.withUser(of: old)
    var (named, unnamed) = (feeds, feeds)
    named[place].source = .url(address)
    unnamed[place] = Feed(.url(address))
    let ways = text.ranges(of: old).flatMap { range in
      [address, address.forYAML].map { new in
        String(text[..<range.lowerBound] + new + text[range.upperBound...])
      }
    }
    // A name that is the address may be written down, or stand for none.
    guard name == Feed(.url(old)).name else { return try firstThatHolds(named, of: ways) }
    do throws(FileError) {
      return try firstThatHolds(unnamed, of: ways)
    } catch {
      return try firstThatHolds(named, of: ways)
    }
  }

  private func firstThatHolds(
    _ wanted: [Feed], of ways: some Sequence<String>
  ) throws(FileError) -> String {
    for edited in ways {
      do throws(FileError) {
        if try FeedsFile(parsing: edited, path: path).feeds == wanted { return edited }
      } catch {}  // The next way; and in the end the reader hears that it has to be done by hand.
    }
    throw FileError(
      path: path, line: list.line + 1, column: list.column + 1,
      reason: "a list that cannot be edited without rewriting it; edit it by hand")
  }

  private var lines: [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }

  private var newline: String { text.utf8.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n" }

  private func inserted(_ added: [String], before line: Int) -> String {
    var lines = lines
    let ending = newline == "\r\n" ? "\r" : ""
    if line == lines.count, let last = lines.last {
      lines[line - 1] = last + ending
      lines += added.dropLast().map { $0 + ending } + added.suffix(1)
    } else {
      lines.insert(contentsOf: added.map { $0 + ending }, at: line)
    }
    return lines.joined(separator: "\n")
  }

  private static func entries(_ feeds: [Feed], indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    return feeds.flatMap { feed in
      fields(of: feed).enumerated().map { space + ($0 == 0 ? "- " : "  ") + $1 }
    }
  }

  private static func fields(of feed: Feed, isFlow: Bool = false) -> [String] {
    var fields = ["\(feed.source.kind.rawValue): \(scalar(feed.source.asked, isFlow: isFlow))"]
    if feed.name != Feed(feed.source).name {
      fields.append("name: \(scalar(feed.name, isFlow: isFlow))")
    }
    return fields
  }

  /// Without quotation marks where YAML needs none; in brackets it needs more of them.
  private static func scalar(_ text: String, isFlow: Bool) -> String {
    let plain = isFlow ? "._-" : "._/:?=&%+~-"
    let isPlain =
      text.first?.isLetter == true && !text.hasSuffix(":")
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || plain.unicodeScalars.contains($0)
      } && !["null", "true", "false", "yes", "no"].contains(text.lowercased())
    return isPlain ? text : text.forYAML
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == UInt8(ascii: " ") }
}
