import Foundation
import Testing

@Suite struct QueueCommandTests {
  private static let head = "Annotations/2024-W34.md"

  private func lines(_ scratch: Scratch, _ name: String = head) throws -> [String] {
    try scratch.text(name).components(separatedBy: "\n")
  }

  @Test func theListTellsWhatWasNoted() throws {
    let scratch = try Scratch()
    let objects = try Scratch.objects(scratch.run("queue", "list", "--json").output)
    #expect(objects.count == 10)
    #expect(objects[0]["done"] as? Bool == true)
    #expect(objects[4]["text"] as? String == "ORPO")
    #expect(objects[4]["items"] as? [String] == ["arxiv:2403.07691"])
    #expect(objects[4]["group"] as? String == "선호 최적화")
    #expect(objects[4]["noted"] as? String == "2024-08-23")
    #expect(objects[4]["line"] as? Int == 18)
    let list = try scratch.run("queue").output.split(separator: "\n")
    #expect(list[4].hasSuffix("noted 2024-08-23: queue done 5"))
    #expect(!list[3].contains("queue done"))
    #expect(try scratch.run("queue", "list", "--week", "2024-W40").status == 2)
  }

  @Test func doneAndReopenedChangeOneLine() throws {
    let scratch = try Scratch()
    let before = try lines(scratch)
    try scratch.run("queue")
    let done = try scratch.run("queue", "done", "5", "https://arxiv.org/abs/2408.08152", "h3")
    #expect(done.status == 0, "\(done.error)")
    var expected = before
    for index in [17, 21, 25] {
      let text = expected[index].drop { $0 == " " }.dropFirst(2)
      expected[index] = expected[index].replacing(text, with: "~~\(text)~~")
    }
    #expect(try lines(scratch) == expected)
    #expect(try scratch.run("queue", "reopen", "ORPO", "2408.08152", "H3").status == 0)
    #expect(try lines(scratch) == before)
    #expect(try scratch.run("queue", "done", "없는 것").status == 2)
    #expect(try scratch.run("queue", "done", "a").status == 64)
    #expect(try scratch.run("queue", "done", "ORPO", "--part", "표만 읽음").status == 0)
    expected = before
    expected[17] += " (표만 읽음)"
    #expect(try lines(scratch) == expected)
  }

  /// What was struck by hand before stays struck.
  @Test(arguments: [
    "- ~~[a](https://a.test)~~, [b](https://b.test) (반)\n", "- [b](https://b.test/~x) 1~2장\n",
  ])
  func reopenedAreTheBytesOfBefore(_ text: String) throws {
    let scratch = try Scratch(["nonmun.yml": "", Self.head: text])
    let done = try scratch.run("queue", "done", "b", "--week", "2024-W34")
    #expect(try scratch.text(Self.head) != text, "\(done.error)")
    #expect(try scratch.run("queue", "reopen", "b", "--week", "2024-W34").status == 0)
    #expect(try scratch.text(Self.head) == text)
  }

  @Test func aChoreAmongLinesOfLinksTakesAnEditor() throws {
    let text = "읽을 것\n\n[a](https://a.test)<br>\n[b](https://b.test)<br>\n\n"
    let scratch = try Scratch(["nonmun.yml": "", Self.head: text])
    let refused = try scratch.run("queue", "add", "중간 발표 준비", "--week", "2024-W34")
    #expect(refused.status == 64 && refused.error.contains("lines that begin with a link"))
    #expect(try scratch.text(Self.head) == text)
    #expect(try scratch.run("queue", "add", "https://c.test/", "--week", "2024-W34").status == 0)
  }

  @Test func aCarriedListKeepsItsBoxes() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", Self.head: "- [x] 하나\n- [ ] 둘\n- [ ] [c](https://c.test)\n",
    ])
    #expect(try scratch.run("queue", "carry", "--week", "2024-W34").status == 0)
    #expect(
      try scratch.text("Annotations/2024-W35.md") == "- [ ] 둘\n- [ ] [c](https://c.test)\n\n")
  }

  @Test func addedOnceAtTheEndOrInAGroup() throws {
    let scratch = try Scratch()
    var expected = try lines(scratch)
    let address = "https://distill.pub/2021/understanding-gnns/"
    let added = try scratch.run(
      "queue", "add", "2408.11039v2", "중간 발표 준비", "--link-text", "Transfusion")
    #expect(added.status == 0, "\(added.error)")
    #expect(try scratch.run("queue", "add", address, "--under", "그래프").status == 0)
    expected.insert("- 중간 발표 준비", at: 26)
    expected.insert("- [Transfusion](https://arxiv.org/abs/2408.11039v2)", at: 26)
    expected.insert("  - [\(address)](\(address))", at: 14)
    #expect(try lines(scratch) == expected)
    let again = try scratch.run("queue", "add", "arxiv:2408.11039", "중간 발표 준비")
    #expect(again.output.split(separator: "\n").allSatisfy { $0.contains("already") })
    #expect(try lines(scratch) == expected)
    #expect(try scratch.run("queue", "add", "a\nb").status == 64)
    #expect(try scratch.run("queue", "add", "```", "--week", "next").status == 1)
  }

  @Test func openEntriesAreCarriedOver() throws {
    let scratch = try Scratch()
    try scratch.put("Annotations/2024-W35.md", "- [H3](https://arxiv.org/abs/2212.14052)\n")
    try scratch.run("queue", "add", "중간 발표 준비")
    let old = try scratch.text(Self.head)
    #expect(try scratch.run("queue", "carry").status == 0)
    let new = """
      - [H3](https://arxiv.org/abs/2212.14052)
      - 선호 최적화
        - [ORPO](https://arxiv.org/abs/2403.07691)
      - 긴 문맥
        - [Jamba-1.5](https://huggingface.co/papers/2408.12570)
      - 그 밖에
        - [DeepSeek-Prover-V1.5](https://arxiv.org/abs/2408.08152)
      - 중간 발표 준비

      """
    #expect(try scratch.text("Annotations/2024-W35.md") == new)
    #expect(try scratch.run("queue", "carry").output.isEmpty)
    #expect(try scratch.text("Annotations/2024-W35.md") == new)
    #expect(try scratch.text(Self.head) == old)
    #expect(try scratch.run("queue", "carry", "--week", "2024-W30").status == 2)
  }

  @Test func aNoteOffersToStrikeOut() throws {
    let scratch = try Scratch()
    let noted = try scratch.run("note", "arxiv:2403.07691", "[]를 읽었다")
    #expect(noted.error.contains("nonmun queue done arxiv:2403.07691 --week 2024-W34"))
    #expect(try scratch.run("note", "2305.18290", "[]를 또").error.isEmpty)
  }

  /// The number of a chore is for `queue` alone.
  @Test func aChoreIsNoPaper() throws {
    let scratch = try Scratch()
    try scratch.run("queue", "add", "중간 발표 준비")
    try scratch.run("queue")
    #expect(try scratch.run("note", "11", "x").status == 64)
    #expect(try scratch.run("queue", "done", "11").output.hasSuffix("- ~~중간 발표 준비~~\n"))
  }

  /// A head made by the list stands apart from the day that follows.
  @Test func aWeekWithoutAHeadGetsOne() throws {
    let scratch = try Scratch(["nonmun.yml": "", "Annotations/2024-08-20.md": "## x\n"])
    #expect(try scratch.run("queue", "add", "2406.07522").status == 0)
    let post = try scratch.run("digest", "--format", "markdown").output
    #expect(post == "- [arXiv:2406.07522](https://arxiv.org/abs/2406.07522)\n\n## x\n")
  }
}
