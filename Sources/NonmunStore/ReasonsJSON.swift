import NonmunKit

/// What spoke for a match, as JSON: written by hand, for an encoder takes ten times as long, and a
/// changed rule writes all matches anew.
struct ReasonsJSON {
  /// A string of Swift's takes each escaped character by itself, and rules are full of quotation
  /// marks.
  private var bytes: [UInt8] = Array("[".utf8)

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(_ reasons: [Match.Reason]) {
    for (place, reason) in reasons.enumerated() {
      add(place == 0 ? "{\"field\":" : ",{\"field\":")
      add(quoted: reason.field)
      add(",\"text\":")
      add(quoted: reason.text)
      add(",\"start\":\(reason.start),\"length\":\(reason.length),\"rule\":")
      add(quoted: reason.rule)
      add("}")
    }
    add("]")
  }

  private mutating func add(_ json: String) { bytes += json.utf8 }

  /// Source: RFC 8259, section 7.
  private mutating func add(quoted string: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case ..<0x20:
        let digits = String(byte, radix: 16)
        add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
