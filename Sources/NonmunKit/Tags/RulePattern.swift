import Foundation

/// A regular expression of a rule, as ICU reads it (unicode-org.github.io/icu, "Regular
/// Expressions"), run on a field as it was written.
///
/// Without a capital letter of its own it finds any case: `/flux/` finds FLUX, `/FLUX/` only that.
package struct RulePattern: Hashable, Sendable {
  /// Without the slashes.
  package let text: String
  private let expression: NSRegularExpression
  private let literal: RequiredLiteral?

  /// - Throws: A ``RuleError`` whose column counts from the first character of the pattern.
  package init(_ text: String) throws(RuleError) {
    self.text = text
    literal = RequiredLiteral(in: text, ignoresCase: !Self.hasCapital(text))
    do {
      expression = try NSRegularExpression(
        pattern: text, options: Self.hasCapital(text) ? [] : [.caseInsensitive])
    } catch {
      throw RuleError(
        column: Self.placeOfSlip(in: text), reason: "this is no regular expression: /\(text)/")
    }
    guard !findsNothing else {
      throw RuleError(
        column: 1, reason: "/\(text)/ also finds the empty text, which stands everywhere")
    }
    guard !isSlow else {
      throw RuleError(
        column: 1,
        reason: "/\(text)/ takes too long: repetitions inside repetitions, such as (a+)+")
    }
  }

  package static func == (one: RulePattern, other: RulePattern) -> Bool { one.text == other.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Where it stands, in bytes of UTF-8; at most ``mostFound`` places.
  package func places(in text: String) -> [Range<Int>] {
    if let literal, !literal.stands(in: text) { return [] }
    return search(text).places.map { place in
      let start = String.Index(utf16Offset: place.lowerBound, in: text)
      let end = String.Index(utf16Offset: place.upperBound, in: text)
      let utf8 = text.utf8
      let offset = utf8.distance(from: utf8.startIndex, to: start)
      return offset..<offset + utf8.distance(from: start, to: end)
    }
  }
}

extension RulePattern {
  private static let mostFound = 100
  /// Of a field, in UTF-16 units: five abstracts. What stands behind is not read.
  private static let longestText = 10_000
  /// ICU reports at each place that it begins at, and after every 10,000 steps, of which so many
  /// are allowed for; then the search is given up, so that a pattern and a text that do not get
  /// along cost seconds and not years. One that fails so on a short text is refused when it is read.
  private static let longestSearch = 20

  private func search(_ text: String) -> (places: [Range<Int>], isGivenUp: Bool) {
    var places: [Range<Int>] = []
    var reports = 0
    let length = min(text.utf16.count, Self.longestText)
    expression.enumerateMatches(
      in: text, options: isBounded ? [] : .reportProgress, range: NSRange(0..<length)
    ) { match, _, stop in
      if let range = match.flatMap({ Range($0.range) }) {
        if !range.isEmpty { places.append(range) }
      } else {
        reports += 1
      }
      if reports > length + Self.longestSearch || places.count == Self.mostFound {
        stop.pointee = true
      }
    }
    return (places, reports > length + Self.longestSearch)
  }

  /// Whether no place of any text can take long: reports cost four times what such a search does.
  private var isBounded: Bool {
    !text.contains { "*+{".contains($0) } && text.count { "?|".contains($0) } <= 8
  }

  private var findsNothing: Bool {
    expression.firstMatch(in: "", range: NSRange(0..<0)) != nil
  }

  /// Tried on runs of each of its own characters, where repetitions of repetitions explode.
  private var isSlow: Bool {
    Set(text.unicodeScalars.filter { $0.properties.isAlphabetic || $0 == " " }).union(["a"])
      .contains { scalar in
        search(String(repeating: String(scalar), count: 60) + "\u{1}").isGivenUp
      }
  }

  /// Escapes such as `\S` and `\p{L}` are no capitals.
  private static func hasCapital(_ text: String) -> Bool {
    var isEscaped = false
    var isProperty = false
    for scalar in text.unicodeScalars {
      if isProperty {
        isProperty = scalar != "}"
      } else if isEscaped {
        isEscaped = false
        isProperty = "pPN".unicodeScalars.contains(scalar)
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar.properties.isUppercase {
        return true
      }
    }
    return false
  }

  /// The bracket that is not closed or not opened, else the beginning: ICU's own place of an error
  /// is not handed on by Foundation.
  private static func placeOfSlip(in text: String) -> Int {
    var open: [(scalar: Unicode.Scalar, column: Int)] = []
    var isEscaped = false
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch scalar {
      case "\\": isEscaped = true
      case "]" where open.last?.scalar == "[": open.removeLast()
      case _ where open.last?.scalar == "[": break
      case "(", "[": open.append((scalar, index + 1))
      case ")":
        guard open.popLast() != nil else { return index + 1 }
      default: break
      }
    }
    return open.last?.column ?? 1
  }
}
