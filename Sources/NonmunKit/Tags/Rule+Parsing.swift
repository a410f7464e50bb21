extension Rule {
  /// Reads a rule: words, `"phrases"`, `prefix*`, `/regex/`, `title:…` and the other fields, `NEAR`,
  /// `AND OR NOT ANDNOT` in capitals, parentheses. Words side by side must all be there.
  ///
  /// - Parameter fields: Where words without a field are looked for.
  package init(parsing text: String, in fields: [Field] = Field.spoken) throws(RuleError) {
    var grammar = try RuleGrammar(text)
    let rule = try grammar.alternatives(in: fields, depth: 0)
    if let rest = grammar.next { throw rest.error("there is no “(” for this “)”") }
    guard !rule.isOnlyAbsence else {
      throw RuleError(
        column: 1, reason: "a rule needs something to find, not only something absent")
    }
    self = rule
  }
}

/// From the loosest to the tightest: `OR`; `AND`, `ANDNOT` and words side by side; `NEAR`; `NOT`,
/// a field, parentheses.
private struct RuleGrammar {
  private var pieces: RulePieces
  private(set) var next: RulePiece?

  init(_ text: String) throws(RuleError) {
    pieces = RulePieces(text)
    next = try pieces.next()
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
    var parts = [try neighbours(in: fields, depth: depth)]
    while let piece = next, piece.kind != .or, piece.kind != .close {
      if piece.kind == .and || piece.kind == .andNot { try advance() }
      let part = try neighbours(in: fields, depth: depth)
      parts.append(piece.kind == .andNot ? .not(part) : part)
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func neighbours(in fields: [Rule.Field], depth: Int) throws(RuleError) -> Rule {
    let start = next
    var rule = try operand(in: fields, depth: depth)
    var count = 0
    while let piece = next, case .near(let words) = piece.kind {
      count += 1
      guard depth + count < Self.deepest else {
        throw piece.error("more than \(Self.deepest) words near each other")
      }
      try advance()
      let second = next
      let other = try operand(in: fields, depth: depth + count)
      for (part, piece) in [(rule, start), (other, second)] where !part.standsSomewhere {
        throw RuleError(
          column: piece?.column ?? pieces.end,
          reason: "NEAR joins words, phrases and (one OR another) of title, abstract or author")
      }
      rule = .near(rule, other, within: words)
    }
    return rule
  }

  private mutating func operand(in fields: [Rule.Field], depth: Int) throws(RuleError) -> Rule {
    guard let piece = next else {
      throw RuleError(column: pieces.end, reason: "the rule ends where a word was to come")
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
    case .pattern(let pattern): return .pattern(pattern, in: fields)
    case .words(let text, let isPrefix):
      let isNamed = fields == [.category] || fields == [.source]
      guard isNamed || !TokenText(text).words.isEmpty else {
        throw piece.error("“\(text)” holds no letter or digit to look for")
      }
      return .term(Rule.Term(text, in: fields, isPrefix: isPrefix))
    case .close: throw piece.error("a word was to come before this “)”")
    case .and, .or, .andNot, .near: throw piece.error("this operator has nothing before it")
    }
  }

  private mutating func advance() throws(RuleError) { next = try pieces.next() }
}
