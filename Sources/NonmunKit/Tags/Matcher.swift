/// All tags, compiled once, to be asked of many papers.
package struct Matcher: Sendable {
  private var table = PhraseTable()
  private var tags: [CompiledTag] = []

  private struct CompiledTag: Sendable {
    var name: String
    var any: [CompiledRule]
    var not: [Node]
    var require: [Node]
    var ignore: [Int]
  }

  private struct CompiledRule: Sendable {
    var text: String
    var node: Node
  }

  private indirect enum Node: Sendable {
    case phrase(Int, in: [Rule.Field])
    case category(String)
    case source(String)
    case all([Node])
    case any([Node])
    case not(Node)
  }

  package init(_ tags: [Tag]) {
    for tag in tags {
      let any = tag.any.map { CompiledRule(text: $0.text, node: compile($0.rule)) }
      let not = tag.not.map { compile($0.rule) }
      let require = tag.require.map { compile($0.rule) }
      let ignore = tag.ignore.map { table.add($0, isPrefix: false) }
      self.tags.append(
        CompiledTag(name: tag.name, any: any, not: not, require: require, ignore: ignore))
    }
  }

  private mutating func compile(_ rule: Rule) -> Node {
    switch rule {
    case .all(let parts): return .all(parts.map { compile($0) })
    case .any(let parts): return .any(parts.map { compile($0) })
    case .not(let part): return .not(compile(part))
    case .term(let term):
      let pattern = term.isPrefix ? term.text + "*" : term.text
      if term.fields == [.category] { return .category(pattern) }
      if term.fields == [.source] { return .source(pattern) }
      return .phrase(table.add(term.text, isPrefix: term.isPrefix), in: term.fields)
    }
  }
}

extension Matcher {
  /// What of a paper is matched.
  package struct Subject: Sendable {
    package var title: String
    package var abstract: String
    package var authors: [String]
    package var categories: [String]
    /// Names and kinds of the feeds that showed it.
    package var sources: [String]

    package init(
      title: String, abstract: String, authors: [String], categories: [String], sources: [String]
    ) {
      self.title = title
      self.abstract = abstract
      self.authors = authors
      self.categories = categories
      self.sources = sources
    }

    package init(_ paper: Paper, sources: [String]) {
      self.init(
        title: paper.title, abstract: paper.abstract, authors: paper.authors,
        categories: paper.categories, sources: sources)
    }
  }

  /// The tags of a paper, in the order of `tags.yml`.
  package func matches(_ subject: Subject) -> [Match] {
    let found = Findings(subject, table)
    return tags.compactMap { tag in
      let found = found.without(tag.ignore)
      let rules = tag.any.filter { holds($0.node, found) }
      guard !rules.isEmpty, !tag.not.contains(where: { holds($0, found) }),
        tag.require.allSatisfy({ holds($0, found) })
      else { return nil }
      let because = rules.flatMap { reasons($0.node, found, $0.text) }
      return Match(tag: tag.name, score: Self.score(because), because: because)
    }
  }

  /// Three for every rule that speaks in the title, one for every other field it speaks in.
  private static func score(_ because: [Match.Reason]) -> Double {
    let voices = Set(because.map { [$0.rule, $0.field] })
    return voices.reduce(0) { $0 + ($1[1] == "title" ? 3 : 1) }
  }

  private func holds(_ node: Node, _ found: Findings) -> Bool {
    switch node {
    case .phrase(let phrase, let fields): found.holds(phrase, in: fields)
    case .category(let pattern):
      found.subject.categories.contains { Self.isEqual($0, pattern: pattern) }
    case .source(let name): found.subject.sources.contains { Self.isEqual($0, pattern: name) }
    case .all(let parts): parts.allSatisfy { holds($0, found) }
    case .any(let parts): parts.contains { holds($0, found) }
    case .not(let part): !holds(part, found)
    }
  }

  /// What speaks for a rule that holds.
  private func reasons(_ node: Node, _ found: Findings, _ rule: String) -> [Match.Reason] {
    switch node {
    case .phrase(let phrase, let fields):
      fields.flatMap { found.reasons(phrase, in: $0, rule: rule) }
    case .category(let pattern): found.category(pattern, rule: rule)
    case .source, .not: []
    case .all(let parts): parts.flatMap { reasons($0, found, rule) }
    case .any(let parts):
      parts.filter { holds($0, found) }.flatMap { reasons($0, found, rule) }
    }
  }

  /// Without case; `cs.*` and `cs` stand for every category of the archive.
  fileprivate static func isEqual(_ name: String, pattern: String) -> Bool {
    let (name, pattern) = (name.lowercased(), pattern.lowercased())
    if pattern.hasSuffix("*") { return name.hasPrefix(pattern.dropLast()) }
    return name == pattern || name.hasPrefix(pattern + ".")
  }
}

/// Where the phrases of all rules stand in one paper.
private struct Findings {
  let subject: Matcher.Subject
  private let texts: [(field: Rule.Field, text: String, tokens: TokenText)]
  /// By phrase: in which of ``texts``, and which of its words.
  private var hits: [Int: [(text: Int, words: Range<Int>)]] = [:]

  init(_ subject: Matcher.Subject, _ table: PhraseTable) {
    self.subject = subject
    let spoken: [(Rule.Field, String)] = [
      (.title, subject.title), (.abstract, subject.abstract),
      (.author, subject.authors.joined(separator: ", ")),
    ]
    texts = spoken.map { ($0, $1, TokenText($1)) }
    for (place, text) in texts.enumerated() {
      for hit in table.hits(in: text.tokens) {
        hits[hit.phrase, default: []].append((place, hit.words))
      }
    }
  }

  /// The same without hits that share a word with one of `phrases`.
  func without(_ phrases: [Int]) -> Findings {
    let blanked = hits.isEmpty ? [] : phrases.flatMap { hits[$0] ?? [] }
    guard !blanked.isEmpty else { return self }
    var left = self
    left.hits = hits.compactMapValues { found in
      let clear = found.filter { hit in
        !blanked.contains { $0.text == hit.text && $0.words.overlaps(hit.words) }
      }
      return clear.isEmpty ? nil : clear
    }
    return left
  }

  func holds(_ phrase: Int, in fields: [Rule.Field]) -> Bool {
    guard !hits.isEmpty, let found = hits[phrase] else { return false }
    return found.contains { fields.contains(texts[$0.text].field) }
  }

  func reasons(_ phrase: Int, in field: Rule.Field, rule: String) -> [Match.Reason] {
    (hits[phrase] ?? []).filter { texts[$0.text].field == field }.map { hit in
      let text = texts[hit.text]
      let start = text.tokens.words[hit.words.lowerBound].range.lowerBound
      let end = text.tokens.words[hit.words.upperBound - 1].range.upperBound
      let scalars = text.text.unicodeScalars
      let from = scalars.index(scalars.startIndex, offsetBy: start)
      let to = scalars.index(from, offsetBy: end - start)
      return Match.Reason(
        field: field == .author ? "authors" : field.rawValue, text: String(scalars[from..<to]),
        start: start, length: end - start, rule: rule)
    }
  }

  /// The first category that a pattern means.
  func category(_ pattern: String, rule: String) -> [Match.Reason] {
    var start = 0
    for category in subject.categories {
      let length = category.unicodeScalars.count
      if Matcher.isEqual(category, pattern: pattern) {
        return [
          Match.Reason(
            field: "categories", text: category, start: start, length: length, rule: rule)
        ]
      }
      start += length + 2
    }
    return []
  }
}
