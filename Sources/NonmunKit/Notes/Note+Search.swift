extension Note {
  /// What a search reads of it: where its links lead is not read.
  ///
  /// A note has no title, author, category or source: what asks for one of these does not hold, and
  /// the rule is to be read with ``Rule/ofNotes``.
  package var searched: Matcher.Subject {
    let text = addresses.reduce(markdown) { $0.replacing($1, with: " ") }
    return Matcher.Subject(title: "", abstract: text, authors: [], categories: [], sources: [])
  }
}

extension Rule {
  /// What it asks of a note: a term with a field of its own never holds.
  package var ofNotes: Rule {
    switch self {
    case .term(let term): term.fields == Field.searched ? self : .any([])
    case .pattern(_, let fields): fields == Field.searched ? self : .any([])
    case .near(let one, let other, let words): .near(one.ofNotes, other.ofNotes, within: words)
    case .all(let parts): .all(parts.map(\.ofNotes))
    case .any(let parts): .any(parts.map(\.ofNotes).filter { $0 != .any([]) })
    case .not(let part): .not(part.ofNotes)
    }
  }
}
