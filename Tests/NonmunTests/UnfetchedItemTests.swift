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

  /// All of them in one request, and only where the net was there; `LinkedItemsTests` asks.
  @Test func aPlanTellsThatItWillBeFilledIn() throws {
    let scratch = try scratch()
    try scratch.put("Feeds/feeds.yml", "feeds: [{url: 'http://127.0.0.1:1/x', name: x}]")
    let plan = try Scratch.objects(scratch.run("fetch", "--dry-run", "--json").output)
    let addresses = plan.compactMap { $0["address"] as? String }
    #expect(
      addresses == [
        "http://127.0.0.1:1/x",
        "https://export.arxiv.org/api/query?id_list=2403.07691,2406.07522&max_results=100",
        "https://b.test/x",
      ])
    // Nobody of the open net answers here.
    let fetched = try scratch.run("fetch")
    #expect(fetched.status == 69)
    #expect(!fetched.error.contains("filled in"))
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
