import Foundation

/// A date with letters that are not ASCII's, in the words of those that are: Korean becomes
/// `2024- aug 19  pm 3:5:`, other words are kept in lower case.
struct ForeignDate {
  private(set) var plain: [UInt8] = []
  private(set) var isKorean = false

  init(_ text: String) {
    var rest = Substring(text.precomposedStringWithCanonicalMapping)
    while let character = rest.popFirst() {
      isKorean = isKorean || character.isHangul
      switch character {
      case "년", "年": plain.append(UInt8(ascii: "-"))
      case "월", "月": nameMonth()
      case "시", "분", "時", "分": plain.append(UInt8(ascii: ":"))
      case "오":
        let half = rest.popFirst()
        plain += half == "전" ? " am ".utf8 : half == "후" ? " pm ".utf8 : " ".utf8
      case _ where character.isHangul || character.isWhitespace || character == "日":
        plain.append(UInt8(ascii: " "))
      default: plain += character.lowercased().utf8
      }
    }
  }

  /// `8` becomes `aug`; without a number before it, what was read is the Korean Monday.
  private mutating func nameMonth() {
    let digits = plain.reversed().prefix { $0 &- 0x30 < 10 }.reversed()
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      plain.append(UInt8(ascii: " "))
      return
    }
    guard (1...12).contains(number) else {
      // No calendar has it, which the reader finds out.
      plain.append(UInt8(ascii: "-"))
      return
    }
    plain.removeLast(digits.count)
    plain += " \(Self.names[number - 1]) ".utf8
  }

  private static let names = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}

extension Character {
  fileprivate var isHangul: Bool { ("가"..."힣").contains(self) }
}
