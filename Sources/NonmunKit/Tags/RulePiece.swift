/// A piece of a rule's text, with its place.
struct RulePiece: Equatable {
  enum Kind: Equatable {
    case open, close, and, or, not, andNot
    case near(Int)
    case field([Rule.Field])
    case words(String, isPrefix: Bool)
    case pattern(RulePattern)
  }

  var kind: Kind
  /// 1-based, in Unicode scalars.
  var column: Int

  func error(_ reason: String) -> RuleError { RuleError(column: column, reason: reason) }
}

/// The pieces of a rule, one after the other.
struct RulePieces {
  private let scalars: [Unicode.Scalar]
  /// Where each stands in what was typed.
  private let columns: [Int]
  private var place = 0

  init(_ text: String) {
    (scalars, columns) = Self.decoded(Array(text.unicodeScalars))
  }

  /// Behind the last character.
  var end: Int { columns.last.map { $0 + 1 } ?? 1 }

  mutating func next() throws(RuleError) -> RulePiece? {
    while place < scalars.count, scalars[place].properties.isWhitespace { place += 1 }
    guard place < scalars.count else { return nil }
    let column = columns[place]
    switch scalars[place] {
    case "(": place += 1; return RulePiece(kind: .open, column: column)
    case ")": place += 1; return RulePiece(kind: .close, column: column)
    case "\"": return try phrase(from: column)
    case "/": return try pattern(from: column)
    default: return try word(from: column)
    }
  }
}

extension RulePieces {
  /// A query copied out of an address of arXiv's, `ti:%22linear+attention%22+AND+cat:cs.CL`, has
  /// no white space: there `+` is a space and `%22` a quotation mark.
  ///
  /// Source: arXiv API User's Manual, section 5.1.
  private static func decoded(_ typed: [Unicode.Scalar]) -> ([Unicode.Scalar], [Int]) {
    let plain = (typed, Array(typed.indices.map { $0 + 1 }))
    guard !typed.contains(where: \.properties.isWhitespace), !typed.contains("/"),
      typed.contains("%") || (typed.contains("+") && typed.contains(":"))
    else { return plain }
    let escapes: [String: Unicode.Scalar] = [
      "%20": " ", "%22": "\"", "%28": "(", "%29": ")", "%2B": " ", "%3A": ":",
    ]
    var scalars: [Unicode.Scalar] = []
    var columns: [Int] = []
    var place = 0
    while place < typed.count {
      let escape = String(String.UnicodeScalarView(typed[place...].prefix(3))).uppercased()
      columns.append(place + 1)
      if let scalar = escapes[escape] {
        scalars.append(scalar)
        place += 3
      } else {
        scalars.append(typed[place] == "+" ? " " : typed[place])
        place += 1
      }
    }
    return (scalars, columns)
  }

  private mutating func phrase(from column: Int) throws(RuleError) -> RulePiece {
    guard let end = scalars[(place + 1)...].firstIndex(of: "\"") else {
      throw RuleError(column: column, reason: "this quotation mark is not closed")
    }
    // The star may stand on either side of the closing mark.
    let text = text(place + 1..<end)
    place = end + 1
    return RulePiece(
      kind: .words(text, isPrefix: takeStar() || text.hasSuffix("*")), column: column)
  }

  /// `/…/`; a slash inside is written `\/`.
  private mutating func pattern(from column: Int) throws(RuleError) -> RulePiece {
    let start = place + 1
    var end = start
    while end < scalars.count, scalars[end] != "/" { end += scalars[end] == "\\" ? 2 : 1 }
    guard end < scalars.count else {
      throw RuleError(
        column: column, reason: "this regular expression is not closed: it ends with another /")
    }
    guard start < end else { throw RuleError(column: column, reason: "nothing between / and /") }
    place = end + 1
    do throws(RuleError) {
      let pattern = try RulePattern(text(start..<end))
      return RulePiece(kind: .pattern(pattern), column: column)
    } catch {
      throw RuleError(column: columns[start + error.column - 1], reason: error.reason)
    }
  }

  private mutating func word(from column: Int) throws(RuleError) -> RulePiece {
    let start = place
    while place < scalars.count, !scalars[place].properties.isWhitespace,
      !"()\"*".unicodeScalars.contains(scalars[place])
    {
      place += 1
      if scalars[place - 1] == ":" {
        return RulePiece(
          kind: .field(try Self.fields(named: text(start..<place - 1), column)), column: column)
      }
    }
    let text = text(start..<place)
    switch text {
    case "AND": return RulePiece(kind: .and, column: column)
    case "OR": return RulePiece(kind: .or, column: column)
    case "NOT": return RulePiece(kind: .not, column: column)
    case "ANDNOT": return RulePiece(kind: .andNot, column: column)
    case "NEAR": return RulePiece(kind: .near(Self.nearness), column: column)
    case _ where text.hasPrefix("NEAR/"):
      guard let count = Int(text.dropFirst(5)), (0...Self.farthest).contains(count) else {
        throw RuleError(
          column: column,
          reason: "write NEAR/5 with a number of words from 0 to \(Self.farthest), not “\(text)”")
      }
      return RulePiece(kind: .near(count), column: column)
    default: return RulePiece(kind: .words(text, isPrefix: takeStar()), column: column)
    }
  }

  /// Words between the two where NEAR has no number: as FTS5 has it (sqlite.org, "SQLite FTS5
  /// Extension", 3.6).
  private static let nearness = 10
  private static let farthest = 99

  private static func fields(named name: String, _ column: Int) throws(RuleError) -> [Rule.Field] {
    if let fields = Rule.Field.named(name) { return fields }
    let known = "fields are " + Rule.Field.allCases.map(\.rawValue).joined(separator: ", ")
    let reason =
      switch name.lowercased() {
      case "submitteddate", "lastupdateddate":
        "a rule knows no dates: leave “\(name)” out, and say --day or --week to a listing"
      case "co", "jr", "rn", "id", "doi":
        "arXiv's field “\(name)” is not matched: \(known)"
      default: "there is no field “\(name)”: \(known); a colon in a word stands in quotes"
      }
    throw RuleError(column: column, reason: reason)
  }

  private mutating func takeStar() -> Bool {
    guard place < scalars.count, scalars[place] == "*" else { return false }
    place += 1
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}
