import Foundation

/// Letters that stand in every text that a regular expression finds something in.
///
/// ICU takes 40 µs to find nothing in an abstract; to find that the rarest of these letters is not
/// there takes a twentieth of one.
struct RequiredLiteral: Hashable, Sendable {
  /// ASCII; in lower case where case does not matter.
  private let bytes: [UInt8]
  private let ignoresCase: Bool
  /// The place of its rarest letter.
  private let rarest: Int

  /// The longest run of letters, digits and spaces outside groups, classes and what may be missing;
  /// `nil` where there is none of at least two, or where one alternative may do without.
  ///
  /// - Parameter pattern: One that ICU accepts.
  init?(in pattern: String, ignoresCase: Bool) {
    var runs: [[UInt8]] = [[]]
    var depth = 0
    var isInClass = false
    var source = Array(pattern.utf8)[...]
    while let byte = source.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        // What `\Q` quotes and `\x{…}` names is not looked at.
        guard let next = source.popFirst(), next != UInt8(ascii: "Q") else { return nil }
        if depth == 0 { runs.append([]) }
        if source.first == UInt8(ascii: "{") {
          source = source.drop { $0 != UInt8(ascii: "}") }.dropFirst()
        } else if next == UInt8(ascii: "x") || next == UInt8(ascii: "u") {
          return nil
        }
      case UInt8(ascii: "[") where !isInClass:
        isInClass = true
        runs.append([])
        if source.first == UInt8(ascii: "]") { source.removeFirst() }
      case UInt8(ascii: "]"): isInClass = false
      case _ where isInClass:
        // A class inside a class, or a set of sets: rare, and not worth reading.
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "&") { return nil }
      case UInt8(ascii: "("):
        // `(?x)` and the like change how the rest is read.
        if source.first == UInt8(ascii: "?"), source.dropFirst().first != UInt8(ascii: ":") {
          return nil
        }
        depth += 1
        runs.append([])
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "|") where depth == 0: return nil
      case _ where depth > 0: break
      case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "{"):
        // The last character may be missing.
        if !runs[runs.count - 1].isEmpty { runs[runs.count - 1].removeLast() }
        if byte == UInt8(ascii: "{") {
          source = source.drop { $0 != UInt8(ascii: "}") }.dropFirst()
        }
        runs.append([])
      case UInt8(ascii: "+"): runs.append([])
      case let byte where byte.isWordOrSpace: runs[runs.count - 1].append(byte)
      default: runs.append([])
      }
    }
    guard let longest = runs.max(by: { $0.count < $1.count }), longest.count > 1 else { return nil }
    bytes = ignoresCase ? longest.map(\.inLowerCase) : longest
    self.ignoresCase = ignoresCase
    let rarity = bytes.map { Self.byRarity.firstIndex(of: $0.inLowerCase) ?? 0 }
    rarest = rarity.indices.max { rarity[$0] < rarity[$1] } ?? 0
    // Other letters fold to these: the sign of the kelvin, and the long s.
    if ignoresCase, bytes.contains(where: { $0 == UInt8(ascii: "k") || $0 == UInt8(ascii: "s") }) {
      return nil
    }
  }

  /// From the commonest to the rarest in English, about.
  private static let byRarity = Array(" etaoinsrhldcumfpgwybvkxjqz0123456789".utf8)

  func stands(in text: String) -> Bool {
    var text = text
    let letter = bytes[rarest]
    return text.withUTF8 { text in
      stands(in: text, at: letter)
        || (ignoresCase && letter &- 0x61 < 26 && stands(in: text, at: letter & ~0x20))
    }
  }

  /// Whether it stands at one of the places of a byte, which is its rarest letter.
  private func stands(in text: UnsafeBufferPointer<UInt8>, at byte: UInt8) -> Bool {
    guard let base = text.baseAddress else { return false }
    var place = rarest
    while place < text.count,
      let found = memchr(base + place, Int32(byte), text.count - place)
    {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let start = place - rarest
      guard start + bytes.count <= text.count else { return false }
      let isHere = bytes.indices.allSatisfy {
        (ignoresCase ? text[start + $0].inLowerCase : text[start + $0]) == bytes[$0]
      }
      if isHere { return true }
      place += 1
    }
    return false
  }
}

extension UInt8 {
  fileprivate var inLowerCase: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  fileprivate var isWordOrSpace: Bool {
    (self | 0x20) &- 0x61 < 26 || self &- 0x30 < 10 || self == 0x20
  }
}
