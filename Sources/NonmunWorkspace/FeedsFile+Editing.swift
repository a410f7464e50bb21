package import NonmunKit

/// The text of `feeds.yml` with entries added or taken out, every other byte left as it was.
///
/// Lines are moved, not values: comments, order and quoting stay. What comes out is read again, and
/// must hold exactly the feeds that were asked for.
package struct FeedsText: Sendable {
  private let text: String
  private let path: String
  private let feeds: [Feed]
  private let places: [Place]
  /// Whether the entries stand in brackets.
  private let isFlow: Bool

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
    let list = try StrictYAML.read(text, path: path)?.mapping(of: ["feeds"])["feeds"]
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Yams takes the style of a list from the wrong event.
    isFlow =
      list.map { list in
        Substring(lines[list.line - 1]).unicodeScalars.dropFirst(list.column - 1).first == "["
      } ?? false
    places = isFlow ? [] : try (list?.sequence() ?? []).map { Self.place(of: $0, in: lines) }
  }

  private static func place(of entry: StrictYAML, in lines: [Substring.UTF8View]) -> Place {
    let start = entry.line - 1
    let indent = Self.indent(of: lines[start])
    var end = start + 1
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
    var edited: String
    if isFlow, feeds.isEmpty {
      let block = Self.entries(added, indent: 2).map { newline + $0 }.joined()
      edited = text.replacing(/feeds: *\[ *\]/, with: "feeds:" + block, maxReplacements: 1)
    } else if isFlow, let end = text.lastIndex(of: "]") {
      let entries = added.map { ", {\(Self.fields(of: $0, isFlow: true).joined(separator: ", "))}" }
      edited = text[..<end] + entries.joined() + text[end...]
    } else if let last = places.last {
      edited = inserted(Self.entries(added, indent: last.indent), before: last.lines.upperBound)
    } else {
      edited = text + (text.isEmpty || text.hasSuffix("\n") ? "" : newline)
      edited += (["feeds:"] + Self.entries(added, indent: 2)).map { $0 + newline }.joined()
    }
    return try checked(&edited, feeds + added)
  }

  /// The text without the entries of these names.
  package func removing(_ names: Set<String>) throws(FileError) -> String {
    var lines = self.lines
    var edited = text
    for (feed, place) in zip(feeds, places).reversed() where names.contains(feed.name) {
      lines.removeSubrange(place.lines)
    }
    edited = lines.joined(separator: "\n")
    let left = feeds.filter { !names.contains($0.name) }
    if left.isEmpty, !isFlow {
      edited.replace(/^feeds:/.anchorsMatchLineEndings(), with: "feeds: []")
    }
    return try checked(&edited, left)
  }

  private func checked(_ edited: inout String, _ wanted: [Feed]) throws(FileError) -> String {
    do throws(FileError) {
      if try FeedsFile(parsing: edited, path: path).feeds == wanted { return edited }
    } catch {}  // The reader hears of the one thing that matters: it has to be done by hand.
    throw FileError(
      path: path, line: 1, column: 1,
      reason: "written in a way that cannot be edited without rewriting it; edit it by hand")
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
