import NonmunKit

/// The authors of an arXiv paper, as its forms write them, each to the same names.
///
/// Source: arXiv/arxiv-base, `parse_author_affil`, which makes the single names of the API and of
/// OAI-PMH from the one text that authors type in.
enum AuthorList {
  /// `A. Bee (1), C. Dee, Jr., and E. Eff ((1) MIT, USA)`: what is in parentheses is no name, and
  /// neither is a formula, which marks a footnote.
  static func names(in joined: String) -> [String] {
    var joined = joined
    let isPlain = TeXText.signs.isMissing(in: joined)
    var names: [String] = []
    for name in joined.withUTF8({ splitAtCommas($0) ?? split($0) }) {
      if let suffix = suffix(name[...]), let last = names.indices.last {
        names[last] += " \(suffix)"
      } else {
        let name = isPlain ? name : TeXText.unicode(name)
        if isName(name) { names.append(name) }
      }
    }
    return names
  }

  /// A name that stands by itself: `Waldyr A. Rodrigues, Jr`.
  static func name(alone written: String) -> String? {
    let name = signs.isMissing(in: written) ? written : names(in: written).joined(separator: ", ")
    return isName(name) ? name : nil
  }

  /// What a name that needs no reading does not have.
  private static let signs = ByteSet(",;:()$\\{}~")

  /// The parts that OAI-PMH and the bulk metadata have.
  static func name(first: String, last: String, suffix: String) -> String? {
    let parts = [first, last, suffix].filter { !$0.isEmpty }
    let name = TeXText.unicode(parts.joined(separator: " ")).whiteSpaceFolded
    return isName(name) ? name : nil
  }

  /// `Rodrigues, Waldyr A., Jr` as it is said.
  static func name(turned written: String) -> String? {
    var parts = written.split(separator: ",").map { String($0).whiteSpaceFolded }
    guard parts.count > 1 else { return name(first: "", last: written, suffix: "") }
    var suffix = parts.count > 2 ? parts.removeLast() : ""
    // Some servers put it behind the first names.
    if suffix.isEmpty, let space = parts[1].lastIndex(of: " "),
      let end = self.suffix(parts[1][parts[1].index(after: space)...])
    {
      suffix = end
      parts[1] = String(parts[1][..<space])
    }
    return name(first: parts.dropFirst().joined(separator: " "), last: parts[0], suffix: suffix)
  }

  /// What stands between names is none: the `:` behind a collaboration, `et al.`
  private static func isName(_ text: String) -> Bool {
    if let first = text.utf8.first, first &- 0x41 < 26 { return true }
    return text.unicodeScalars.contains { $0.properties.isAlphabetic } && text != "et al."
      && text != "et al"
  }

  private static func suffix(_ text: Substring) -> String? {
    guard text.utf8.count <= 3 else { return nil }
    let isSuffix = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "2nd", "3rd"].contains(text)
    return isSuffix ? String(text) : nil
  }
}

extension AuthorList {
  /// Names with nothing between them but commas, as nearly all are; `nil` where there is more.
  private static func splitAtCommas(_ bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
    var names: [String] = []
    var start = 0
    for place in 0...bytes.count {
      let byte = place < bytes.count ? bytes[place] : UInt8(ascii: ",")
      guard byte == UInt8(ascii: ",") else {
        let isConjunction = byte == 0x20 && conjunction(bytes[(place + 1)...]) != nil
        guard !separators.contains(byte), !isConjunction else { return nil }
        continue
      }
      let name = WhiteSpace.folded(UnsafeBufferPointer(rebasing: bytes[start..<place]))
      if !name.isEmpty { names.append(name.utf8.last == UInt8(ascii: ".") ? known(name) : name) }
      start = place + 1
    }
    return names
  }

  private static let separators = ByteSet("();:$\\&\n")

  /// Without what stands for those who are not named.
  private static func known(_ name: String) -> String {
    name.hasSuffix(" et al.") ? String(name.dropLast(7)) : name
  }

  private static func split(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    /// How many parentheses are open, and where the outermost is.
    var (depth, open) = (0, 0)
    var (isFormula, isTrusting) = (false, true)
    var place = 0
    let lastSign = bytes.lastIndex(of: UInt8(ascii: "$")) ?? -1
    func end() {
      let text = name.withUnsafeBufferPointer(WhiteSpace.folded)
      if !text.isEmpty { names.append(known(text)) }
      name.removeAll(keepingCapacity: true)
    }
    while place < bytes.count {
      let byte = bytes[place]
      let isEscaped = place > 0 && bytes[place - 1] == UInt8(ascii: "\\")
      switch byte {
      case UInt8(ascii: "$") where !isEscaped: isFormula = !isFormula && place < lastSign
      case _ where isFormula: break
      case UInt8(ascii: "(") where isTrusting:
        if depth == 0 { open = place }
        depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case _ where depth > 0: break
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
        // `\\,` is a thin space.
        if isEscaped { name[name.count - 1] = UInt8(ascii: " ") } else { end() }
      case UInt8(ascii: " "), UInt8(ascii: "\n"):
        if let length = conjunction(bytes[(place + 1)...]) {
          end()
          place += length
        } else {
          name.append(byte)
        }
      default: name.append(byte)
      }
      place += 1
      // One that nobody closed hides no names.
      if place == bytes.count, depth > 0 {
        (depth, isTrusting) = (0, false)
        place = bytes[open...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count
      }
    }
    end()
    return names
  }

  /// The length of `and ` or `& ` at the start.
  private static func conjunction(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    if rest.first == UInt8(ascii: "a"), rest.starts(with: "and ".utf8) { return 4 }
    return rest.first == UInt8(ascii: "&") && rest.starts(with: "& ".utf8) ? 2 : nil
  }
}
