/// A word of Hangul, and the words that it may be made of.
struct HangulWord {
  /// A word in it.
  struct Part: Equatable {
    var letters: ArraySlice<UInt8>
    /// Whether it begins the word, and whether it ends it.
    var isFirst: Bool
    var isLast: Bool
  }

  private let letters: ArraySlice<UInt8>

  init(_ letters: [UInt8]) { self.letters = letters[...] }

  /// Without its particles; and of a compound each word of three syllables or more that leaves two
  /// or more on either side: 디퓨전 of 비디오디퓨전모델을, but not 퓨전, nor 대학교 of 대학교수.
  ///
  /// Shorter words stand by themselves: 전이 is no part of 디퓨전이.
  var parts: [Part] {
    let stems = KoreanParticle.stems(of: letters)
    let whole = stems.map { Part(letters: $0, isFirst: true, isLast: false) }
    guard letters.count <= Self.longest else { return whole }
    let starts = [0] + stride(from: Self.rest, through: letters.count - Self.shortest, by: 3)
    let compound = starts.flatMap { start -> [Part] in
      let rest = letters.dropFirst(start)
      let ends = stride(from: Self.shortest, through: rest.count - Self.rest, by: 3)
      let parts = ends.map {
        Part(letters: rest.prefix($0), isFirst: start == 0, isLast: false)
      }
      guard start > 0, rest.count >= Self.shortest else { return parts }
      let last = stems.map { $0.dropFirst(start) }.filter { $0.count >= Self.shortest }
        .map { Part(letters: $0, isFirst: false, isLast: false) }
      return parts + last + [Part(letters: rest, isFirst: false, isLast: true)]
    }
    return whole + compound.filter { part in !whole.contains(part) }
  }

  /// In bytes: three syllables of a part, and two of what is beside it.
  private static let shortest = 9
  private static let rest = 6
  /// Nobody writes a longer compound, and its parts would be too many.
  private static let longest = 60
}
