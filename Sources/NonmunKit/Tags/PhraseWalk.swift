/// Follows the words of a text along the phrases of a trie.
struct PhraseWalk {
  private let trie: PhraseTrie
  private let field: Rule.Field
  private var start = 0
  var window: WordWindow
  private(set) var hits: [PhraseHit] = []

  init(_ trie: PhraseTrie, _ field: Rule.Field, _ text: UnsafeBufferPointer<UInt8>) {
    self.trie = trie
    self.field = field
    window = WordWindow(text)
  }

  /// Adds what begins at a word of plain text.
  ///
  /// - Returns: Whether all words that mattered were plain; if not, nothing was added.
  mutating func addPhrases(beginningAt place: Int) -> Bool {
    let count = hits.count
    window.restart(at: place)
    addPhrases(beginningWithWord: 0)
    if window.isCut { hits.removeLast(hits.count - count) }
    return !window.isCut
  }

  mutating func addPhrases(beginningWithWord number: Int) {
    guard window.hasWord(number) else { return }
    start = window.words[number].start
    follow(PhraseTrie.root, number, capitals: 0, depth: 0)
  }

  /// - Parameter capitals: Bit i: the word that stands for word i of the phrase has capitals.
  /// - Parameter depth: How many words of the phrase are behind.
  private mutating func follow(_ node: Int, _ number: Int, capitals: UInt32, depth: UInt32) {
    guard window.hasWord(number) else { return }
    let word = window.words[number]
    let here = capitals | (word.hasCapitals && depth < 32 ? 1 << depth : 0)
    if trie.nodes[node].hasPrefixes { addPrefixes(of: node, word, here) }
    if let next = trie.child(of: node, word.hash) {
      arrive(next, number + 1, here, depth + 1, isLast: false)
    }
    if word.isHangul {
      // A particle ends a phrase.
      for stem in KoreanParticle.stems(of: window.bytes[word.plain]) {
        guard let next = trie.child(of: node, WordWindow.hash(stem)) else { continue }
        arrive(next, number + 1, here, depth + 1, isLast: true)
      }
    }
    guard trie.mayBeHalf(word.plainHash), window.hasWord(number + 1) else { return }
    followSplit(node, number, here, depth)
  }

  private mutating func addPrefixes(of node: Int, _ word: WordWindow.Word, _ capitals: UInt32) {
    for prefix in trie.nodes[node].prefixes
    where word.plain.count >= prefix.bytes.count
      && window.bytes[word.plain].starts(with: prefix.bytes)
    {
      add(prefix.end, capitals, upTo: word.end)
    }
  }

  /// Takes two words of the text as one of the phrase.
  private mutating func followSplit(
    _ node: Int, _ number: Int, _ capitals: UInt32, _ depth: UInt32
  ) {
    let (one, other) = (window.words[number], window.words[number + 1])
    let unit = one.isHangul ? 3 : 1
    let (left, right) = (one.plain.count / unit, other.plain.count / unit)
    guard one.isHangul == other.isHangul, left + right <= PhraseTrie.longestSplit + 10 else {
      return
    }
    let isBorder =
      Self.isDigit(window.bytes[one.plain.upperBound - 1])
      != Self.isDigit(window.bytes[other.plain.lowerBound])
    let hash = window.joinedHash(number)
    let half = window.bytes[one.plain]
    if one.isHangul || isBorder || right > 1,
      let next = trie.child(of: node, hash, .anywhere, after: half)
    {
      arrive(next, number + 2, capitals, depth + 1, isLast: false)
    }
    if isBorder, let next = trie.child(of: node, hash, .atBorders, after: half) {
      arrive(next, number + 2, capitals, depth + 1, isLast: false)
    }
    guard one.isHangul else { return }
    let joined = Array(window.bytes[one.plain]) + window.bytes[other.plain]
    for stem in KoreanParticle.stems(of: joined[...]) where stem.count > one.plain.count {
      guard
        let next = trie.child(of: node, WordWindow.hash(stem), .anywhere, after: half)
      else { continue }
      arrive(next, number + 2, capitals, depth + 1, isLast: true)
    }
  }

  private mutating func arrive(
    _ node: Int, _ next: Int, _ capitals: UInt32, _ depth: UInt32, isLast: Bool
  ) {
    for end in trie.nodes[node].ends { add(end, capitals, upTo: window.words[next - 1].end) }
    if !isLast, trie.nodes[node].goesOn { follow(node, next, capitals: capitals, depth: depth) }
  }

  private mutating func add(_ end: PhraseTrie.End, _ capitals: UInt32, upTo place: Int) {
    guard end.capitals & ~capitals == 0 else { return }
    hits.append(PhraseHit(phrase: end.phrase, field: field, start: start, end: place))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
