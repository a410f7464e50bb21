extension Matcher {
  /// How many phrases and tags a text brings, each counted once, without saying where: the part of
  /// matching that `make bench` compares with other matchers.
  package func marks(in text: UnsafeBufferPointer<UInt8>) -> (phrases: Int, tags: Int) {
    let hits = table.hits(in: text)
    guard !hits.isEmpty else { return (0, 0) }
    let phrases = hits.map(\.phrase)
    return (phrases.distinctCount, phrases.flatMap { brought[$0] }.distinctCount)
  }
}

extension PhraseTable {
  func hits(in text: UnsafeBufferPointer<UInt8>) -> [PhraseHit] {
    var hits: [PhraseHit] = []
    add(in: text, .abstract, to: &hits)
    return hits
  }
}

extension [Int] {
  /// Of few numbers: sorted sooner than they are hashed.
  fileprivate var distinctCount: Int {
    let sorted = sorted()
    return zip(sorted, sorted.dropFirst()).count { $0 != $1 } + (isEmpty ? 0 : 1)
  }
}
