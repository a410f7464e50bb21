/// An arXiv identifier with the version that was named, if one was.
///
/// Source: arXiv, "Understanding the arXiv identifier": `YYMM.NNNN` from 0704 to 1412,
/// `YYMM.NNNNN` since 1501, before that `archive/YYMMNNN`, with or without a subject class
/// (`math.CA/0611800`), which is no part of the identity.
package struct ArxivID: Hashable, Sendable {
  package let id: String
  package let version: Int?

  /// Reads an identifier that is all of `text`.
  package init?(_ text: some StringProtocol) {
    guard let (found, rest) = Self.prefix(of: Substring(text)), rest.isEmpty else { return nil }
    self = found
  }

  /// Reads an identifier at the start of `text`, and gives what follows it.
  ///
  /// What follows must not carry the identifier on: `2406.075221` holds none.
  static func prefix(of text: Substring) -> (ArxivID, rest: Substring)? {
    guard let (id, afterID) = modern(text) ?? old(text) else { return nil }
    var rest = afterID
    var version: Int?
    if let mark = rest.first, mark == "v" || mark == "V" {
      let digits = rest.dropFirst().prefix(while: \.isASCIIDigit)
      if (1...3).contains(digits.count), let number = Int(digits), number > 0 {
        version = number
        rest = rest[digits.endIndex...]
      }
    }
    if let next = rest.first, next.isASCIIDigit || next.isASCIILetter { return nil }
    return (ArxivID(id: id, version: version), rest)
  }

  private init(id: String, version: Int?) {
    self.id = id
    self.version = version
  }
}

extension ArxivID {
  private static func modern(_ text: Substring) -> (id: String, rest: Substring)? {
    // By bytes: every item of every feed is asked, and most say no.
    let bytes = text.utf8
    let yearAndMonth = bytes.prefix(4)
    guard yearAndMonth.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(Substring(yearAndMonth)),
      number >= 704, (1...12).contains(number % 100),
      bytes[yearAndMonth.endIndex...].first == UInt8(ascii: ".")
    else { return nil }
    let digits = bytes[yearAndMonth.endIndex...].dropFirst().prefix { $0 &- 0x30 < 10 }
    guard digits.count == (number >= 1501 ? 5 : 4) else { return nil }
    return (String(text[..<digits.endIndex]), text[digits.endIndex...])
  }

  private static func old(_ text: Substring) -> (id: String, rest: Substring)? {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let name = text[..<slash]
    let archive = name.prefix { $0 != "." }.lowercased()
    guard archives.contains(archive) else { return nil }
    // A subject class is two letters, such as `.CA`, or a word, such as `.stat-mech`.
    let subject = name.dropFirst(archive.count)
    guard subject.isEmpty || subject.dropFirst().allSatisfy({ $0.isASCIILetter || $0 == "-" })
    else { return nil }
    let digits = text[text.index(after: slash)...].prefix(while: \.isASCIIDigit)
    guard digits.count == 7, (1...12).contains(Int(digits.dropFirst(2).prefix(2)) ?? 0) else {
      return nil
    }
    return ("\(archive)/\(digits)", text[digits.endIndex...])
  }

  /// Every archive that gave out identifiers of the old form, until March 2007.
  private static let archives: Set<String> = [
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn",
    "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex",
    "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th",
    "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph", "solv-int", "stat", "supr-con",
  ]
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
