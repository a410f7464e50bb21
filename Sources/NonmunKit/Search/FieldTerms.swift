/// What things of the field are called, in both languages: a search for one name finds the others.
package struct FieldTerms: Sendable {
  private var concepts: [[String]]
  private var byName: [String: [Int]] = [:]

  /// The names that ship, and those of each of the reader's tags.
  package init(tags: [[String]] = []) {
    concepts = Self.shipped + tags
    for (number, names) in concepts.enumerated() {
      for key in Set(names.map(Self.key)) where !key.isEmpty {
        byName[key, default: []].append(number)
      }
    }
  }

  private static let shipped =
    // By bytes: characters of Korean cost every search a millisecond.
    PackageResources.field_terms_txt.split(separator: UInt8(ascii: "\n"))
    .filter { $0.first != UInt8(ascii: "#") }.map { line in
      line.split(separator: UInt8(ascii: "=")).map {
        String(String(decoding: $0, as: UTF8.self)[...].trimmed)
      }
    }

  /// However it is spaced and cased.
  private static func key(_ name: String) -> String {
    let tokens = TokenText(name)
    return tokens.words.map(tokens.folded).joined()
  }

  /// What else a name's things are called; none for what is no name.
  func others(than name: String) -> [String] {
    let typed = Self.key(name)
    let stems = KoreanParticle.stems(of: Array(typed.utf8)[...], certainty: .medium)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let key = ([typed] + stems).first(where: { byName[$0] != nil }) else { return [] }
    var others: [String] = []
    var known: Set = [key]
    for other in (byName[key] ?? []).flatMap({ concepts[$0] })
    where known.insert(Self.key(other)).inserted {
      others.append(other)
    }
    return others
  }
}

extension Rule {
  /// What a search asks for when it asks for this.
  ///
  /// Words side by side are together a name, or one word that a text may write as one. What is not
  /// to be there, and what is near, is taken as it is.
  ///
  /// - Parameter terms: `nil` for the words themselves only.
  /// - Returns: The names that it looks for as well.
  package func forSearch(_ terms: FieldTerms?) -> (rule: Rule, names: [String]) {
    var names: [String] = []
    let rule = widened(terms, &names)
    return (rule, names)
  }

  private func widened(_ terms: FieldTerms?, _ names: inout [String]) -> Rule {
    switch self {
    case .not, .near, .pattern: self
    case .term(let term): Self.widened([term], terms, &names)
    case .any(let parts): .any(parts.map { $0.widened(terms, &names) })
    case .all(let parts): Self.widened(parts, terms, &names)
    }
  }

  private static func widened(
    _ parts: [Rule], _ terms: FieldTerms?, _ names: inout [String]
  ) -> Rule {
    var wide: [Rule] = []
    var rest = parts[...]
    while let part = rest.first {
      let run = rest.map(\.plainTerm).prefix { $0 != nil && $0?.fields == part.plainTerm?.fields }
        .prefix(mostWords).compactMap(\.self)
      let known = stride(from: run.count, to: 1, by: -1).first { count in
        terms?.others(than: run.prefix(count).map(\.text).joined(separator: " ")).isEmpty == false
      }
      if let known {
        let each = run.prefix(known).map { widened([$0], terms, &names) }
        let others = widened(Array(run.prefix(known)), terms, &names)
        wide.append(.any([.all(each), others]))
        rest = rest.dropFirst(known)
      } else {
        wide.append(part.widened(terms, &names))
        rest = rest.dropFirst()
      }
    }
    let runTogether = zip(parts, parts.dropFirst()).enumerated().compactMap {
      place, pair -> Rule? in
      guard let first = pair.0.plainTerm, let second = pair.1.plainTerm, first.mayJoin(second)
      else { return nil }
      let one = Rule.term(Term(first.text + second.text, in: first.fields))
      return parts.count == 2
        ? one : .all(Array(parts[..<place]) + [one] + Array(parts[(place + 2)...]))
    }
    let all = wide.count == 1 ? wide[0] : .all(wide)
    return runTogether.isEmpty ? all : .any([all] + runTogether)
  }

  /// Words that are one name, and its other names.
  private static func widened(
    _ words: [Term], _ terms: FieldTerms?, _ names: inout [String]
  ) -> Rule {
    let typed: Rule = words.count == 1 ? .term(words[0]) : .all(words.map { .term($0) })
    guard let terms, let first = words.first, first.mayHaveNames else { return typed }
    let others = terms.others(than: words.map(\.text).joined(separator: " "))
    for name in others where !names.contains(name) { names.append(name) }
    return others.isEmpty
      ? typed : .any([typed] + others.map { .term(Term($0, in: first.fields)) })
  }

  /// A name of more words is written as a phrase.
  private static let mostWords = 6

  /// A term of words that is all there is here.
  private var plainTerm: Term? {
    if case .term(let term) = self, term.mayHaveNames { term } else { nil }
  }
}

extension Rule.Term {
  fileprivate var mayHaveNames: Bool {
    !isPrefix && !fields.allSatisfy { $0.isNamed || $0 == .author }
  }

  /// Whether a text may write both as one word: `state space`. Korean is found inside of words.
  fileprivate func mayJoin(_ next: Rule.Term) -> Bool {
    let words = [text, next.text].map { TokenText($0).words }
    return fields == next.fields && !TermForms.isSmallWord(text + next.text)
      && words.allSatisfy { $0.count == 1 && !$0[0].isHangul && !$0[0].isCased }
  }
}
