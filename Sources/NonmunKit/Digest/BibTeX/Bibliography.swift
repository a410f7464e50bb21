import Foundation

/// Papers as entries of a `.bib` file, which BibTeX and biber read.
package struct Bibliography: Sendable {
  /// The oldest first: a new paper then takes no key away from one that was there.
  package let entries: [(key: String, paper: Paper)]

  package init(_ papers: [Paper]) {
    var taken: Set<String> = []
    entries = papers.sorted { Self.order($0) < Self.order($1) }.map { paper in
      let key = CitationKey(paper).text
      var unique = key
      var number = 2
      // BibTeX compares keys without case; these have none.
      while !taken.insert(unique).inserted {
        unique = "\(key)-\(number)"
        number += 1
      }
      return (unique, paper)
    }
  }

  private static func order(_ paper: Paper) -> (Int, String) {
    (paper.yearOfPublication ?? 0, paper.id.description)
  }

  package var bibtex: String {
    entries.map { Self.entry($0.key, $0.paper) }.joined(separator: "\n")
  }

  private static func entry(_ key: String, _ paper: Paper) -> String {
    let title = paper.title.isEmpty ? paper.id.description : paper.title
    var fields = [("title", braced(BibTeXText(title: title).text))]
    if paper.authors.isEmpty {
      // Plain styles sort by it.
      fields.append(("key", braced(BibTeXText(plain: title).text)))
    } else {
      fields.append(("author", braced(paper.authors.map(author).joined(separator: " and\n    "))))
    }
    if let journal = paper.journalReference {
      fields.append(("journal", braced(BibTeXText(plain: journal).text)))
    }
    if let year = paper.yearOfPublication { fields.append(("year", braced(String(year)))) }
    if let published = paper.published {
      fields.append(("month", months[Day(published, in: .gmt).civil.month - 1]))
    }
    if case .arxiv(let id) = paper.id {
      fields += [("eprint", braced(id)), ("archiveprefix", "{arXiv}")]
      if let category = paper.categories.first {
        fields.append(("primaryclass", braced(address(category))))
      }
    }
    var doi = paper.doi
    if case .doi(let own) = paper.id { doi = own }
    if let doi { fields.append(("doi", braced(address(doi)))) }
    fields.append(("url", braced(address(paper.links.abs ?? paper.links.page ?? paper.id.page()))))
    let lines = fields.map { "  \($0.0.padded(to: 13)) = \($0.1),\n" }.joined()
    return "@\(paper.journalReference == nil ? "misc" : "article"){\(key),\n\(lines)}\n"
  }

  /// Names that are known to every style.
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func braced(_ value: String) -> String { "{\(value)}" }

  /// A name whose parts BibTeX would take for others is kept together.
  private static func author(_ name: String) -> String {
    let text = BibTeXText(plain: name).text
    let words = name.lowercased().split(whereSeparator: \.isWhitespace)
    let isAmbiguous = name.contains(",") || words.contains("and") || words == ["others"]
    return isAmbiguous ? "{\(text)}" : text
  }

  /// What stands in an address, a DOI or a category is not escaped, but must not end the value.
  private static func address(_ text: String) -> String {
    let unsafe: Set<Unicode.Scalar> = ["{", "}", "\\", "\"", "<", ">", "^", "`", "|", " "]
    return text.withoutControls.unicodeScalars.map { scalar in
      unsafe.contains(scalar)
        ? "%" + String(scalar.value, radix: 16, uppercase: true) : String(scalar)
    }.joined()
  }
}
