/// A tag's rules with their phrases as numbers of the matcher's table.
struct CompiledTag: Sendable {
  let tag: Tag
  let any: [CompiledRule]
  let not: [CompiledRule]
  private let require: [CompiledRule]
  private let penalty: [CompiledRule]
  let ignore: [Int]
  let acronyms: [Acronym]
  /// Phrases of which one must be found for the tag to match; `nil` where it may without.
  let triggers: Set<Int>?

  /// A word in capitals that the tag also knows spelt out.
  struct Acronym: Sendable {
    var phrase: Int
    var name: String
    /// In small letters.
    var letters: [UInt8]
    /// The tag's phrases of several words: what the acronym may stand for.
    var own: Set<Int>
  }

  init(_ tag: Tag, _ table: inout PhraseTable) {
    self.tag = tag
    let any = tag.any.map { CompiledRule($0, &table) }
    self.any = any
    not = tag.not.map { CompiledRule($0, &table) }
    require = tag.require.map { CompiledRule($0, &table) }
    penalty = tag.penalty.map { CompiledRule($0, &table) }
    ignore = tag.ignore.map { table.add(ignored: $0) }
    triggers = RuleNode.any(any.map(\.node)).triggers
    acronyms = Self.acronyms(of: tag, any.map(\.node), &table)
  }

  var asksSources: Bool {
    let contexts = tag.any.compactMap(\.context)
    return (tag.any + tag.not + tag.require + tag.penalty).contains { $0.rule.asksSources }
      || contexts.contains(where: \.asksSources)
  }

  private static func acronyms(
    of tag: Tag, _ nodes: [RuleNode], _ table: inout PhraseTable
  ) -> [Acronym] {
    let names = ([tag.label] + tag.aliases).filter { $0.contains(" ") }
    let named = names.map { ($0, table.add($0, isPrefix: false, in: FieldSet(Rule.Field.spoken))) }
    let spoken = nodes.reduce(into: Set()) { $0.formUnion($1.phrases) }.sorted()
    let phrases =
      spoken.compactMap { phrase in table.text(of: phrase).map { ($0, phrase) } } + named
    let own = Set(phrases.filter { $0.0.contains { $0 == " " || $0 == "-" } }.map(\.1))
    return spoken.compactMap { phrase in
      guard let name = table.text(of: phrase), table.isAcronym(phrase) else { return nil }
      let letters = Array(name.lowercased().utf8)
      let isKnown = phrases.contains { AcronymExpansion.isSpelt(letters, by: $0.0) }
      return isKnown ? Acronym(phrase: phrase, name: name, letters: letters, own: own) : nil
    }
  }
}

extension CompiledTag {
  /// - Parameter words: Those that count for this tag afterwards.
  func findings(_ words: inout PaperWords, number: Int) -> TagFindings {
    var findings = TagFindings(tag: number)
    findings.categories = words.subject.categories
    findings.ignored = words.blank(ignore)
    for acronym in acronyms where isForeign(acronym, words) {
      words.remove(acronym.phrase)
      findings.foreignAcronyms.append(acronym.name)
    }
    for place in any.indices where words.mayHold(any[place].triggers) {
      guard let voices = words.voices(of: any[place].node) else { continue }
      findings.rules.append(
        RuleFindings(
          rule: place, voices: voices,
          isInContext: any[place].context.map { words.holds($0) } ?? true))
    }
    findings.rejecting = not.indices.filter { words.holds(not[$0]) }
    findings.missing = require.indices.filter { !words.holds(require[$0]) }
    findings.penalties = penalty.indices.filter { words.holds(penalty[$0]) }
    let speaking = findings.rules.filter(\.isInContext)
    findings.score =
      speaking.reduce(0) { score, found in
        score + tag.any[found.rule].weight * found.voices.score(titleWeight: tag.titleWeight)
      } - findings.penalties.reduce(0) { $0 + tag.penalty[$1].weight }
    // A sum of tenths may fall short by the last bit.
    findings.isMatch =
      !speaking.isEmpty && findings.rejecting.isEmpty && findings.missing.isEmpty
      && findings.score > tag.threshold - 1e-9
    return findings
  }

  /// Whether the paper spells the acronym out, and never as the tag does.
  private func isForeign(_ acronym: Acronym, _ words: PaperWords) -> Bool {
    var isForeign = false
    for hit in words.hits(of: acronym.phrase) where hit.field.place < 2 {
      var text = words.subject.text(of: hit.field)
      let expansion = text.withUTF8 {
        AcronymExpansion(of: acronym.letters, at: hit.start..<hit.end, in: $0)
      }
      guard let expansion else { continue }
      let isOwn = words.hits.contains {
        $0.field == hit.field && acronym.own.contains($0.phrase)
          && $0.start < expansion.range.upperBound && $0.end > expansion.range.lowerBound
      }
      if isOwn { return false }
      isForeign = true
    }
    return isForeign
  }

  /// What speaks for a paper that matched.
  func reasons(_ findings: TagFindings, _ words: PaperWords) -> [Match.Reason] {
    findings.rules.filter(\.isInContext).flatMap { found in
      words.reasons(any[found.rule].node, rule: tag.any[found.rule].text)
    }
  }
}
