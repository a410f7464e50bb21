/// How often each word of a vocabulary stands in a paper, to be filled for one paper after another.
package struct WordCounts {
  /// By word: all 0 between papers.
  private var counts: [Float]
  /// The words that are not 0.
  private var counted: [Int32] = []

  package init(_ words: Int) { counts = Array(repeating: 0, count: words) }

  @inline(__always)
  mutating func add(_ count: Float, to word: Int) {
    if counts[word] == 0 { counted.append(Int32(word)) }
    counts[word] += count
  }

  /// Hands over the words that were counted, in their order, and forgets them.
  mutating func empty(_ body: (_ word: Int32, _ count: Float) -> Void) {
    counted.sort()
    for word in counted {
      body(word, counts[Int(word)])
      counts[Int(word)] = 0
    }
    counted.removeAll(keepingCapacity: true)
  }
}
