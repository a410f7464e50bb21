/// Which places of a paper are near each other, counted in words.
struct Neighbourhood {
  private let subject: Matcher.Subject

  init(_ subject: Matcher.Subject) { self.subject = subject }

  /// Every two places, one of each list, that share no word, are in one field and have at most so
  /// many words between them.
  func pairs(_ ones: [FoundPlace], _ others: [FoundPlace], within words: Int) -> [FoundPlace] {
    guard !ones.isEmpty, !others.isEmpty else { return [] }
    return [Rule.Field.title, .abstract, .author].flatMap { field -> [FoundPlace] in
      let ones = ones.filter { $0.field == field }
      let others = others.filter { $0.field == field }.sorted { $0.start < $1.start }
      guard !ones.isEmpty, !others.isEmpty else { return [] }
      let places = ones + others
      let start = places.reduce(Int.max) { min($0, $1.start) }
      let end = places.reduce(0) { max($0, $1.end) }
      return pairs(ones, others, within: words, in: starts(of: field, in: start..<end))
    }
  }

  /// - Parameter starts: Where the words of the field begin, from the first place on.
  private func pairs(
    _ ones: [FoundPlace], _ others: [FoundPlace], within words: Int, in starts: [Int]
  ) -> [FoundPlace] {
    func first(_ place: FoundPlace) -> Int { starts.partitioningIndex { $0 > place.start } }
    func last(_ place: FoundPlace) -> Int { starts.partitioningIndex { $0 >= place.end } }
    let spans = others.map { (first: first($0), last: last($0)) }
    let longest = spans.reduce(1) { max($0, $1.last - $1.first + 1) }
    return ones.flatMap { one in
      let (start, end) = (first(one), last(one))
      var near: [FoundPlace] = []
      var place = spans.partitioningIndex { $0.first >= start - words - longest }
      while place < spans.count, spans[place].first <= end + words + 1, near.count < 100 {
        let between =
          spans[place].first > end ? spans[place].first - end - 1 : start - spans[place].last - 1
        if between >= 0, between <= words {
          near.append(FoundPlace(from: one, to: others[place]))
        }
        place += 1
      }
      return near
    }
  }
}

extension Neighbourhood {
  /// Where the words of a part of a field begin, of which the first begins with it.
  private func starts(of field: Rule.Field, in place: Range<Int>) -> [Int] {
    var text = subject.text(of: field)
    return text.withUTF8 { text in
      var window = WordWindow()
      window.begin(text)
      window.restart(at: place.lowerBound)
      var starts: [Int] = []
      while window.hasWord(starts.count), window.words[starts.count].start < place.upperBound {
        starts.append(window.words[starts.count].start)
      }
      return starts
    }
  }
}
