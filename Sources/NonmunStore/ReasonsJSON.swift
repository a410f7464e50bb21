import NonmunKit

/// What spoke for a match, as JSON: written by hand, for an encoder takes ten times as long, and a
/// changed rule writes all matches anew.
struct ReasonsJSON {
  private(set) var text = "["

  init(_ reasons: [Match.Reason]) {
    for (place, reason) in reasons.enumerated() {
      text += place == 0 ? "{\"field\":" : ",{\"field\":"
      add(reason.field)
      text += ",\"text\":"
      add(reason.text)
      text += ",\"start\":\(reason.start),\"length\":\(reason.length),\"rule\":"
      add(reason.rule)
      text += "}"
    }
    text += "]"
  }

  /// Source: RFC 8259, section 7.
  private mutating func add(_ string: String) {
    text += "\""
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != 0x5C }) {
      text += string
    } else {
      for scalar in string.unicodeScalars {
        switch scalar {
        case "\"", "\\": text += "\\\(scalar)"
        case ..<"\u{20}":
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
