/// Phrases as paths of words, all that begin alike on one path.
///
/// An edge is found by the hash of the folded word; 64 bits of FNV-1a stand for the word itself.
struct PhraseTrie: Sendable {
  /// A phrase that is complete at a node.
  struct End: Sendable {
    var phrase: Int
    /// Bit i: its word i is in capitals, and wants capitals in the text.
    var capitals: UInt32
  }

  /// A phrase whose last word, which follows a node, may go on.
  struct Prefix: Sendable {
    var end: End
    var bytes: [UInt8]
  }

  struct Node: Sendable {
    var ends: [End] = []
    var prefixes: [Prefix] = []
    var goesOn = false
    var hasPrefixes = false
  }

  /// What may be taken apart in the text: how a word of a phrase is looked for as two.
  enum Splitting: UInt64 {
    /// As one word.
    case none = 1
    /// Where letters and digits meet: `GPT 4` for `GPT4`.
    case atBorders = 2
    /// Anywhere: `fine tuning` for `finetuning`, `확산 모델` for `확산모델`.
    case anywhere = 3
  }

  private(set) var nodes = [Node()]
  private var edges = HashIndex()
  /// The beginnings of words that may be taken apart.
  private var halves = HashFilter(log2: 18)

  static let root = 0

  /// The words of phrases that may be taken apart, as typed, and the node behind each.
  private var splits: [(node: Int, forms: [[UInt8]])] = []

  func child(of node: Int, _ hash: UInt64) -> Int? { edges[Self.key(node, hash, .none)] }

  /// - Parameter half: The first of the two words, with which a form of the phrase's begins.
  func child(
    of node: Int, _ hash: UInt64, _ splitting: Splitting, after half: ArraySlice<UInt8>
  ) -> Int? {
    guard let number = edges[Self.key(node, hash, splitting)] else { return nil }
    let split = splits[number]
    return split.forms.contains { $0.count > half.count && $0.starts(with: half) }
      ? split.node : nil
  }

  func mayBeHalf(_ plainHash: UInt64) -> Bool { halves.mayHold(plainHash) }

  private static func key(_ node: Int, _ hash: UInt64, _ splitting: Splitting) -> UInt64 {
    (hash ^ UInt64(node) &* 0xD6E8_FEB8_6659_FD93) &* 0x100_0000_01B3 &+ splitting.rawValue
  }
}

extension PhraseTrie {
  /// - Parameter phrase: Its words; what it has more than 32 of is not looked at.
  /// - Parameter maySplit: Whether its words may be taken apart.
  mutating func add(_ phrase: TokenText, _ number: Int, isPrefix: Bool, maySplit: Bool) {
    var node = Self.root
    var capitals: UInt32 = 0
    for (place, word) in phrase.words.prefix(32).enumerated() {
      if word.isAcronym { capitals |= 1 << UInt32(place) }
      if isPrefix, place == phrase.words.count - 1 {
        nodes[node].goesOn = true
        nodes[node].hasPrefixes = true
        nodes[node].prefixes.append(
          Prefix(
            end: End(phrase: number, capitals: capitals), bytes: Array(phrase.bytes[word.plain])))
        return
      }
      let next = addEdge(from: node, word.hash)
      if maySplit { addSplit(from: node, to: next, word, phrase) }
      node = next
    }
    if !nodes[node].ends.contains(where: { $0.phrase == number }) {
      nodes[node].ends.append(End(phrase: number, capitals: capitals))
    }
  }

  private mutating func addEdge(from node: Int, _ hash: UInt64) -> Int {
    nodes[node].goesOn = true
    let key = Self.key(node, hash, .none)
    if let next = edges[key] { return next }
    nodes.append(Node())
    edges.insert(nodes.count - 1, for: key)
    return nodes.count - 1
  }

  private mutating func addSplit(
    from node: Int, to next: Int, _ word: TokenText.Word, _ phrase: TokenText
  ) {
    let plain = phrase.bytes[word.plain]
    let letters = word.isHangul ? plain.count / 3 : plain.count
    guard letters > (word.isHangul || word.isAcronym ? 2 : 3), letters <= Self.longestSplit else {
      return
    }
    let key = Self.key(node, word.hash, word.isAcronym ? .atBorders : .anywhere)
    if let number = edges[key] {
      if !splits[number].forms.contains(Array(plain)) { splits[number].forms.append(Array(plain)) }
    } else {
      splits.append((next, [Array(plain)]))
      edges.insert(splits.count - 1, for: key)
    }
    var hash = TokenText.hashSeed
    for byte in plain.dropLast() {
      hash = TokenText.hash(hash, byte)
      halves.insert(hash)
    }
  }

  /// In letters: a longer word is no compound that people take apart.
  static let longestSplit = 30
}
