/// Phrases as paths of words, all that begin alike on one path.
///
/// An edge is found by the ``WordHash`` of the word as a text has it, whatever its ending: 64 bits
/// stand for the word itself.
struct PhraseTrie: Sendable {
  /// A phrase that is complete at a node.
  struct End: Sendable {
    var phrase: Int
    /// Bit i: its word i has capitals that count, and wants capitals in the text.
    var capitals: UInt32
    /// The next of the same node, below zero behind the last.
    var next: Int
  }

  /// A phrase whose last word, which follows a node, may go on.
  struct Prefix: Sendable {
    var end: End
    var bytes: [UInt8]
    /// What the word must begin with in American spelling as well.
    var american: [UInt8]?
  }

  /// With places in ``ends`` and ``prefixes``, below zero where there are none.
  struct Node: Sendable {
    var end = -1
    var prefix = -1
    var goesOn = false
  }

  /// How two words of a text are taken as one of a phrase.
  enum Parting: UInt64 {
    /// Where letters and digits meet: `GPT 4` for `GPT4`.
    case border = 1
    /// Anywhere: `fine tuning` for `finetuning`, `확산 모델` for `확산모델`.
    case anywhere
  }

  private(set) var nodes = [Node()]
  private(set) var ends: [End] = []
  private(set) var prefixes: [Prefix] = []
  /// What each prefix begins with, which tells nearly every word.
  private(set) var openings: [PrefixOpening] = []
  /// By a word of the text, and by the stem, where that is not all there is to it.
  private var edges = HashIndex()
  private var stems = HashIndex()
  /// By two words of the text, or the stem of both: the number of a word that may be taken apart.
  private var parts = HashIndex()
  private var partStems = HashIndex()
  /// The words of phrases that may be taken apart, as typed, and the node behind each.
  private var splits: [(node: Int, forms: [[UInt8]])] = []
  /// The beginnings of words that may be taken apart.
  private var halves = HashFilter(log2: 18)

  static let root = 0

  @inline(__always)
  func child(of node: Int, _ hash: UInt64) -> Int? { edges[Self.key(node, hash)] }

  /// For a plural in capitals, whose stem is not what ``EnglishStem`` says: `VIRUs`.
  func child(of node: Int, stem hash: UInt64) -> Int? { stems[Self.key(node, hash)] }

  /// - Parameter isHalf: Whether a word of the phrase begins with the first of two in the text.
  func child(
    of node: Int, _ hash: UInt64, parted parting: Parting, _ isHalf: ([UInt8]) -> Bool
  ) -> Int? {
    guard let number = parts[Self.key(node, hash) &+ parting.rawValue] else { return nil }
    return splits[number].forms.contains(where: isHalf) ? splits[number].node : nil
  }

  @inline(__always)
  func mayBeHalf(after node: Int, _ hash: UInt64) -> Bool { halves.mayHold(Self.key(node, hash)) }

  @inline(__always)
  private static func key(_ node: Int, _ hash: UInt64) -> UInt64 {
    (hash ^ UInt64(truncatingIfNeeded: node) &* 0xD6E8_FEB8_6659_FD93) &* 0x100_0000_01B3
  }
}

extension PhraseTrie {
  /// - Parameter phrase: Its words; what it has more than 32 of is not looked at.
  /// - Parameter maySplit: Whether its words may be taken apart.
  mutating func add(_ phrase: [PhraseWord], _ number: Int, isPrefix: Bool, maySplit: Bool) {
    var node = Self.root
    var end = End(phrase: number, capitals: 0, next: -1)
    for (place, word) in phrase.prefix(32).enumerated() {
      if word.isCased { end.capitals |= 1 << UInt32(place) }
      if isPrefix, place == phrase.count - 1 {
        for beginning in word.beginnings { add(beginning, end, after: node) }
        return
      }
      let next = addEdge(from: node, word)
      if maySplit { addSplit(from: node, to: next, word) }
      node = next
    }
    guard !ends(of: node).contains(where: { $0.phrase == number }) else { return }
    end.next = nodes[node].end
    ends.append(end)
    nodes[node].end = ends.count - 1
  }

  private mutating func add(
    _ beginning: PhraseWord.Beginning, _ end: End, after node: Int
  ) {
    var end = end
    end.next = nodes[node].prefix
    prefixes.append(Prefix(end: end, bytes: beginning.letters, american: beginning.american))
    openings.append(PrefixOpening(beginning.letters, next: end.next))
    nodes[node].prefix = prefixes.count - 1
    nodes[node].goesOn = true
  }

  private func ends(of node: Int) -> some Sequence<End> {
    sequence(state: nodes[node].end) { place in
      guard place >= 0 else { return nil }
      defer { place = ends[place].next }
      return ends[place]
    }
  }

  private mutating func addEdge(from node: Int, _ word: PhraseWord) -> Int {
    nodes[node].goesOn = true
    let isMixed = !word.writtenForms.isEmpty
    let stem = Self.key(node, WordHash.of(isMixed ? word.writtenStem : word.stem))
    if let next = stems[stem] { return next }
    nodes.append(Node())
    stems.insert(nodes.count - 1, for: stem)
    for form in isMixed ? Array(word.writtenForms) : word.forms {
      let edge = Self.key(node, WordHash.of(form))
      // All in capitals, `LoRA` and `LoRa` are one, which is the first.
      if isMixed, edges[edge] != nil { continue }
      edges.insert(nodes.count - 1, for: edge)
    }
    return nodes.count - 1
  }

  private mutating func addSplit(from node: Int, to next: Int, _ word: PhraseWord) {
    guard !word.halves.isEmpty else { return }
    let parting = word.isCased ? Parting.border : .anywhere
    let stem = Self.key(node, WordHash.of(word.stem)) &+ parting.rawValue
    if let number = partStems[stem] {
      if !splits[number].forms.contains(word.plain) { splits[number].forms.append(word.plain) }
    } else {
      splits.append((next, [word.plain]))
      partStems.insert(splits.count - 1, for: stem)
      for form in word.forms {
        let key = Self.key(node, WordHash.of(form)) &+ parting.rawValue
        parts.insert(splits.count - 1, for: key)
      }
    }
    var hash = WordHash()
    for letter in word.plain.dropLast() {
      hash.add(letter)
      halves.insert(Self.key(node, hash.value))
    }
  }
}
