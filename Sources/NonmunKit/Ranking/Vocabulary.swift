import Foundation

/// The words and pairs of words that a ranking weighs, and in how many papers each stands.
///
/// Those of the papers that are learned from: what stands in one of them alone teaches nothing of
/// others. Their frequency is counted over the whole library.
package struct Vocabulary: Sendable {
  /// Open addressing; an index of -1 is an empty slot. At most a quarter is full.
  private var slots: [Slot] = []
  /// What four of five features of a text end at: small enough for the processor's nearer caches.
  private var filter = HashFilter(log2: 19)
  private var features: [UInt64]
  private var frequencies: [Int32]
  /// The paper in which each was last counted.
  private var lastCounted: [Int32]
  /// How many papers were counted.
  package private(set) var papers = 0
  private var weights: [Float] = []

  private struct Slot: Sendable {
    var feature: UInt64
    var index: Int32
  }

  /// More are not worth their memory; the commonest are kept.
  private static let most = 50_000

  /// What stands in at least two of some papers.
  package init(of texts: [RankingText]) {
    var counts: [UInt64: (papers: Int32, last: Int32)] = [:]
    counts.reserveCapacity(texts.count * 200)
    for (number, text) in texts.enumerated() {
      text.forEachFeature { feature, _ in
        let held = counts[feature]
        guard held?.last != Int32(number) else { return }
        counts[feature] = ((held?.papers ?? 0) + 1, Int32(number))
      }
    }
    let shared = counts.filter { $0.value.papers > 1 }.sorted {
      ($1.value.papers, $0.key) < ($0.value.papers, $1.key)
    }
    self.init(features: shared.prefix(Self.most).map(\.key))
  }

  private init(features: [UInt64]) {
    self.features = features
    frequencies = Array(repeating: 0, count: features.count)
    lastCounted = Array(repeating: -1, count: features.count)
    var size = 1024
    while size < features.count * 4 { size *= 2 }
    slots = Array(repeating: Slot(feature: 0, index: -1), count: size)
    for (index, feature) in features.enumerated() {
      var place = Int(truncatingIfNeeded: feature ^ (feature >> 32)) & (size - 1)
      while slots[place].index >= 0 { place = (place + 1) & (size - 1) }
      slots[place] = Slot(feature: feature, index: Int32(index))
      filter.insert(feature)
    }
  }

  package var count: Int { features.count }

  func feature(_ index: Int) -> UInt64 { features[index] }

  @inline(__always)
  private static func index(
    of feature: UInt64, in slots: UnsafeBufferPointer<Slot>
  ) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: feature ^ (feature >> 32)) & mask
    while slots[place].index >= 0 {
      if slots[place].feature == feature { return Int(slots[place].index) }
      place = (place + 1) & mask
    }
    return -1
  }
}

extension Vocabulary {
  /// Counts a paper of the library.
  package mutating func count(_ text: RankingText) {
    let number = Int32(papers)
    papers += 1
    slots.withUnsafeBufferPointer { slots in
      lastCounted.withUnsafeMutableBufferPointer { last in
        frequencies.withUnsafeMutableBufferPointer { frequencies in
          text.forEachFeature { feature, _ in
            guard filter.mayHold(feature) else { return }
            let index = Self.index(of: feature, in: slots)
            guard index >= 0, last[index] != number else { return }
            last[index] = number
            frequencies[index] += 1
          }
        }
      }
    }
  }

  /// What stands in more of the library's papers than this tells nothing.
  private static let commonest: Float = 0.6

  /// Weighs each by how rare it is, once all papers are counted.
  package mutating func weigh() {
    let papers = Float(papers)
    weights = frequencies.map { frequency in
      Float(frequency) > Self.commonest * papers
        ? 0 : 1 + log((1 + papers) / (1 + Float(frequency)))
    }
    lastCounted = []
  }

  /// How many times a word of the title counts.
  private static let titleWeight: Float = 2

  /// The words of a paper by tf-idf, with `1 + log(tf)`, of length 1.
  package func vector(_ text: RankingText) -> SparseVector {
    var counts = WordCounts(count)
    return vector(text, &counts)
  }

  /// - Parameter counts: Room for ``count`` words, to be used again for the next paper.
  package func vector(_ text: RankingText, _ counts: inout WordCounts) -> SparseVector {
    slots.withUnsafeBufferPointer { slots in
      text.forEachFeature { feature, isTitle in
        guard filter.mayHold(feature) else { return }
        let index = Self.index(of: feature, in: slots)
        if index >= 0, weights[index] > 0 {
          counts.add(isTitle ? Self.titleWeight : 1, to: index)
        }
      }
    }
    var vector = SparseVector()
    var squares: Float = 0
    counts.empty { index, count in
      let value = (1 + log(count)) * weights[Int(index)]
      vector.indices.append(index)
      vector.values.append(value)
      squares += value * value
    }
    let length = squares.squareRoot()
    if length > 0 { for place in vector.values.indices { vector.values[place] /= length } }
    return vector
  }

  /// The words of a paper that are weighed, as it spells them, by index.
  func spellings(title: String, abstract: String) -> [Int: String] {
    let spelled = RankingText(title: title, abstract: abstract)
      .spellings(title: title, abstract: abstract)
    return slots.withUnsafeBufferPointer { slots in
      var byIndex: [Int: String] = [:]
      for (feature, text) in spelled {
        let index = Self.index(of: feature, in: slots)
        if index >= 0 { byIndex[index] = text }
      }
      return byIndex
    }
  }
}

extension Vocabulary: Codable {
  private enum Key: CodingKey { case features, frequencies, papers }

  /// In the byte order of the machine: what a library holds is read where it was written.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(features.withUnsafeBytes { Data($0) }, forKey: .features)
    try container.encode(frequencies.withUnsafeBytes { Data($0) }, forKey: .frequencies)
    try container.encode(papers, forKey: .papers)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(features: [UInt64](bytes: try container.decode(Data.self, forKey: .features)))
    let frequencies = [Int32](bytes: try container.decode(Data.self, forKey: .frequencies))
    guard frequencies.count == features.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .frequencies, in: container, debugDescription: "not one for each word")
    }
    self.frequencies = frequencies
    papers = try container.decode(Int.self, forKey: .papers)
    weigh()
  }
}

extension Array where Element: BitwiseCopyable {
  /// Reads back what `withUnsafeBytes` wrote.
  init(bytes: Data) {
    self = bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<Element>.stride).map {
        bytes.loadUnaligned(
          fromByteOffset: $0 * MemoryLayout<Element>.stride, as: Element.self)
      }
    }
  }
}
