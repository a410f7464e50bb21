/// A rule with its phrases as numbers of the matcher's table.
indirect enum RuleNode: Sendable {
  case phrase(Int, in: FieldSet)
  case near(RuleNode, RuleNode, within: Int)
  case category(NamePattern)
  case source(NamePattern)
  case all([RuleNode])
  case any([RuleNode])
  case not(RuleNode)

  init(_ rule: Rule, _ table: inout PhraseTable) {
    switch rule {
    case .all(let parts): self = .all(parts.map { RuleNode($0, &table) })
    case .any(let parts): self = .any(parts.map { RuleNode($0, &table) })
    case .not(let part): self = .not(RuleNode(part, &table))
    case .near(let one, let other, let words):
      self = .near(RuleNode(one, &table), RuleNode(other, &table), within: words)
    case .pattern(let pattern, let fields):
      let fields = FieldSet(fields)
      self = .phrase(table.add(pattern, in: fields), in: fields)
    case .term(let term) where term.fields == [.category]: self = .category(NamePattern(term))
    case .term(let term) where term.fields == [.source]: self = .source(NamePattern(term))
    case .term(let term):
      let fields = FieldSet(term.fields)
      self = .phrase(table.add(term.text, isPrefix: term.isPrefix, in: fields), in: fields)
    }
  }

  /// Phrases of which one must be found for the rule to hold; `nil` where it may hold without.
  var triggers: Set<Int>? {
    switch self {
    case .phrase(let phrase, _): [phrase]
    case .near(let one, let other, _):
      [one.triggers, other.triggers].compactMap { $0 }.min { $0.count < $1.count }
    case .all(let parts): parts.compactMap(\.triggers).min { $0.count < $1.count }
    case .any(let parts):
      parts.reduce(Set<Int>?.some([])) { all, part in
        guard let all, let more = part.triggers else { return nil }
        return all.union(more)
      }
    case .category, .source, .not: nil
    }
  }

  /// Phrases that speak for it.
  var phrases: Set<Int> {
    switch self {
    case .phrase(let phrase, _): [phrase]
    case .near(let one, let other, _): one.phrases.union(other.phrases)
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.phrases) }
    case .category, .source, .not: []
    }
  }
}

/// The name of a category or source: without case; `cs.*` and `cs` stand for every category of
/// the archive.
struct NamePattern: Sendable {
  private let name: [UInt8]
  private let isPrefix: Bool

  init(_ term: Rule.Term) {
    isPrefix = term.isPrefix || term.text.hasSuffix("*")
    name = (term.text.hasSuffix("*") ? term.text.dropLast() : term.text[...]).utf8.map(Self.folded)
  }

  func means(_ text: String) -> Bool {
    var rest = name[...]
    for byte in text.utf8 {
      guard let next = rest.first else { return isPrefix || byte == UInt8(ascii: ".") }
      guard next == Self.folded(byte) else { return false }
      rest = rest.dropFirst()
    }
    return rest.isEmpty
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
