/// A place in a text that holds TeX, widened so that no brace in it stands alone: of
/// `\emph{state space} models`, where `state space} models` would be marked, all.
struct BracedPlace {
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var place: Range<Int>

  /// - Parameter place: In bytes.
  init(_ place: Range<Int>, in text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    self.place = place
    let (closing, opening) = unmatched
    for _ in 0..<closing { openBefore() }
    for _ in 0..<opening { closeBehind() }
  }

  /// How many braces close what begins before, and open what ends behind.
  private var unmatched: (closing: Int, opening: Int) {
    var (closing, opening) = (0, 0)
    for byte in text[place] {
      if byte == UInt8(ascii: "{") { opening += 1 }
      guard byte == UInt8(ascii: "}") else { continue }
      if opening > 0 { opening -= 1 } else { closing += 1 }
    }
    return (closing, opening)
  }

  /// Takes in the brace that opens what the first unmatched one closes, and its command.
  private mutating func openBefore() {
    var depth = 1
    for start in (farthest.lowerBound..<place.lowerBound).reversed() {
      if text[start] == UInt8(ascii: "}") { depth += 1 }
      if text[start] == UInt8(ascii: "{") { depth -= 1 }
      guard depth == 0 else { continue }
      var command = start
      while command > 0, (text[command - 1] | 0x20) &- 0x61 < 26 { command -= 1 }
      let isCommand = command > 0 && text[command - 1] == UInt8(ascii: "\\")
      place = (isCommand ? command - 1 : start)..<place.upperBound
      return
    }
  }

  private mutating func closeBehind() {
    var depth = 1
    for end in place.upperBound..<farthest.upperBound {
      if text[end] == UInt8(ascii: "{") { depth += 1 }
      if text[end] == UInt8(ascii: "}") { depth -= 1 }
      guard depth == 0 else { continue }
      place = place.lowerBound..<end + 1
      return
    }
  }

  /// A brace that stands farther away is a mistake of the text.
  private var farthest: Range<Int> {
    max(0, place.lowerBound - 200)..<min(text.count, place.upperBound + 200)
  }
}
