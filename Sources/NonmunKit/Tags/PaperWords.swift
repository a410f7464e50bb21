/// The phrases of all rules that stand in one paper.
struct PaperWords {
  let subject: Matcher.Subject
  /// By phrase, and in order of field and place.
  private(set) var hits: [PhraseHit]
  /// The phrases that were found, whether or not they count.
  private let found: PhraseSet

  init(_ subject: Matcher.Subject, hits: [PhraseHit]) {
    self.subject = subject
    let sorted = hits.sorted {
      ($0.phrase, $0.field.place, $0.start, $0.end) < ($1.phrase, $1.field.place, $1.start, $1.end)
    }
    found = PhraseSet(sorted.lazy.map(\.phrase))
    self.hits = []
    for hit in sorted where hit != self.hits.last { self.hits.append(hit) }
  }

  /// Whether one of some phrases was found; `nil` of them means that it does not matter.
  func mayHold(_ triggers: PhraseSet?) -> Bool { triggers?.meets(found) ?? true }

  func hits(of phrase: Int) -> ArraySlice<PhraseHit> {
    guard found.contains(phrase) else { return [] }
    let start = hits.partitioningIndex { $0.phrase >= phrase }
    return hits[start...].prefix { $0.phrase == phrase }
  }

  func hits(of phrase: Int, in fields: FieldSet) -> [PhraseHit] {
    hits(of: phrase).filter { fields.contains($0.field) }
  }

  /// The same without hits that share a word with one of `phrases`; a longer hit that holds all of
  /// the ignored words stands: `graph diffusion model` beside an ignored `graph diffusion`.
  ///
  /// - Returns: How many places were blanked.
  mutating func blank(_ phrases: [Int]) -> Int {
    let blanked = phrases.flatMap { hits(of: $0) }.sorted { $0.start < $1.start }
    guard !blanked.isEmpty else { return 0 }
    let longest = blanked.reduce(0) { max($0, $1.end - $1.start) }
    hits.removeAll { hit in
      var place = blanked.partitioningIndex { $0.start > hit.start - longest }
      while place < blanked.count, blanked[place].start < hit.end {
        let other = blanked[place]
        let isHeld =
          hit.start <= other.start && hit.end >= other.end
          && hit.end - hit.start > other.end - other.start
        if other.field == hit.field, other.end > hit.start, !isHeld { return true }
        place += 1
      }
      return false
    }
    return blanked.count
  }

  mutating func remove(_ phrase: Int) { hits.removeAll { $0.phrase == phrase } }
}

extension PaperWords {
  func holds(_ node: RuleNode) -> Bool {
    switch node {
    case .phrase(let phrase, let fields): hits(of: phrase).contains { fields.contains($0.field) }
    case .near: !places(of: node).isEmpty
    case .category(let name): subject.categories.contains { name.means($0) }
    case .source(let name): subject.sources.contains { name.means($0) }
    case .all(let parts): parts.allSatisfy(holds)
    case .any(let parts): parts.contains(where: holds)
    case .not(let part): !holds(part)
    }
  }

  /// How often a rule speaks in each field; `nil` where it does not hold.
  func voices(of node: RuleNode) -> Voices? {
    var voices = Voices()
    switch node {
    case .phrase(let phrase, let fields):
      for hit in hits(of: phrase) where fields.contains(hit.field) { voices[hit.field] += 1 }
      return voices.total > 0 ? voices : nil
    case .near:
      for place in places(of: node) { voices[place.field] += 1 }
      return voices.total > 0 ? voices : nil
    case .category:
      voices[.category] = 1
      return holds(node) ? voices : nil
    case .source:
      voices[.source] = 1
      return holds(node) ? voices : nil
    case .not: return holds(node) ? voices : nil
    case .all(let parts):
      for part in parts {
        guard let said = self.voices(of: part) else { return nil }
        voices = voices.meeting(said)
      }
      return voices
    case .any(let parts):
      let said = parts.compactMap { self.voices(of: $0) }
      return said.isEmpty ? nil : said.reduce(voices, +)
    }
  }

  /// Where a phrase, one of several, or two near each other stand.
  func places(of node: RuleNode) -> [FoundPlace] {
    switch node {
    case .phrase(let phrase, let fields): hits(of: phrase, in: fields).map { FoundPlace($0) }
    case .near(let one, let other, let words):
      Neighbourhood(subject).pairs(places(of: one), places(of: other), within: words)
    case .any(let parts), .all(let parts):
      parts.filter(holds).flatMap { places(of: $0) }
    case .category, .source, .not: []
    }
  }
}

extension Array {
  /// The first index from which on `isBehind` holds, in an array where it goes on holding.
  func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
