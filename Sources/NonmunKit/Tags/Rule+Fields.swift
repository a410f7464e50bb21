extension Rule.Field {
  /// Its place among all fields.
  var place: Int {
    switch self {
    case .title: 0
    case .abstract: 1
    case .author: 2
    case .category: 3
    case .source: 4
    }
  }

  /// As JSON names it.
  var nameInJSON: String {
    switch self {
    case .author: "authors"
    case .category: "categories"
    default: rawValue
    }
  }
}

/// Some fields of a paper.
struct FieldSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ fields: [Rule.Field]) {
    rawValue = fields.reduce(0) { $0 | 1 << UInt8($1.place) }
  }

  func contains(_ field: Rule.Field) -> Bool { rawValue & 1 << UInt8(field.place) != 0 }
}
