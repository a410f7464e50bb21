/// A few numbers that are not zero, by ascending index.
package struct SparseVector: Equatable, Sendable {
  package var indices: [Int32] = []
  package var values: [Float] = []

  package init() {}

  func product(_ weights: [Float]) -> Float {
    weights.withUnsafeBufferPointer { weights in
      indices.withUnsafeBufferPointer { indices in
        values.withUnsafeBufferPointer { values in
          var sum: Float = 0
          for place in indices.indices { sum += weights[Int(indices[place])] * values[place] }
          return sum
        }
      }
    }
  }

  /// The indices that both hold, with the product of their values.
  func shared(with other: SparseVector) -> [(index: Int, product: Float)] {
    var shared: [(Int, Float)] = []
    var (mine, theirs) = (0, 0)
    while mine < indices.count, theirs < other.indices.count {
      if indices[mine] == other.indices[theirs] {
        shared.append((Int(indices[mine]), values[mine] * other.values[theirs]))
        (mine, theirs) = (mine + 1, theirs + 1)
      } else if indices[mine] < other.indices[theirs] {
        mine += 1
      } else {
        theirs += 1
      }
    }
    return shared
  }
}
