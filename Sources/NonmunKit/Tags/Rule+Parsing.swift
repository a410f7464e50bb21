extension Rule {
  /// Reads a rule: words, `"phrases"`, `prefix*`, `title:…` and the other fields, `AND OR NOT
  /// ANDNOT` in capitals, parentheses. Words side by side must all be there.
  ///
  /// - Parameter fields: Where words without a field are looked for.
  package init(parsing text: String, in fields: [Field] = Field.spoken) throws(RuleError) {
    var reader = try Reader(text)
    let rule = try reader.alternatives(in: fields, depth: 0)
    if let rest = reader.next { throw rest.error("there is no “(” for this “)”") }
    guard !rule.isOnlyAbsence else {
      throw RuleError(
        column: 1, reason: "a rule needs something to find, not only something absent")
    }
    self = rule
  }
}

/// The pieces of a rule, with their places.
private struct Piece {
  enum Kind: Equatable {
    case open, close, and, or, not, andNot
    case field([Rule.Field])
    case words(String, isPrefix: Bool)
  }

  var kind: Kind
  var column: Int

  func error(_ reason: String) -> RuleError { RuleError(column: column, reason: reason) }
}

private struct Reader {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private(set) var next: Piece?

  init(_ text: String) throws(RuleError) {
    scalars = Array(text.unicodeScalars)
    next = try piece()
  }

  /// Deeper nesting is a slip, and would overflow stacks: ours in a hostile rule, and those of
  /// SQLite and FTS5, of 100 pieces, in a search.
  private static let deepest = 20

  mutating func alternatives(in fields: [Rule.Field], depth: Int) throws(RuleError) -> Rule {
    var parts = [try conjunction(in: fields, depth: depth)]
    while next?.kind == .or {
      try advance()
      parts.append(try conjunction(in: fields, depth: depth))
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction(in fields: [Rule.Field], depth: Int) throws(RuleError) -> Rule {
    var parts = [try operand(in: fields, depth: depth)]
    while let piece = next, piece.kind != .or, piece.kind != .close {
      if piece.kind == .and || piece.kind == .andNot { try advance() }
      let part = try operand(in: fields, depth: depth)
      parts.append(piece.kind == .andNot ? .not(part) : part)
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func operand(in fields: [Rule.Field], depth: Int) throws(RuleError) -> Rule {
    guard let piece = next else {
      throw RuleError(column: scalars.count + 1, reason: "the rule ends where a word was to come")
    }
    guard depth < Self.deepest else {
      throw piece.error("more than \(Self.deepest) parentheses deep")
    }
    try advance()
    switch piece.kind {
    case .not: return .not(try operand(in: fields, depth: depth + 1))
    case .field(let named): return try operand(in: named, depth: depth + 1)
    case .open:
      let inner = try alternatives(in: fields, depth: depth + 1)
      guard next?.kind == .close else { throw piece.error("this “(” is not closed") }
      try advance()
      return inner
    case .words(let text, let isPrefix):
      let isNamed = fields == [.category] || fields == [.source]
      guard isNamed || !TokenText(text).words.isEmpty else {
        throw piece.error("“\(text)” holds no letter or digit to look for")
      }
      return .term(Rule.Term(text, in: fields, isPrefix: isPrefix))
    case .close: throw piece.error("a word was to come before this “)”")
    case .and, .or, .andNot: throw piece.error("this operator has nothing before it")
    }
  }

  private mutating func advance() throws(RuleError) { next = try piece() }

  private mutating func piece() throws(RuleError) -> Piece? {
    while place < scalars.count, scalars[place].properties.isWhitespace { place += 1 }
    guard place < scalars.count else { return nil }
    let column = place + 1
    switch scalars[place] {
    case "(": place += 1; return Piece(kind: .open, column: column)
    case ")": place += 1; return Piece(kind: .close, column: column)
    case "\"": return try phrase(from: column)
    case "/":
      throw RuleError(column: column, reason: "regular expressions are not read by this version")
    default: return try word(from: column)
    }
  }

  private mutating func phrase(from column: Int) throws(RuleError) -> Piece {
    guard let end = scalars[column...].firstIndex(of: "\"") else {
      throw RuleError(column: column, reason: "this quotation mark is not closed")
    }
    // The star may stand on either side of the closing mark.
    let text = text(column..<end)
    place = end + 1
    return Piece(kind: .words(text, isPrefix: takeStar() || text.hasSuffix("*")), column: column)
  }

  private mutating func word(from column: Int) throws(RuleError) -> Piece {
    let start = place
    while place < scalars.count, !scalars[place].properties.isWhitespace,
      !"()\"*".unicodeScalars.contains(scalars[place])
    {
      place += 1
      guard scalars[place - 1] == ":" else { continue }
      let name = text(start..<place - 1)
      guard let fields = Rule.Field.named(name) else {
        let known = Rule.Field.allCases.map(\.rawValue).joined(separator: ", ")
        throw RuleError(column: column, reason: "there is no field “\(name)”: fields are \(known)")
      }
      return Piece(kind: .field(fields), column: column)
    }
    let text = text(start..<place)
    switch text {
    case "AND": return Piece(kind: .and, column: column)
    case "OR": return Piece(kind: .or, column: column)
    case "NOT": return Piece(kind: .not, column: column)
    case "ANDNOT": return Piece(kind: .andNot, column: column)
    case _ where text == "NEAR" || text.hasPrefix("NEAR/"):
      throw RuleError(column: column, reason: "NEAR is not read by this version")
    default: return Piece(kind: .words(text, isPrefix: takeStar()), column: column)
    }
  }

  private mutating func takeStar() -> Bool {
    guard place < scalars.count, scalars[place] == "*" else { return false }
    place += 1
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
