import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

/// The reader's workspace, laid open: its files read, its library at hand.
struct Desk {
  let workspace: Workspace
  let settings: Settings
  let now: Date

  init(_ option: WorkspaceOption) throws {
    let environment = ProcessInfo.processInfo.environment
    let named =
      option.workspace ?? environment["NONMUN_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
    workspace = try Workspace(around: named ?? FileManager.default.currentDirectoryPath)
    settings = try workspace.settings()
    now = try Self.clock()
  }

  /// The clock, which `NONMUN_NOW` sets for replays and tests.
  static func clock() throws -> Date {
    guard let setting = ProcessInfo.processInfo.environment["NONMUN_NOW"], !setting.isEmpty else {
      return Date()
    }
    // Foundation's own error says less than ours.
    guard let date = try? Date(setting, strategy: .iso8601) else {
      throw UsageError(
        "NONMUN_NOW is “\(setting)”, not a time such as 2024-08-23T21:00:00+09:00")
    }
    return date
  }

  var today: Day { Day(now, in: settings.timeZone) }

  func day(named name: String) throws -> Day {
    guard let day = settings.calendar.day(named: name, today: today) else {
      throw UsageError(
        "“\(name)” is no day: a date such as 2024-08-19, today, yesterday, a weekday, "
          + "or a heading such as \(settings.calendar.courses[0].dayLabel.replacing("{n}", with: "11"))"
      )
    }
    return day
  }

  func week(named name: String) throws -> DiaryWeek {
    guard let week = settings.calendar.week(named: name, today: today) else {
      throw UsageError("“\(name)” is no week: write 2024-W34, 3주차, this or last")
    }
    return week
  }

  /// The library, with matches of today's tags and the index of today's pages.
  ///
  /// - Parameter tags: For who has them at hand; otherwise they are read only where they changed.
  /// - Parameter isChecked: Whether damage is looked for in all of its file.
  func library(tags: Tags? = nil, isChecked: Bool = false) throws -> Library {
    let library = try openLibrary(isChecked: isChecked)
    if let tags = try tags ?? changedTags(library) {
      try library.rematch(tags.matcher, mark: tags.text)
    }
    try PageIndexer(workspace: workspace, calendar: settings.calendar).refresh(library)
    let mark = FileMark(path: workspace.path(DismissalsFile.path))?.text ?? ""
    try library.index(dismissalsAt: mark) { try workspace.dismissals().dismissals }
    return library
  }

  private func changedTags(_ library: Library) throws -> Tags? {
    try library.isMatched(with: workspace.tagsText()) ? nil : Tags(workspace)
  }

  /// Brings what tags have learned up to date, unless `nonmun.yml` says `learn: false`.
  ///
  /// Where another nonmun writes the library the order stays as it was last.
  func refreshRanking(_ library: Library, _ tags: Tags) throws {
    do {
      if settings.learns {
        try library.refreshRanking(of: tags.all, tags.matcher, rules: tags.text)
      } else {
        try library.forgetRanking()
      }
    } catch  where Library.isLocked(error) {
      Standard.error("another nonmun is writing the library: what tags learn waits")
    }
  }

  /// The library as it stands; a damaged one is set aside, and that is said.
  func openLibrary(isChecked: Bool = false) throws -> Library {
    let library = try Library(path: workspace.library, isChecked: isChecked)
    if let damaged = library.setAside { Standard.error("nonmun: \(damaged)") }
    return library
  }
}

/// `Feeds/tags.yml`, read and compiled.
struct Tags {
  let all: [Tag]
  /// Tells this state of the file from every other.
  let text: String

  init(_ workspace: Workspace) throws {
    text = try workspace.tagsText()
    all = try workspace.tags(in: text)
  }

  /// Compiled anew each time: for who needs it more than once to keep.
  var matcher: Matcher { Matcher(all, readFrom: text) }

  func named(_ name: String) throws -> Tag {
    // One tag may be labelled as another is called.
    let exact = all.first { $0.name == name }
    guard let tag = exact ?? all.first(where: { $0.answers(to: name) }) else {
      let known = all.isEmpty ? "there are none" : all.map(\.name).joined(separator: ", ")
      throw UsageError("no tag is called “\(name)”: \(known)")
    }
    return tag
  }
}
