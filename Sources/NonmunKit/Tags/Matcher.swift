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
      guard !tag.not.contains(where: { reasons($0, found, "") != nil }),
        tag.require.allSatisfy({ reasons($0, found, "") != nil })
      else { return nil }
      var because: [Match.Reason] = []
      var isFound = false
      for rule in tag.any {
        guard let reasons = reasons(rule.node, found, rule.text) else { continue }
        isFound = true
        because += reasons
      }
      return isFound ? Match(tag: tag.name, score: Self.score(because), because: because) : nil
    }
  }

  /// Three for every rule that speaks in the title, one for every other field it speaks in.
  private static func score(_ because: [Match.Reason]) -> Double {
    let voices = Set(because.map { [$0.rule, $0.field] })
    return voices.reduce(0) { $0 + ($1[1] == "title" ? 3 : 1) }
  }

  /// What speaks for a rule; `nil` where it does not hold.
  private func reasons(_ node: Node, _ found: Findings, _ rule: String) -> [Match.Reason]? {
    switch node {
    case .phrase(let phrase, let fields):
      let reasons = fields.flatMap { found.reasons(phrase, in: $0, rule: rule) }
      return reasons.isEmpty ? nil : reasons
    case .category(let pattern): return found.category(pattern, rule: rule).map { [$0] }
    case .source(let name):
      return found.subject.sources.contains { Self.isEqual($0, pattern: name) } ? [] : nil
    case .all(let parts):
      var all: [Match.Reason] = []
      for part in parts {
        guard let reasons = reasons(part, found, rule) else { return nil }
        all += reasons
      }
      return all
    case .any(let parts):
      let some = parts.compactMap { reasons($0, found, rule) }
      return some.isEmpty ? nil : some.flatMap(\.self)
    case .not(let part): return reasons(part, found, rule) == nil ? [] : nil
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
  private var texts: [(field: Rule.Field, text: String, tokens: TokenText)]
  /// For each text, by phrase.
  private var hits: [[Int: [Range<Int>]]]

  init(_ subject: Matcher.Subject, _ table: PhraseTable) {
    self.subject = subject
    let spoken: [(Rule.Field, String)] = [
      (.title, subject.title), (.abstract, subject.abstract),
      (.author, subject.authors.joined(separator: ", ")),
    ]
    texts = spoken.map { ($0, $1, TokenText($1)) }
    hits = texts.map { text in
      Dictionary(grouping: table.hits(in: text.tokens), by: \.phrase).mapValues { $0.map(\.words) }
    }
  }

  /// The same without hits that share a word with one of `phrases`.
  func without(_ phrases: [Int]) -> Findings {
    guard phrases.contains(where: { phrase in hits.contains { $0[phrase] != nil } }) else {
      return self
    }
    var left = self
    for (place, found) in hits.enumerated() {
      let blanked = phrases.flatMap { found[$0] ?? [] }
      left.hits[place] = found.compactMapValues { ranges in
        let clear = ranges.filter { range in !blanked.contains { $0.overlaps(range) } }
        return clear.isEmpty ? nil : clear
      }
    }
    return left
  }

  func reasons(_ phrase: Int, in field: Rule.Field, rule: String) -> [Match.Reason] {
    zip(texts, hits).flatMap { text, hits -> [Match.Reason] in
      guard text.field == field, let ranges = hits[phrase] else { return [] }
      return ranges.map { range in
        let words = text.tokens.words
        let start = words[range.lowerBound].range.lowerBound
        let end = words[range.upperBound - 1].range.upperBound
        let scalars = text.text.unicodeScalars
        let from = scalars.index(scalars.startIndex, offsetBy: start)
        let to = scalars.index(from, offsetBy: end - start)
        return Match.Reason(
          field: field == .author ? "authors" : field.rawValue, text: String(scalars[from..<to]),
          start: start, length: end - start, rule: rule)
      }
    }
  }

  func category(_ pattern: String, rule: String) -> Match.Reason? {
    var start = 0
    for category in subject.categories {
      let length = category.unicodeScalars.count
      if Matcher.isEqual(category, pattern: pattern) {
        return Match.Reason(
          field: "categories", text: category, start: start, length: length, rule: rule)
      }
      start += length + 2
    }
    return nil
  }
}
