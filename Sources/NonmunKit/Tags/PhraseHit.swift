/// Where a phrase stands in a field of a paper, in bytes of its UTF-8.
struct PhraseHit: Equatable, Sendable {
  var phrase: Int
  var field: Rule.Field
  var start: Int
  var end: Int
}

/// What stands at a place of a field, and the words in it that a rule asked for.
struct FoundPlace: Sendable {
  var field: Rule.Field
  var start: Int
  var end: Int
  var words: [Range<Int>]

  init(_ hit: PhraseHit) {
    (field, start, end, words) = (hit.field, hit.start, hit.end, [hit.start..<hit.end])
  }

  init(from one: FoundPlace, to other: FoundPlace) {
    field = one.field
    start = min(one.start, other.start)
    end = max(one.end, other.end)
    words = one.words + other.words
  }
}

extension TokenText {
  /// Where each word stands in the UTF-8 of its text.
  func byteRanges(in text: String) -> [Range<Int>] {
    var starts: [Int] = []
    var place = 0
    for scalar in text.unicodeScalars {
      starts.append(place)
      place += UTF8.width(scalar)
    }
    starts.append(place)
    return words.map { starts[$0.range.lowerBound]..<starts[$0.range.upperBound] }
  }
}
