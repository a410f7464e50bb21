import Foundation
import NonmunKit
import Testing

@testable import NonmunParse

@Suite struct AuthorTests {
  /// A name in Unicode, as authors type it, and in the parts that arXiv makes of it.
  private struct Author {
    var name, typed, last, first: String
    var suffix = ""
  }

  private static let authors = [
    Author(
      name: "Nikola Milović", typed: #"Nikola Milovi\'c"#, last: #"Milovi\'c"#, first: "Nikola"),
    Author(
      name: "Anders Søgaard", typed: #"Anders S{\o}gaard"#, last: #"S{\o}gaard"#, first: "Anders"),
    Author(name: "Hendrik Kraß", typed: #"Hendrik Kra{\ss}"#, last: "Kraß", first: "Hendrik"),
    Author(
      name: "Waldyr A. Rodrigues Jr.", typed: "Waldyr A. Rodrigues, Jr.", last: "Rodrigues",
      first: "Waldyr A.", suffix: "Jr."),
    Author(
      name: "Łukasz Pižurica", typed: #"\L{}ukasz Pi\v{z}urica"#, last: #"Pi\v{z}urica"#,
      first: #"\L{}ukasz"#),
    Author(name: "Deepti", typed: " Deepti", last: "Deepti", first: ""),
    Author(name: "NVIDIA", typed: " NVIDIA,  :", last: "NVIDIA", first: ""),
    Author(name: "Kim Hana", typed: "Kim~Hana (MIT, (Korea))", last: "Hana", first: "Kim"),
  ]
  private static let names = authors.map(\.name)

  @Test func anAnnouncementHasThemInTeX() throws {
    let joined = Self.authors.map(\.typed).joined(separator: ", ")
    let feed = try Self.read(
      """
      <rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"
      ><channel><title>x</title><item><title>x</title><arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>\(joined)</dc:creator></item></channel></rss>
      """)
    #expect(feed.format == .arxivRSS)
    #expect(feed.items[0].authors == Self.names)
  }

  @Test func theAPIHasThemInUnicode() throws {
    let authors = Self.names.map { name in
      "<author><name>\(name.replacing(" Jr.", with: ", Jr."))</name></author>"
    }
    let feed = try Self.read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query: x</title><entry><id>x</id>
      <title>x</title>\(authors.joined())<author><name>:</name></author></entry></feed>
      """)
    #expect(feed.format == .arxivAPI)
    #expect(feed.items[0].authors == Self.names)
  }

  @Test func oaiHasThemInParts() throws {
    let authors = Self.authors.map { author in
      """
      <author><keyname>\(author.last)</keyname><forenames>\(author.first)</forenames>\
      <suffix>\(author.suffix)</suffix></author>
      """
    }
    let feed = try Self.read(
      """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata><arXiv>
      <id>2408.00001</id><authors>\(authors.joined())</authors></arXiv></metadata></record>
      </ListRecords></OAI-PMH>
      """)
    #expect(feed.items[0].authors == Self.names)
  }

  @Test func theRawFormatHasThemAsTyped() throws {
    let typed = Self.authors.dropLast().map(\.typed).joined(separator: ", ")
    let feed = try Self.read(
      """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata>
      <arXivRaw><id>2408.00001</id><authors>\(typed) and \(Self.authors[7].typed)</authors>
      </arXivRaw></metadata></record></ListRecords></OAI-PMH>
      """)
    #expect(feed.items[0].authors == Self.names)
  }

  @Test(arguments: [true, false])
  func bulkMetadataHasThemInPartsAndAsTyped(_ isParsed: Bool) throws {
    var record: [String: Any] = ["id": "2408.00001", "title": "x"]
    record["authors"] = Self.authors.map(\.typed).joined(separator: ",\n  ")
    if isParsed {
      record["authors_parsed"] = Self.authors.map { [$0.last, $0.first, $0.suffix, "MIT"] }
    }
    let line = try JSONSerialization.data(withJSONObject: record)
    #expect(try ArxivMetadata.item(parsing: line).authors == Self.names)
  }

  @Test(arguments: [
    ("Le Xue, Manli Shu", ["Le Xue", "Manli Shu"]), ("A B,  Deepti,  C", ["A B", "Deepti", "C"]),
    ("A B (MIT, USA), C D", ["A B", "C D"]), (#"N. Milovi\'c, B"#, ["N. Milović", "B"]), ("", []),
    ("A. Bee (1), C. Dee (1 and 2), E. Eff ((1) MIT, (2) ETH)", ["A. Bee", "C. Dee", "E. Eff"]),
    ("A. Bee, C. Dee, and E. Eff", ["A. Bee", "C. Dee", "E. Eff"]),
    ("A. Bee and C. Dee & E. Anderson", ["A. Bee", "C. Dee", "E. Anderson"]),
    ("ATLAS Collaboration: A. Bee, C. Dee et al.", ["ATLAS Collaboration", "A. Bee", "C. Dee"]),
    ("A. Bee, et al. (9 additional authors not shown)", ["A. Bee"]),
    ("A. Bee III, C. Dee, Sr, E", ["A. Bee III", "C. Dee Sr", "E"]), ("Jr.", ["Jr."]),
    ("A. Bee (MIT, C. Dee, E", ["A. Bee", "C. Dee", "E"]), ("A. Bee), C", ["A. Bee", "C"]),
    ("A. Bee$^{1,2}$, C. Dee$^\\dagger$, E$", ["A. Bee", "C. Dee", "E"]),
    (#"{van der} Berg, J.~P.\,Bee"#, ["van der Berg", "J. P. Bee"]),
  ])
  func authorsOfOneText(_ joined: String, _ expected: [String]) {
    #expect(AuthorList.names(in: joined) == expected)
  }

  @Test(arguments: [
    ("Rodrigues, Waldyr A., Jr", "Waldyr A. Rodrigues Jr"), ("Kim, Hana", "Hana Kim"),
    ("Rodrigues, Waldyr A. Jr", "Waldyr A. Rodrigues Jr"), ("NVIDIA", "NVIDIA"), (":", nil),
    (#"S{\o}gaard, Anders"#, "Anders Søgaard"),
  ])
  func namesAreTurned(_ written: String, _ expected: String?) {
    #expect(AuthorList.name(turned: written) == expected)
  }

  /// As they stand in arXiv's own records.
  @Test(arguments: [
    (#"Fr\\'ed\\'eric"#, "Frédéric"), (#"Mu\ñoz"#, "Muñoz"), (#"L\\üdeling"#, "Lüdeling"),
    (#"Stanis{\ł}awa"#, "Stanisława"), (#"Fran\ccois"#, "François"), (#"A\&M"#, "A&M"),
  ])
  func slipsInTeXAreForgiven(_ tex: String, _ expected: String) {
    #expect(TeXText.unicode(tex) == expected)
  }

  private static func read(_ text: String) throws -> ParsedFeed {
    try ParsedFeed(parsing: Array(text.utf8))
  }
}
