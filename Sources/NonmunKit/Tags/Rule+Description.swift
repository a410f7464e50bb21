extension Rule: CustomStringConvertible {
  /// As it could be typed.
  package var description: String {
    switch self {
    case .term(let term): Self.prefix(term.fields) + term.description
    case .pattern(let pattern, let fields): "\(Self.prefix(fields))/\(pattern.text)/"
    case .near(let one, let other, let words):
      "\(one.enclosed) NEAR/\(words) \(other.enclosed)"
    case .all(let parts): parts.map(\.enclosed).joined(separator: " ")
    case .any(let parts): parts.map(\.enclosed).joined(separator: " OR ")
    case .not(let part): "NOT \(part.enclosed)"
    }
  }

  private var enclosed: String {
    switch self {
    case .term, .pattern, .not: description
    case .near, .all, .any: "(\(description))"
    }
  }

  private static func prefix(_ fields: [Field]) -> String {
    switch fields {
    case Field.spoken: ""
    case Field.searched: "all:"
    default: fields.first.map { "\($0.rawValue):" } ?? ""
    }
  }
}

extension Rule.Term: CustomStringConvertible {
  package var description: String {
    let isWord = !text.isEmpty && !text.contains { $0.isWhitespace || "()\":".contains($0) }
    return (isWord ? text : "\"\(text)\"") + (isPrefix && !text.hasSuffix("*") ? "*" : "")
  }
}
