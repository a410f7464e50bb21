extension PaperWords {
  /// What speaks for a rule that holds, as it stands in the paper.
  func reasons(_ node: RuleNode, rule: String) -> [Match.Reason] {
    switch node {
    case .phrase, .near:
      places(of: node).flatMap { place in
        place.words.sorted { $0.lowerBound < $1.lowerBound }
          .map { reason($0, in: place.field, rule: rule) }
      }
    case .category(let name): category(name, rule: rule)
    case .source, .not: []
    case .all(let parts): parts.flatMap { reasons($0, rule: rule) }
    case .any(let parts): parts.filter(holds).flatMap { reasons($0, rule: rule) }
    }
  }

  /// - Parameter place: In bytes of the field's UTF-8.
  func reason(_ place: Range<Int>, in field: Rule.Field, rule: String) -> Match.Reason {
    var text = subject.text(of: field)
    return text.withUTF8 { bytes in
      let place = BracedPlace(place, in: bytes).place
      // A scalar is one byte that goes on from no other.
      func scalars(in range: Range<Int>) -> Int {
        var count = 0
        for place in range { count &+= bytes[place] & 0xC0 == 0x80 ? 0 : 1 }
        return count
      }
      return Match.Reason(
        field: field.nameInJSON, text: String(decoding: bytes[place], as: UTF8.self),
        start: scalars(in: 0..<place.lowerBound), length: scalars(in: place), rule: rule)
    }
  }

  /// The first category that a pattern means.
  private func category(_ name: NamePattern, rule: String) -> [Match.Reason] {
    var start = 0
    for category in subject.categories {
      let length = category.unicodeScalars.count
      if name.means(category) {
        return [
          Match.Reason(
            field: "categories", text: category, start: start, length: length, rule: rule)
        ]
      }
      start += length + 2
    }
    return []
  }
}
