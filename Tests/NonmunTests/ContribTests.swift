import Foundation
import Testing

/// What `contrib/` runs exists.
@Suite struct ContribTests {
  private static let folder = Scratch.root.appending(path: "contrib")

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private static func agent() throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: "launchd/nonmun.fetch.plist"))
    return try #require(
      try PropertyListSerialization.propertyList(from: data, format: nil) as? [String: Any])
  }

  /// The arguments behind each `nonmun` that a line begins with, that a path ends with, or that
  /// stands in backquotes.
  private static func commands(in text: String) -> [[Substring]] {
    text.matches(of: #/(?:^\ *|[\/`])nonmun\ (?<rest>[^`|>&\n]+)/#.anchorsMatchLineEndings())
      .map { $0.output.rest.split(separator: " ") }
  }

  private func expectToExist(_ arguments: [Substring]) throws {
    let scratch = try Scratch([:])
    let command = String(try #require(arguments.first))
    #expect(try scratch.helpText().contains("\n  \(command) "), "nonmun \(command)")
    let options = try scratch.options(of: command).union(["--workspace"])
    for argument in arguments where argument.hasPrefix("--") {
      #expect(options.contains(String(argument)), "nonmun \(command) \(argument)")
    }
  }

  @Test(arguments: [
    ("systemd/nonmun.service", 1), ("cron/crontab", 2), ("github-actions/papers.yml", 3),
    ("README.md", 6),
  ])
  func commandsAndOptionsExist(_ name: String, _ count: Int) throws {
    let lines = try Self.text(name).split(separator: "\n").filter {
      name == "README.md" || !$0.drop { $0 == " " }.hasPrefix("#")
    }
    let commands = Self.commands(in: lines.joined(separator: "\n"))
    #expect(commands.count == count, "\(commands)")
    for command in commands { try expectToExist(command) }
  }

  @Test func theAgentIsAPropertyListThatRunsFetch() throws {
    let arguments = try #require(try Self.agent()["ProgramArguments"] as? [String])
    #expect(arguments.first?.hasSuffix("/nonmun") == true)
    try expectToExist(arguments.dropFirst().map { $0[...] })
    let times = try #require(try Self.agent()["StartCalendarInterval"] as? [[String: Int]])
    #expect(times.filter { $0["Hour"] == 15 }.map { $0["Weekday"] } == [1, 2, 3, 4, 5])
    #expect(times.filter { $0["Hour"] == 9 }.map { $0["Weekday"] } == [2, 3, 4, 5, 6])
  }

  /// All four ask at the same two times, said in their own zones.
  @Test func theTimesAgree() throws {
    let timer = try Self.text("systemd/nonmun.timer")
    #expect(timer.contains("\nOnCalendar=Mon..Fri 01:10 America/New_York\n"))
    #expect(timer.contains("\nOnCalendar=Tue..Sat 00:20 UTC\n"))
    let crontab = try Self.text("cron/crontab")
    #expect(crontab.contains("\n10 15 * * 1-5 ") && crontab.contains("\n20  9 * * 2-6 "))
    let workflow = try Self.text("github-actions/papers.yml")
    #expect(workflow.contains("\"10 6 * * 1-5\"") && workflow.contains("\"20 0 * * 2-6\""))
  }
}
