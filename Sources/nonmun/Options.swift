import ArgumentParser
import NonmunKit

/// Where the workspace is: shared by every command.
struct WorkspaceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with nonmun.yml; else $NONMUN_WORKSPACE, else found upward from here.",
      valueName: "folder"))
  var workspace: String?
}

/// Which day or week is meant.
struct DaysOption: ParsableArguments {
  @Option(
    help: "A date, today, yesterday, a weekday, or a day heading such as 11일차.")
  var day: String?

  @Option(help: "2024-W34, 3주차, this or last.")
  var week: String?

  func validate() throws {
    guard day == nil || week == nil else {
      throw ValidationError("'--day' and '--week' exclude each other.")
    }
  }

  /// `nil` when neither is named.
  func range(_ desk: Desk) throws -> ClosedRange<Day>? {
    if let day {
      let day = try desk.day(named: day)
      return day...day
    }
    if let week {
      let week = try desk.week(named: week)
      return week.first...week.last
    }
    return nil
  }
}

struct JSONFlag: ParsableArguments {
  @Flag(help: "One JSON object a line.")
  var json = false
}
