import ArgumentParser
import Foundation
import NonmunFetch
import NonmunKit

struct FeedsAllow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow",
    abstract: "Lets a host be asked again that had answered 403, or wanted to be left alone.",
    discussion: """
      Without a host: lists those that are not asked, and why. What hosts asked for is kept for \
      all workspaces. Exit status 2 when the host was not stopped, or no host is.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "A host, such as b.test or b.test:8080, or an address on it.")
  var host: String?

  func run() throws {
    let ledger = Ledger(ProcessInfo.processInfo.environment)
    let now = try Desk.clock()
    let restrictions = try ledger.restrictions(at: now)
    guard let host else { return try list(restrictions, now) }
    let lane = Pace.of((host.contains("://") ? host : "https://\(host)/").withPlainHost).lane
    // A port need not be named.
    let lanes = restrictions.map(\.lane).filter {
      $0 == lane || $0.prefix { $0 != ":" } == lane[...]
    }
    guard !lanes.isEmpty else {
      Standard.error("\(lane) is not kept from being asked")
      throw ExitStatus.foundNothing
    }
    for lane in lanes where try ledger.allow(lane, at: now) {
      Standard.output("\(lane.forTerminal) may be asked again")
    }
  }

  private func list(_ restrictions: [(lane: String, entry: LedgerEntry)], _ now: Date) throws {
    guard !restrictions.isEmpty else {
      Standard.error("no host is kept from being asked")
      throw ExitStatus.foundNothing
    }
    var table = Table()
    for (lane, entry) in restrictions {
      let stop = entry.stopped.map { "stopped by 403 since \($0.iso8601)" }
      let wait = entry.notBefore(at: now).map { "until \($0.iso8601) (\(entry.rule))" }
      table.add([lane, [stop, wait].compactMap { $0 }.joined(separator: "; ")])
    }
    Standard.output(lines: table.lines)
  }
}
