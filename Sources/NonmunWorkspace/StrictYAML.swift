import Foundation
import NonmunKit
import Yams

/// A value of a YAML file with its place, read without leniency: every slip is a ``FileError``.
struct StrictYAML {
  private let node: Node
  private let path: String
  private let lines: [Substring]

  /// Reads a whole file; `nil` when it holds nothing but comments.
  static func read(_ text: String, path: String) throws(FileError) -> StrictYAML? {
    do {
      // Types are decided by what reads a value: no resolver, and none of its regular expressions.
      guard let node = try Yams.compose(yaml: text, .basic) else { return nil }
      let root = StrictYAML(
        node: node, path: path,
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
      return node.scalar?.string == "" && root.isNull ? nil : root
    } catch let error as YamlError {
      throw FileError(error, in: text, path: path)
    } catch {
      throw FileError(path: path, line: 1, column: 1, reason: "\(error)")
    }
  }

  private init(node: Node, path: String, lines: [Substring]) {
    self.node = node
    self.path = path
    self.lines = lines
  }

  private func inside(_ node: Node) -> StrictYAML {
    StrictYAML(node: node, path: path, lines: lines)
  }

  /// From 1.
  var line: Int { node.mark?.line ?? 1 }
  /// In Unicode scalars, from 1.
  var column: Int { node.mark?.column ?? 1 }

  func error(_ reason: String) -> FileError {
    FileError(path: path, line: line, column: column, reason: reason, in: lines)
  }

  /// - Parameter offset: Of the text, in Unicode scalars, from 0.
  func error(_ reason: String, atOffset offset: Int) -> FileError {
    guard let scalar = node.scalar else { return error(reason) }
    let place = YAMLPlace(of: offset, in: scalar.style, line: line, column: column, lines)
    return FileError(
      path: path, line: place.line, column: place.column, reason: reason, in: lines)
  }
}

extension StrictYAML {
  /// The entries of a mapping, by key; a key that is not among `known` is an error.
  func mapping(of known: [String]) throws(FileError) -> [String: StrictYAML] {
    guard let mapping = node.mapping else {
      throw error("here stands \(kind), where \(list(known)) were to be set")
    }
    var entries: [String: StrictYAML] = [:]
    for (key, value) in mapping {
      let place = inside(key)
      guard let name = key.scalar?.string, known.contains(name) else {
        let name = key.scalar?.string ?? place.kind
        throw place.error("unknown key `\(name)`: the keys here are \(list(known))")
      }
      entries[name] = inside(value)
    }
    return entries
  }

  /// A mapping whose keys the reader chooses, in the order of the file.
  func entries() throws(FileError) -> [(key: StrictYAML, value: StrictYAML)] {
    guard let mapping = node.mapping else { throw wrong("a mapping") }
    return mapping.map { (inside($0), inside($1)) }
  }

  var isList: Bool { node.sequence != nil }

  func sequence() throws(FileError) -> [StrictYAML] {
    guard let sequence = node.sequence else { throw wrong("a list") }
    return sequence.map(inside)
  }

  /// Text of one line or more; a number or `true` without quotes is text too.
  func text() throws(FileError) -> String {
    guard let scalar = node.scalar, !isNull else { throw wrong("text") }
    return scalar.string
  }

  func nonEmptyText() throws(FileError) -> String {
    let text = try text()
    guard !text.allSatisfy(\.isWhitespace) else { throw error("here stands nothing, not text") }
    return text
  }

  func nonEmptyLine() throws(FileError) -> String {
    let text = try nonEmptyText()
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
      throw error("this is to be one line without control characters")
    }
    return text
  }

  func texts() throws(FileError) -> [String] {
    var texts: [String] = []
    for item in try sequence() { texts.append(try item.nonEmptyText()) }
    return texts
  }

  func day() throws(FileError) -> Day {
    guard let day = Day(try text()) else {
      throw error("“\(try text())” is not a date: write it as 2024-08-05")
    }
    return day
  }

  func weekday() throws(FileError) -> Weekday {
    guard let weekday = Weekday(name: try text()) else {
      throw error(
        "“\(try text())” is not a weekday: "
          + list(Weekday.allCases.map(\.abbreviation)))
    }
    return weekday
  }

  /// A number that counts something: not below zero, and no more than a thousand.
  func number() throws(FileError) -> Double {
    guard let number = Double(try text()), (0...1000).contains(number) else {
      throw error("“\(try text())” is no number from 0 to 1000, such as 0.5")
    }
    return number
  }

  var isMapping: Bool { node.mapping != nil }

  func wrong(_ expected: String) -> FileError {
    error("here stands \(kind), where \(expected) was to come")
  }

  /// Source: YAML 1.2.2, section 10.3.2.
  var isNull: Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private var kind: String {
    switch node {
    case .scalar: isNull ? "nothing" : "text"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  private func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
