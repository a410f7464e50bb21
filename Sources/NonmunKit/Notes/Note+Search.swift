extension Note {
  /// Whether it says what a search asks for: without case, accents and Unicode form, a Korean word
  /// also as part of a longer one. Where its links lead is not read.
  ///
  /// A note has no title, author, category or source: what asks for one of these does not hold.
  package func answers(_ rule: Rule) -> Bool { holds(rule, in: NoteWords(self)) }

  private func holds(_ rule: Rule, in words: NoteWords) -> Bool {
    switch rule {
    case .all(let parts): parts.allSatisfy { holds($0, in: words) }
    case .any(let parts): parts.contains { holds($0, in: words) }
    case .not(let part): !holds(part, in: words)
    case .near(let one, let other, _): holds(one, in: words) && holds(other, in: words)
    case .pattern(let pattern, let fields):
      fields == Rule.Field.searched && !pattern.places(in: markdown).isEmpty
    case .term(let term): term.fields == Rule.Field.searched && words.hold(term)
    }
  }
}

/// The words of a note, folded.
private struct NoteWords {
  private let words: [(text: String, isHangul: Bool)]

  init(_ note: Note) {
    let text = note.addresses.reduce(note.markdown) { $0.replacing($1, with: " ") }
    words = Self.words(of: text)
  }

  private static func words(of text: String) -> [(text: String, isHangul: Bool)] {
    let tokens = TokenText(text)
    return tokens.words.map { (tokens.folded($0), $0.isHangul) }
  }

  /// The words of a term in order; the last may go on where it is Hangul or a prefix, the only one
  /// may also stand inside a Hangul word.
  func hold(_ term: Rule.Term) -> Bool {
    let wanted = Self.words(of: term.text)
    guard let last = wanted.last, wanted.count <= words.count else { return false }
    if wanted.count == 1, last.isHangul {
      return words.contains { $0.isHangul && $0.text.contains(last.text) }
    }
    return (0...(words.count - wanted.count)).contains { start in
      let found = words[start..<start + wanted.count]
      guard found.dropLast().elementsEqual(wanted.dropLast(), by: { $0.text == $1.text }),
        let end = found.last
      else { return false }
      return end.text == last.text
        || ((term.isPrefix || last.isHangul) && end.text.hasPrefix(last.text))
    }
  }
}
