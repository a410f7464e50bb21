import Foundation
import NonmunKit
import Testing

@Suite struct BibliographyTests {
  private func paper(
    _ id: String, _ title: String, _ authors: [String] = ["Ada Lovelace"], year: Int? = 2024
  ) throws -> Paper {
    let published = try year.map { try #require(Day(year: $0, month: 8, day: 19)).startInUTC }
    return Paper(
      id: try #require(ItemID(stored: id)), title: title, authors: authors,
      categories: ["cs.LG"], published: published, firstSeen: Date(timeIntervalSince1970: 0))
  }

  private func field(_ name: String, of paper: Paper) throws -> String {
    let entries = try BibTeXReader.entries(of: Bibliography([paper]).bibtex)
    return try #require(entries.first?.fields[name])
  }

  @Test(arguments: [
    ("Attention: is it all?", "Attention: is it all?"),
    ("SimPO: Simple LLM alignment", "{SimPO}: Simple {LLM} alignment"),
    (
      "50% of R&D #1_a ~^",
      ##"50\% of {R\&D} \#1\_a \textasciitilde{}\textasciicircum{}"##
    ),
    ("Ünïcode ß", #"{\"U}n{\"\i}code {\ss}"#), ("한국어 논문", "한국어 논문"),
    ("An $\\ell_1$ bound", "An {$\\ell_1$} bound"),
    ("cost $5", "cost \\$5"), ("open { brace", #"open \textbraceleft{} brace"#),
    ("} {", #"\textbraceright{} \textbraceleft{}"#),
    ("$\\mathcal{L$ broken", #"{\$\textbackslash{}mathcal\textbraceleft{}L\$} broken"#),
    ("\\emph{Deep} \\foo{x}", #"\emph{Deep} \textbackslash{}foo{x}"#),
    ("a < b", #"a \textless{} b"#),
    ("\\{x\\}", #"\textbackslash{}{x\textbackslash{}}"#),
  ])
  func titlesStayWhole(_ title: String, _ written: String) throws {
    #expect(try field("title", of: paper("arxiv:2408.00001", title)) == written)
  }

  @Test(arguments: [
    (["Rafael Rafailov", "Christopher Ré"], #"Rafael Rafailov and Christopher R{\'e}"#),
    (["King, Jr., Martin"], "{King, Jr., Martin}"),
    (["Simon and Garfunkel"], "{Simon and Garfunkel}"),
    (["Łukasz Kaiser", "Çağrı Öz"], #"{\L}ukasz Kaiser and {\c C}a{\u g}r{\i} {\"O}z"#),
    (["others"], "{others}"), (["김철수"], "김철수"),
  ])
  func namesStayApart(_ authors: [String], _ written: String) throws {
    let field = try field("author", of: paper("arxiv:2408.00001", "x", authors))
    #expect(field.split(whereSeparator: \.isWhitespace).joined(separator: " ") == written)
  }

  @Test(
    arguments: [
      (
        "arxiv:2305.18290", "Direct Preference Optimization", "Rafael Rafailov", 2024,
        "rafailov2024direct"
      ),
      ("arxiv:2305.18290", "A Study of Łazy Things", "Christopher Ré", 2023, "re2023study"),
      ("arxiv:cs/0205028", "NLTK", "Edward Loper", nil, "loper2002nltk"),
      ("arxiv:2305.18290", "논문", "김철수", 2023, "2023"),
      ("url:https://www.distill.pub/2021/gnn", "The GNN", nil, 2021, "distill2021gnn"),
      ("doi:10.1/x", "", nil, nil, "item"),
    ] as [(String, String, String?, Int?, String)])
  func keysSayWhoWhenAndWhat(
    _ id: String, _ title: String, _ author: String?, _ year: Int?, _ key: String
  ) throws {
    let paper = try paper(id, title, author.map { [$0] } ?? [], year: year)
    #expect(Bibliography([paper]).entries.map(\.key) == [key])
  }

  @Test func keysAreUniqueAndOlderPapersKeepTheirs() throws {
    let papers = try ["2408.00003", "2408.00001", "2408.00002"].map {
      try paper("arxiv:\($0)", "Same title")
    }
    let entries = Bibliography(papers).entries
    #expect(entries.map(\.key) == ["lovelace2024same", "lovelace2024same-2", "lovelace2024same-3"])
    #expect(Bibliography([papers[1]]).entries.map(\.key) == ["lovelace2024same"])
  }

  @Test func fieldsAreThoseOfArXivAndJournals() throws {
    var paper = try paper("arxiv:2408.00001", "x")
    paper.journalReference = "J. of {Odd 12% (2024)"
    paper.doi = "10.1000/a_b{c}"
    let entry = try #require(try BibTeXReader.entries(of: Bibliography([paper]).bibtex).first)
    #expect(entry.type == "article")
    #expect(entry.fields["eprint"] == "2408.00001" && entry.fields["archiveprefix"] == "arXiv")
    #expect(entry.fields["primaryclass"] == "cs.LG" && entry.fields["month"] == "aug")
    #expect(entry.fields["journal"] == #"J. of \textbraceleft{}Odd 12\% (2024)"#)
    #expect(entry.fields["doi"] == "10.1000/a_b%7Bc%7D")
  }
}

/// Reads what BibTeX accepts of what we write, and nothing else: every brace in pairs.
private enum BibTeXReader {
  struct Entry {
    var type, key: String
    var fields: [String: String]
  }

  struct Slip: Error { var rest: String }

  static func entries(of text: String) throws -> [Entry] {
    var rest = Substring(text)
    var entries: [Entry] = []
    while !skipSpace(&rest).isEmpty {
      try take("@", &rest)
      let type = name(&rest)
      try take("{", &rest)
      let key = rest.prefix { $0 != "," }
      rest = rest.dropFirst(key.count)
      try take(",", &rest)
      var fields: [String: String] = [:]
      while skipSpace(&rest).first != "}" {
        let field = name(&rest)
        _ = skipSpace(&rest)
        try take("=", &rest)
        guard !field.isEmpty, fields[field] == nil else { throw Slip(rest: String(rest)) }
        fields[field] = try value(&rest)
        try take(",", &rest)
      }
      try take("}", &rest)
      entries.append(Entry(type: type, key: String(key), fields: fields))
    }
    return entries
  }

  private static func value(_ rest: inout Substring) throws -> String {
    guard skipSpace(&rest).first == "{" else { return name(&rest) }
    var depth = 0
    var text = ""
    while let character = rest.popFirst() {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { return String(text.dropFirst()) }
      text.append(character)
    }
    throw Slip(rest: text)
  }

  private static func name(_ rest: inout Substring) -> String {
    let name = skipSpace(&rest).prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  @discardableResult
  private static func skipSpace(_ rest: inout Substring) -> Substring {
    rest = rest.drop(while: \.isWhitespace)
    return rest
  }

  private static func take(_ character: Character, _ rest: inout Substring) throws {
    guard rest.popFirst() == character else { throw Slip(rest: String(rest)) }
  }
}
