import NonmunKit

/// The formulas of a page, found before Markdown is read: it would take `_`, `*` and `\\` in them
/// for its own.
///
/// `$$…$$` may go over lines, `$…$` stays on one: no space behind the first `$` or before the last,
/// and no digit after it, so that prices are none (as in Pandoc's `tex_math_dollars`).
struct MathPlaces {
  struct Place: Equatable {
    /// The bytes, signs included.
    var range: Range<Int>
    var isDisplayed: Bool
  }

  let places: [Place]

  /// - Parameter isCode: For each line whether it is code or HTML, where `$` is only a sign.
  init(in bytes: ArraySlice<UInt8>, lines: [Range<Int>], isCode: [Bool]) {
    var places: [Place] = []
    var end = bytes.startIndex
    for (number, line) in lines.enumerated() where !isCode[number] {
      var place = max(line.lowerBound, end)
      while place < line.upperBound {
        switch bytes[place] {
        case .backslash: place += 2
        case .backtick: place = Self.endOfCode(in: bytes[place..<line.upperBound])
        case .dollar:
          let isDisplayed = place + 1 < line.upperBound && bytes[place + 1] == .dollar
          let limit =
            isDisplayed
            ? Self.paragraphEnd(number, lines: lines, isCode: isCode, in: bytes) : line.upperBound
          if let found = Self.place(in: bytes, at: place, limit: limit, isDisplayed: isDisplayed) {
            places.append(found)
            place = found.range.upperBound
            end = place
          } else {
            place += bytes[place..<line.upperBound].prefix { $0 == .dollar }.count
          }
        default: place += 1
        }
      }
    }
    self.places = places
  }

  /// In bytes; of text in which many signs open and none closes, little is read for each.
  private static let longestFormula = 4096

  private static func place(
    in bytes: ArraySlice<UInt8>, at start: Int, limit: Int, isDisplayed: Bool
  ) -> Place? {
    let width = isDisplayed ? 2 : 1
    var place = start + width
    let limit = min(limit, start + longestFormula)
    guard place < limit, isDisplayed || !bytes[place].isSpace else { return nil }
    while place < limit {
      switch bytes[place] {
      case .backslash: place += 2
      case .dollar:
        let isDouble = place + 1 < limit && bytes[place + 1] == .dollar
        if isDisplayed ? isDouble : ends(bytes, at: place, limit: limit) {
          guard place > start + width else { return nil }
          return Place(range: start..<place + width, isDisplayed: isDisplayed)
        }
        // Inside a formula of a line stands no sign that does not end it.
        guard isDisplayed else { return nil }
        place += 1
      // Code begins here, which is stronger.
      case .backtick where !isDisplayed: return nil
      default: place += 1
      }
    }
    return nil
  }

  private static func ends(_ bytes: ArraySlice<UInt8>, at place: Int, limit: Int) -> Bool {
    let after = place + 1 < limit ? bytes[place + 1] : .space
    return !bytes[place - 1].isSpace && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(after)
      && after != .dollar
  }

  /// Past a code span, or past the backticks where none closes it on its line.
  private static func endOfCode(in rest: ArraySlice<UInt8>) -> Int {
    let fence = rest.prefix { $0 == .backtick }.count
    var place = rest.startIndex + fence
    let rest = rest.prefix(longestFormula)
    while place < rest.endIndex {
      let run = rest[place...].prefix { $0 == .backtick }.count
      if run == fence { return place + run }
      place += max(run, 1)
    }
    return rest.startIndex + fence
  }

  /// Where the paragraph ends that a line stands in, or the longest formula of it.
  private static func paragraphEnd(
    _ number: Int, lines: [Range<Int>], isCode: [Bool], in bytes: ArraySlice<UInt8>
  ) -> Int {
    var last = number
    let limit = lines[number].lowerBound + Self.longestFormula
    while last + 1 < lines.count, lines[last].upperBound < limit, !isCode[last + 1],
      !bytes[lines[last + 1]].allSatisfy(\.isSpace)
    {
      last += 1
    }
    return lines[last].upperBound
  }
}

extension UInt8 {
  fileprivate static let backslash = UInt8(ascii: "\\")
  fileprivate static let backtick = UInt8(ascii: "`")
  fileprivate static let dollar = UInt8(ascii: "$")
  fileprivate var isSpace: Bool { [.space, .tab, .lineFeed, 0x0D].contains(self) }
}
