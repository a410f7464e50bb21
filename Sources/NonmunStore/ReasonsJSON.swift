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
    var string = string
    string.withUTF8 { text in
      // What needs no escape is taken over in one piece.
      var start = 0
      for (place, byte) in text.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
        start = place + 1
        if byte < 0x20 {
          let digits = String(byte, radix: 16)
          add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        } else {
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        }
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
