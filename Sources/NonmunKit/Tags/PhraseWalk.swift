/// Follows the words of one text after another along the phrases of a trie.
struct PhraseWalk {
  private let trie: PhraseTrie
  private var field = Rule.Field.title
  private var start = 0
  var window = WordWindow()
  private(set) var hits: [PhraseHit] = []

  init(_ trie: PhraseTrie) { self.trie = trie }

  mutating func begin(_ text: UnsafeBufferPointer<UInt8>, _ field: Rule.Field) {
    self.field = field
    window.begin(text)
  }

  mutating func removeHits() { hits.removeAll(keepingCapacity: true) }

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
    if trie.nodes[node].prefix >= 0 { addPrefixes(of: node, word, here) }
    let next =
      word.isPlural
      ? trie.child(of: node, stem: word.hash) : trie.child(of: node, word.hash)
    if let next {
      arrive(next, number + 1, here, depth + 1, isLast: false)
    }
    if word.hasCapitals, let next = trie.child(of: node, word.writtenHash) {
      arrive(next, number + 1, here, depth + 1, isLast: false)
    }
    if word.isHangul {
      for part in HangulWord(window.letters(of: word)).parts where part.isFirst || depth == 0 {
        guard let next = trie.child(of: node, WordHash.of(part.letters)) else { continue }
        arrive(next, number + 1, here, depth + 1, isLast: !part.isLast)
      }
    }
    guard trie.mayBeHalf(after: node, word.plainHash), window.hasWord(number + 1) else { return }
    followSplit(node, number, here, depth)
  }

  private mutating func addPrefixes(of node: Int, _ word: WordWindow.Word, _ capitals: UInt32) {
    var place = trie.nodes[node].prefix
    while place >= 0 {
      if trie.openings[place].mayBegin(word.letters), begins(word, trie.prefixes[place]) {
        add(trie.prefixes[place].end, capitals, upTo: word.end)
      }
      place = trie.openings[place].next
    }
  }

  private func begins(_ word: WordWindow.Word, _ prefix: PhraseTrie.Prefix) -> Bool {
    guard window.isPrefix(prefix.bytes, of: word) else { return false }
    guard let american = prefix.american else { return true }
    return OtherSpelling.american(window.letters(of: word))?.starts(with: american) ?? false
  }

  /// Takes two words of the text as one of the phrase.
  private mutating func followSplit(
    _ node: Int, _ number: Int, _ capitals: UInt32, _ depth: UInt32
  ) {
    let (one, other) = (window.words[number], window.words[number + 1])
    let unit = one.isHangul ? 3 : 1
    let (left, right) = (one.length / unit, other.length / unit)
    guard one.isHangul == other.isHangul, left + right <= PhraseWord.longestSplit + 10 else {
      return
    }
    let isBorder =
      Self.isDigit(window.letter(one.length - 1, of: one))
      != Self.isDigit(window.letter(0, of: other))
    let hash = window.hash(of: one, joinedWith: other)
    func isHalf(_ form: [UInt8]) -> Bool {
      form.count > one.length && window.isPrefix(form.prefix(one.length), of: one)
    }
    if one.isHangul || isBorder || right > 1,
      let next = trie.child(of: node, hash, parted: .anywhere, isHalf)
    {
      arrive(next, number + 2, capitals, depth + 1, isLast: false)
    }
    if isBorder, let next = trie.child(of: node, hash, parted: .border, isHalf) {
      arrive(next, number + 2, capitals, depth + 1, isLast: false)
    }
    guard one.isHangul else { return }
    let joined = window.letters(of: one) + window.letters(of: other)
    for stem in KoreanParticle.stems(of: joined[...]) where stem.count > one.length {
      guard let next = trie.child(of: node, WordHash.of(stem), parted: .anywhere, isHalf) else {
        continue
      }
      arrive(next, number + 2, capitals, depth + 1, isLast: true)
    }
  }

  private mutating func arrive(
    _ node: Int, _ next: Int, _ capitals: UInt32, _ depth: UInt32, isLast: Bool
  ) {
    var place = trie.nodes[node].end
    while place >= 0 {
      add(trie.ends[place], capitals, upTo: window.words[next - 1].end)
      place = trie.ends[place].next
    }
    if !isLast, trie.nodes[node].goesOn { follow(node, next, capitals: capitals, depth: depth) }
  }

  private mutating func add(_ end: PhraseTrie.End, _ capitals: UInt32, upTo place: Int) {
    guard end.capitals & ~capitals == 0 else { return }
    hits.append(PhraseHit(phrase: end.phrase, field: field, start: start, end: place))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
