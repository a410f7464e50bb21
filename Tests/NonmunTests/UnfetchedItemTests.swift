import Foundation
import Testing

/// What the pages name and no feed has shown.
@Suite struct UnfetchedItemTests {
  private func scratch() throws -> Scratch {
    try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}",
      "Annotations/2024-W34.md": "- [ORPO](https://arxiv.org/abs/2403.07691)\n\n",
      "Annotations/2024-08-19.md": "## 11일차\n\n- [삼바][s]를 읽었다\n- [b](https://b.test/x)\n",
      "Annotations/2024-08-20.md": "## 11일차\n\n[s]: https://arxiv.org/pdf/2406.07522v1\n",
    ])
  }

  @Test func itIsShownWithItsNotes() throws {
    let scratch = try scratch()
    let shown = try scratch.run("show", "2406.07522")
    #expect(shown.status == 0)
    #expect(shown.output.contains("nothing of it was fetched yet"))
    #expect(shown.output.contains("Annotations/2024-08-19.md:3: - [삼바][s]를 읽었다"))
    let page = try #require(
      try Scratch.objects(scratch.run("show", "https://b.test/x", "--json").output).first)
    #expect(page["title"] as? String == "b")
    #expect(page["id"] as? String == "url:https://b.test/x")
    #expect(page["noted"] as? Bool == true)
    let queued = try scratch.run("show", "2403.07691")
    #expect(queued.status == 0 && queued.output.contains("queued      yes"))
    #expect(try scratch.run("show", "2401.00001").status == 2)
  }

  /// All of them in one request.
  @Test func itIsFilledInFromArxiv() throws {
    let scratch = try scratch()
    let plan = try scratch.run("fetch", "noted", "--dry-run").output
    let query = "query?id_list=2403.07691,2406.07522&max_results=2"
    #expect(plan.contains("https://export.arxiv.org/api/\(query)"))
    try scratch.put(
      "r/export.arxiv.org/api/\(query)",
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title><entry>
      <id>http://arxiv.org/abs/2406.07522v1</id><title>Hybrid state spaces</title>
      <summary>Two kinds of layers take turns.</summary><author><name>A. Kim</name></author>
      <published>2024-06-11T17:50:51Z</published><updated>2024-06-11T17:50:51Z</updated>
      </entry></feed>
      """)
    let fetched = try scratch.run("fetch", "noted", "--replay", "r")
    #expect(fetched.output.hasPrefix("noted  1 new"), "\(fetched.error)")
    let shown = try scratch.run("show", "2406.07522").output
    #expect(shown.hasPrefix("Hybrid state spaces\n") && shown.contains("[삼바][s]"))
    let rest = try scratch.run("fetch", "noted", "--dry-run").output
    #expect(rest.contains("id_list=2403.07691&max_results=1"))
  }

  @Test func whereNothingIsMissingNobodyIsAsked() throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    let result = try scratch.run("fetch", "noted")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(try scratch.run("fetch").status == 64)
  }

  /// A week is one post: what one page defines, another may link to.
  @Test func linksMayBeDefinedOnAnotherPage() throws {
    let scratch = try scratch()
    let notes = try Scratch.objects(scratch.run("notes", "--item", "2406.07522", "--json").output)
    #expect(notes.map { $0["day"] as? String } == ["2024-08-19"])
    #expect(notes[0]["markdown"] as? String == "- [삼바][s]를 읽었다")
    try scratch.put("Annotations/2024-08-20.md", "## 12일차\n\n[s]: https://s.test/other\n")
    #expect(try scratch.run("notes", "--item", "2406.07522").status == 2)
    #expect(try scratch.run("notes", "--item", "https://s.test/other").status == 0)
  }

  @Test func aHeadingOfAnotherDayIsTold() throws {
    let scratch = try scratch()
    let status = try scratch.run("status").output
    #expect(
      status.contains(
        "Annotations/2024-08-20.md:1: “11일차”: 2024-08-20 is 12일차 by the calendar, "
          + "and 11 is 2024-08-19"))
    #expect(!status.contains("2024-08-19.md"))
  }
}
