/// All phrases of all rules, found in one pass over a text.
///
/// A filter over the bytes lets through the few words that a phrase may begin at; from there the
/// words are followed along a trie of all phrases. So the cost grows with the text and with what is
/// found, and hardly with the number of phrases.
struct PhraseTable: Sendable {
  private struct Phrase: Sendable {
    /// As typed; `nil` for a regular expression.
    var text: String?
    var isAcronym = false
    var isPrefix = false
  }

  private struct Key: Hashable {
    var text: String
    var isPrefix: Bool
  }

  private var phrases: [Phrase] = []
  private var numbers: [Key: Int] = [:]
  private var patterns: [(number: Int, pattern: RulePattern, fields: FieldSet)] = []
  private var trie = PhraseTrie()
  private var filter = OpeningFilter()
  /// Where anything is looked for at all.
  private var fields: FieldSet = []

  var count: Int { phrases.count }

  /// Whether anything is looked for in a field.
  func asks(_ field: Rule.Field) -> Bool {
    fields.contains(field) || patterns.contains { $0.fields.contains(field) }
  }

  /// - Returns: The number that a ``PhraseHit`` calls this phrase by.
  mutating func add(_ text: String, isPrefix: Bool, in fields: FieldSet) -> Int {
    self.fields.formUnion(fields)
    let key = Key(text: text, isPrefix: isPrefix)
    if let number = numbers[key] { return number }
    let number = phrases.count
    numbers[key] = number
    let typed = TokenText(text)
    phrases.append(
      Phrase(
        text: text, isAcronym: !isPrefix && typed.words.map(\.isAcronym) == [true],
        isPrefix: isPrefix))
    for (place, form) in TermForms.written(typed).enumerated() {
      let words = form.words.map { PhraseWord($0, of: form) }
      insert(words, number, isPrefix: isPrefix, maySplit: place == 0)
      // What was typed may be a whole word, with forms that do not begin so: `policy*`.
      if isPrefix { insert(words, number, isPrefix: false, maySplit: false) }
    }
    return number
  }

  private mutating func insert(
    _ words: [PhraseWord], _ number: Int, isPrefix: Bool, maySplit: Bool
  ) {
    trie.add(words, number, isPrefix: isPrefix, maySplit: maySplit)
    filter.insert(words, isPrefix: isPrefix, maySplit: maySplit)
  }

  mutating func add(ignored text: String) -> Int {
    add(text, isPrefix: text.hasSuffix("*"), in: FieldSet(Rule.Field.spoken))
  }

  mutating func add(_ pattern: RulePattern, in fields: FieldSet) -> Int {
    phrases.append(Phrase())
    patterns.append((phrases.count - 1, pattern, fields))
    return phrases.count - 1
  }

  func text(of phrase: Int) -> String? { phrases[phrase].text }

  func isPrefix(_ phrase: Int) -> Bool { phrases[phrase].isPrefix }

  /// Whether it is one word in capitals.
  func isAcronym(_ phrase: Int) -> Bool { phrases[phrase].isAcronym }
}

extension PhraseTable {
  /// Finds the phrases in one text after another.
  var scan: TextScan { TextScan(filter, trie) }

  /// - Parameter scan: One of this table.
  func hits(in subject: Matcher.Subject, by scan: inout TextScan) -> [PhraseHit] {
    scan.removeHits()
    if fields.contains(.title) { scan.read(subject.title, .title) }
    if fields.contains(.abstract) { scan.read(subject.abstract, .abstract) }
    if fields.contains(.author) { scan.read(subject.text(of: .author), .author) }
    return patterns.isEmpty ? scan.hits : scan.hits + patternHits(in: subject)
  }

  func patternHits(in subject: Matcher.Subject) -> [PhraseHit] {
    var hits: [PhraseHit] = []
    for (number, pattern, fields) in patterns {
      for field in Rule.Field.allCases where fields.contains(field) {
        for place in pattern.places(in: subject.text(of: field)) {
          hits.append(
            PhraseHit(phrase: number, field: field, start: place.lowerBound, end: place.upperBound))
        }
      }
    }
    return hits
  }
}
