import Foundation
import Testing

@Suite struct TrendsCommandTests {
  private func week() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    return scratch
  }

  @Test func barsStandInRows() throws {
    let result = try week().run("trends", "--weeks", "3")
    #expect(result.status == 0)
    try Golden.expect(result.output, "trends.txt")
    #expect(!result.output.contains("\u{1b}"))
  }

  @Test func aChartIsTheSameBytes() throws {
    let scratch = try week()
    #expect(try scratch.run("trends", "--weeks", "3", "--svg", "a.svg").output == "a.svg\n")
    let chart = try scratch.text("a.svg")
    try Golden.expect(chart, "trends.svg")
    #expect(try scratch.run("trends", "--weeks", "3", "--svg", "-").output == chart)
    // A chart of ours is replaced, nothing else is.
    #expect(try scratch.run("trends", "--svg", "a.svg").status == 0)
    #expect(try scratch.text("a.svg") != chart)
    try scratch.put("b.svg", "<svg>mine</svg>")
    #expect(try scratch.run("trends", "--svg", "b.svg").status == 1)
    #expect(try scratch.text("b.svg") == "<svg>mine</svg>")
  }

  @Test(arguments: ["2024-W33", "2024-W34"])
  func aCountIsWhatTheListShows(_ week: String) throws {
    let scratch = try self.week()
    let lines = try Scratch.objects(try scratch.run("trends", "--json", "--weeks", "2").output)
    #expect(lines.count == 6)
    for line in lines where line["week"] as? String == week {
      let tag = try #require(line["tag"] as? String)
      let listed = try scratch.run("list", "--tag", tag, "--week", week).output
      #expect(line["papers"] as? Int == listed.split(separator: "\n").count)
    }
    let all = try scratch.run("list", "--week", week).output.split(separator: "\n").count
    #expect(Set(lines.filter { $0["week"] as? String == week }.map { $0["all"] as? Int }) == [all])
  }

  @Test func spansAndTagsAreChosen() throws {
    let scratch = try week()
    let one = try Scratch.objects(
      try scratch.run("trends", "--json", "--tag", "확산 모델", "--from", "2024-08-19").output)
    #expect(one.map { $0["week"] as? String } == ["2024-W34"])
    #expect(one.first?["from"] as? String == "2024-08-17")
    #expect(try scratch.run("trends", "--weeks", "0").status == 64)
    #expect(try scratch.run("trends", "--weeks", "2", "--from", "today").status == 64)
    #expect(try scratch.run("trends", "--from", "2024-09-30", "--to", "2024-08-01").status == 64)
    #expect(try scratch.run("trends", "--tag", "nothing").status == 64)
    #expect(try scratch.run("trends", "--to", "2020-01-01").status == 2)
  }

  @Test func barsFitTheTerminalAndHaveColour() throws {
    let scratch = try week()
    for (environment, columns) in [(["NO_COLOR": "1"], 60), (["NO_COLOR": ""], 60)] {
      scratch.environment = environment
      let terminal = try Terminal(columns: UInt16(columns))
      let written = try terminal.watch(
        scratch.process(["trends", "--weeks", "2"]), output: terminal.screen)
      let hasColour = written.contains("\u{1b}[36m")
      #expect(hasColour == (environment["NO_COLOR"] == ""))
      let plain = written.replacing("\u{1b}[36m", with: "").replacing("\u{1b}[0m", with: "")
      #expect(plain.contains("█"))
      for line in plain.split(whereSeparator: \.isNewline) {
        // A Hangul letter takes two columns.
        #expect(line.reduce(0) { $0 + ($1 >= "가" && $1 <= "힣" ? 2 : 1) } <= columns)
      }
    }
  }
}
