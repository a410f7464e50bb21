import Foundation

/// What a paper is cited by: `rafailov2023direct`, in ASCII.
struct CitationKey {
  let text: String

  init(_ paper: Paper) {
    let name = paper.authors.first.map { $0.split(separator: ",").first.map(String.init) ?? $0 }
    let family = name?.split(whereSeparator: \.isWhitespace).last.map { String($0).keyForm } ?? ""
    let year = paper.yearOfPublication.map(String.init) ?? ""
    let words = paper.title.split { !$0.isLetter && !$0.isNumber }
    let word =
      words.lazy.map { String($0).keyForm }.first { !$0.isEmpty && !Self.fillers.contains($0) }
    let key = (family.isEmpty ? paper.id.placeForKey : family) + year + (word ?? "")
    text = key.isEmpty ? "item" : key
  }

  /// Words that many titles begin with.
  private static let fillers: Set<String> = [
    "a", "an", "the", "on", "of", "for", "in", "to", "and", "with", "from", "via", "toward",
    "towards", "how", "what", "why", "when", "is", "are", "do", "does", "can",
  ]
}

extension Paper {
  /// When it first came out, in UTC; arXiv's identifiers tell it where no feed does.
  var yearOfPublication: Int? {
    if let published { return Day(published, in: .gmt).civil.year }
    guard case .arxiv(let id) = id else { return day?.civil.year }
    let digits = (id.split(separator: "/").last ?? "").prefix(2)
    // Identifiers begin in August 1991.
    return Int(digits).map { $0 < 91 ? 2000 + $0 : 1900 + $0 }
  }
}

extension ItemID {
  /// The name of its site, where nobody is named.
  fileprivate var placeForKey: String {
    guard case .url(let address) = self else { return "" }
    let host = address.split(separator: "/").dropFirst().first ?? ""
    return host.split(separator: ".").first { $0 != "www" }.map { String($0).keyForm } ?? ""
  }
}

extension String {
  /// Small letters and digits of ASCII.
  fileprivate var keyForm: String {
    // Most words are.
    if utf8.allSatisfy({ $0 &- 0x61 < 26 }) { return self }
    let plain = ["ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"]
    let text = plain.reduce(lowercased()) { $0.replacing($1.key, with: $1.value) }
    let scalars = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
