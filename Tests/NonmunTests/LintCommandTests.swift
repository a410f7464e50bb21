import Foundation
import NonmunKit
import Testing

/// `lint` over a whole diary; what is found on one page stands in `PageLintTests`.
@Suite struct LintCommandTests {
  private static let calendar = """
    calendar: {course: 부캠, starts: 2024-08-05, weekdays: [mon, tue, wed, thu, fri],
      week_starts: sat, day: "{n}일차", week: "{course} {w}주차"}
    """

  private func scratch(_ pages: [String: String]) throws -> Scratch {
    let scratch = try Scratch(
      ["nonmun.yml": Self.calendar].merging(
        pages.map { ("Annotations/\($0).md", $1) }, uniquingKeysWith: { $1 }))
    scratch.environment["NONMUN_NOW"] = "2024-08-21T21:00:00+09:00"
    return scratch
  }

  @Test func aCleanDiaryIsSilent() throws {
    let scratch = try scratch([
      "2024-W34": "---\ndate: 2024-08-21\n---\n",
      "2024-08-19": "## 11일차\n\n- [SimPO](https://arxiv.org/abs/2405.14734)\n",
      "2024-08-17": "## 토요일\n\n- [SimPO](https://arxiv.org/abs/2405.14734)\n",
    ])
    let result = try scratch.run("lint")
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.error == "")
  }

  @Test(
    arguments: [
      ("2024-08-19", "## 12일차\n", "wrong-heading", 1),
      ("2024-08-19", "# 글\n\n## 화요일\n", "wrong-heading", 3),
      ("2024-08-22", "## 14일차\n", "future-date", 1),
      ("2024-W34", "---\nlayout: post\ndate: 2024-08-23\n---\n", "future-date", 3),
      ("2024-07-01", "글\n", "outside-week", 1),
      ("2024-8-19", "글\n", "not-a-page", 1),
      ("메모", "글\n", "not-a-page", 1),
    ])
  func aSlipIsFound(_ name: String, _ text: String, _ code: String, _ line: Int) throws {
    let result = try scratch([name: text]).run("lint", "--json")
    #expect(result.status == 1)
    let found = try Scratch.objects(result.output)
    #expect(found.map { $0["code"] as? String } == [code])
    #expect(found.first?["line"] as? Int == line)
    #expect(found.first?["file"] as? String == "Annotations/\(name).md")
    #expect((found.first?["why"] as? String)?.isEmpty == false)
  }

  @Test(
    arguments: [
      "[SimPO](https://huggingface.co/papers/2405.14734)",
      "[심포](https://arxiv.org/abs/2405.14734)",
    ])
  func oneItemHasOneName(_ other: String) throws {
    let scratch = try scratch([
      "2024-08-19": "## 11일차\n\n- [SimPO](https://arxiv.org/abs/2405.14734)\n",
      "2024-08-20": "## 12일차\n\n- \(other)\n",
    ])
    let result = try scratch.run("lint")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("Annotations/2024-08-20.md:3:"))
    #expect(result.output.contains("two-names"))
    #expect(result.output.contains("in Annotations/2024-08-19.md:3"))
  }

  @Test(
    arguments: [
      ("SimPO: Simple Preference Optimization", true), ("논문", true), ("[2]", true),
      ("arXiv abs", true),
      ("[2405.14734] SimPO: Simple", true), ("arxiv.org 글", true), ("2번", false),
      ("simpo 논문", true), ("Simple Preference", false), ("ORPO", false),
    ])
  func aNameMayBeShort(_ text: String, _ isFine: Bool) throws {
    let result = try scratch([
      "2024-08-19": "## 11일차\n\n- [SimPO](https://arxiv.org/abs/2405.14734)\n",
      "2024-08-20": "## 12일차\n\n- [\(text)](https://arxiv.org/abs/2405.14734)\n",
    ]).run("lint")
    #expect((result.status == 0) == isFine)
  }

  @Test func initialsAreAName() throws {
    let result = try scratch([
      "2024-08-19": "## 11일차\n\n- [DPO](https://arxiv.org/abs/2305.18290)\n"
        + "- [Direct Preference Optimization: Your](https://arxiv.org/abs/2305.18290)\n"
    ]).run("lint")
    #expect(result.output == "")
  }

  @Test func aPageIsNamedByPathDayOrWeek() throws {
    let scratch = try scratch([
      "2024-08-19": "## 11일차\n$x$\n", "2024-08-20": "## 12일차\n$y$\n", "2024-W34": "$z$\n",
    ])
    for (name, formula) in [
      ("Annotations/2024-08-19.md", "$x$"), ("12일차", "$y$"), ("3주차", "$z$"),
    ] {
      let result = try scratch.run("lint", name)
      #expect(result.output.split(separator: "\n").count == 1)
      #expect(result.output.contains(formula))
    }
    let missing = try scratch.run("lint", "2024-08-01")
    #expect(missing.status == 64)
    #expect(missing.error.contains("there is no page “2024-08-01”"))
  }

  @Test func theManualNamesEveryCode() throws {
    let page = try String(
      contentsOf: Scratch.root.appending(path: "Sources/nonmun/Nonmun.docc/lint.md"),
      encoding: .utf8)
    let told = page.split(separator: "\n").compactMap { line -> String? in
      line.hasPrefix("| `") ? String(line.dropFirst(3).prefix { $0 != "`" }) : nil
    }
    #expect(told == LintCode.allCases.map(\.rawValue))
  }
}
