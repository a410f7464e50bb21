import Foundation
import Testing

@Suite struct ImportCommandTests {
  private static func line(_ number: Int, title: String = "State spaces") -> String {
    """
    {"id":"2001.\(String(format: "%05d", number))","authors":"x","title":"\(title)\\n  over lines",\
    "comments":null,"journal-ref":"J. 1","categories":"cs.LG stat.ML","abstract":"  About DPO.\\n",\
    "versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"},\
    {"version":"v2","created":"Tue, 24 Jul 2007 20:10:27 GMT"}],\
    "authors_parsed":[["Kim","Hana",""],["Milovi\\\\'c","J.","Jr"]]}
    """
  }

  private func scratch(_ lines: [String]) throws -> Scratch {
    try Scratch([
      "nonmun.yml": "", "Feeds/tags.yml": "tags: [{name: dpo, any: [DPO]}]",
      "bulk.json": lines.joined(separator: "\n"),
    ])
  }

  @Test func aPaperALine() throws {
    let scratch = try scratch([Self.line(1), "{\"id\": \"broken", "", Self.line(2)])
    let result = try scratch.run("import", "bulk.json")
    #expect(result.output == "bulk.json  2 new  0 updated  2 seen\n")
    #expect(result.error == "bulk.json: lines that are no papers: 1\n")
    let papers = try Scratch.objects(scratch.run("list", "--tag", "dpo", "--json").output)
    #expect(papers.map { $0["id"] as? String } == ["arxiv:2001.00002", "arxiv:2001.00001"])
    let paper = try #require(papers.last)
    #expect(paper["title"] as? String == "State spaces over lines")
    #expect(paper["authors"] as? [String] == ["Hana Kim", "J. Milović Jr"])
    #expect(paper["version"] as? Int == 2)
    #expect(paper["published"] as? String == "2007-04-02T19:18:42Z")
    #expect(paper["updated"] as? String == "2007-07-24T20:10:27Z")
    #expect(paper["journal_ref"] as? String == "J. 1")
    #expect(try scratch.run("import", "bulk.json").output.contains("imported before"))
    try scratch.put("bulk.json", [Self.line(1), Self.line(3)].joined(separator: "\n"))
    #expect(
      try scratch.run("import", "bulk.json").output == "bulk.json  1 new  0 updated  2 seen\n")
  }

  @Test func brokenOffItGoesOn() throws {
    let scratch = try scratch((1...9000).map { Self.line($0) })
    for _ in 1...8 {
      let process = scratch.process(["import", "bulk.json"])
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 50_000...500_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitForEnd()
    }
    #expect(try scratch.run("import", "bulk.json").status == 0)
    #expect(try scratch.run("status").output.contains("9000 papers"))
  }

  @Test func pagesOfOAIAreRead() throws {
    let scratch = try scratch([])
    try scratch.put(
      "page.xml",
      """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header>
      <identifier>oai:arXiv.org:2408.08152</identifier></header><metadata>
      <arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2408.08152</id><title>A</title></arXiv>
      </metadata></record></ListRecords></OAI-PMH>
      """)
    try scratch.put("error.xml", "<OAI-PMH><error code=\"badVerb\">Bad</error></OAI-PMH>")
    let result = try scratch.run("import", "nowhere", "error.xml", "page.xml")
    #expect(result.status == 1)
    #expect(result.error.contains("nowhere: there is no such file"))
    #expect(result.error.contains("error.xml: the server says: badVerb: Bad"))
    #expect(result.output == "page.xml  1 new  0 updated  1 seen\n")
  }

  @Test func whatIsLeftOutIsTold() throws {
    let scratch = try scratch([])
    let start = "<rss><channel><title>t</title><item><title>a</title></item>"
    try scratch.put("a.xml", start + "<item><link>https://e.com/1</link></item></channel></rss>")
    let result = try scratch.run("import", "a.xml")
    #expect(result.status == 0)
    #expect(result.error == "a.xml: items left out, which name no address: 1\n")
    try scratch.put("b.json", "{\"items\": [7]}")
    let empty = try scratch.run("import", "b.json")
    #expect(empty.status == 1)
    #expect(empty.error == "b.json: 1 of 1 items are no objects\n")
  }
}
