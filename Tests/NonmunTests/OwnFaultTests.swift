import Foundation
import GRDB
import HostileServer
import LoopbackServer
import Testing

/// What can go wrong on this machine; what nonmun says of it is what the manual says.
@Suite struct OwnFaultTests {
  enum Fault: String, CaseIterable {
    case controlC = "ctrl-c"
    case terminated
    case hungUp = "hung-up"
    case killed
    case fullDisk = "full-disk"
    case fileTooLarge = "file-too-large"
    case readOnly = "read-only"
    case locked
    case damagedLibrary = "damaged-library"
    case foreignLibrary = "foreign-library"
    case clockBack = "clock-back"
  }

  let table: FaultTable

  init() throws { table = try FaultTable(below: "What can happen here") }

  @Test func theManualHasARowForEach() {
    #expect(table.words.keys.sorted() == Fault.allCases.map(\.rawValue).sorted())
  }

  /// A workspace whose first feed answers at once and whose others never end.
  private func workspace(_ server: HostileServer) throws -> Scratch {
    let slow = (1...3).map { "{url: '\(server.address("slow-body"))?\($0)', name: slow-\($0)}" }
    let feeds = ["{url: '\(server.address("good"))', name: good}"] + slow
    return try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [\(feeds.joined(separator: ", "))]",
    ])
  }

  @Test(arguments: [
    (SIGINT, 130, "ctrl-c"), (SIGTERM, 143, "terminated"), (SIGHUP, 129, "hung-up"),
  ])
  func whatArrivedBeforeASignalIsKept(_ signal: Int32, _ status: Int32, _ fault: String) throws {
    let server = try HostileServer()
    let scratch = try workspace(server)
    let process = scratch.process(["fetch"])
    let output = Pipe()
    process.standardOutput = output
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    while server.requests.count < 4 { usleep(10_000) }
    // The good answer is kept a moment after it was asked for.
    while try scratch.run("list").status != 0 { usleep(20_000) }
    kill(process.processIdentifier, signal)
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .components(separatedBy: "\n")
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(!process.waitForEnd().wasKilled)
    #expect(process.waitForEnd().status == status)
    #expect(lines.contains { $0.hasPrefix("good ") && $0.contains("fresh") })
    #expect(lines.count { table.holds($0, for: fault) } == 3)
    #expect(said == "nonmun: interrupted; what had arrived is kept\n")
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 1)
    // That the reader ended it is no failure of the feed.
    #expect(try !scratch.run("status").output.contains("interrupted"))
  }

  /// What is said is said to nobody then.
  @Test func aClosedTerminalIsNoReasonToFail() throws {
    let server = try HostileServer()
    let scratch = try workspace(server)
    let process = scratch.process(["fetch"])
    var (screen, keyboard): (Int32, Int32) = (-1, -1)
    try #require(openpty(&keyboard, &screen, nil, nil, nil) == 0)
    let terminal = FileHandle(fileDescriptor: screen, closeOnDealloc: true)
    (process.standardOutput, process.standardError) = (terminal, terminal)
    try process.run()
    while server.requests.count < 4 { usleep(10_000) }
    while try scratch.run("list").status != 0 { usleep(20_000) }
    try terminal.close()
    close(keyboard)
    kill(process.processIdentifier, SIGHUP)
    #expect(!process.waitForEnd().wasKilled)
    #expect(process.waitForEnd().status == 129)
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 1)
  }

  @Test func nohupOutlivesTheTerminal() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(HostileServer.feed("one"), delay: .seconds(1))
    }
    let feed = "{url: '\(server.address("/1"))', name: one}"
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": "feeds: [\(feed)]"])
    let process = scratch.process(["-c", "trap '' HUP; exec \"$0\" fetch", Scratch.program.path()])
    process.executableURL = URL(filePath: "/bin/sh")
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    while server.requests.isEmpty { usleep(10_000) }
    kill(process.processIdentifier, SIGHUP)
    #expect(process.waitForEnd().status == 0)
  }

  /// Also when all feeds are done, and only what notes link to is looked up.
  @Test func controlCEndsTheLookForLinkedPapersToo() throws {
    let proxy = try LoopbackServer { request in
      LoopbackServer.Reply(
        HostileServer.feed("one"), delay: request.path.contains("arxiv") ? .seconds(20) : .zero)
    }
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: 'http://public.test/1', name: one}]",
      "Annotations/2024-08-20.md": "## 12일차\n\n- [X](https://arxiv.org/abs/2405.14734)\n",
    ])
    for name in ["http_proxy", "https_proxy"] { scratch.environment[name] = proxy.address("") }
    scratch.environment["no_proxy"] = ""
    let process = scratch.process(["fetch"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while proxy.requests.count < 2 { usleep(10_000) }
    kill(process.processIdentifier, SIGINT)
    #expect(process.waitForEnd().status == 130)
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 1)
  }

  /// The first one keeps what arrived; here that waits for a library that another program holds.
  @Test(arguments: [SIGINT, SIGTERM])
  func aSecondSignalEndsAtOnceAndDamagesNothing(_ signal: Int32) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Reply(HostileServer.feed("one"), delay: .seconds(1))
    }
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{url: '\(server.address("/one"))', name: one}]",
    ])
    try scratch.run("status")
    let path = scratch.folder.appending(path: ".nonmun/library.sqlite").path()
    let process = scratch.process(["fetch"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while server.requests.isEmpty { usleep(10_000) }
    let library = try DatabaseQueue(path: path)
    try library.write { _ in
      usleep(1_500_000)
      kill(process.processIdentifier, signal)
      usleep(200_000)
      #expect(process.isRunning)
      kill(process.processIdentifier, signal)
      process.waitForEnd()
    }
    #expect(process.waitForEnd().wasKilled)
    #expect(process.waitForEnd().status == signal)
    #expect(try library.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    #expect(try scratch.run("fetch").output.contains("1 new"))
  }

  /// Feeds of 400 papers each, together more than the disk holds.
  @Test(arguments: [true, false])
  func aFullDiskKeepsWhatItHolds(_ isRealDisk: Bool) throws {
    let server = try LoopbackServer { request in
      let name = request.path.dropFirst()
      let items = (1...400).map {
        "<item><title>\(name) \($0)</title><link>https://\(name).test/\($0)</link></item>"
      }
      return LoopbackServer.Reply("<rss version='2.0'><channel>\(items.joined())</channel></rss>")
    }
    let scratch = try Scratch([:])
    let folder = scratch.folder.path()
    if isRealDisk {
      let mount = try scratch.shell("mount -t tmpfs -o size=3000k nonmun '\(folder)'")
      guard mount.status == 0 else {
        print("NOT TESTED: a full disk, for none can be mounted here: \(mount.error)")
        return
      }
    }
    defer { if isRealDisk { _ = try? scratch.shell("cd /; umount -l '\(folder)'") } }
    let feeds = (1...30).map { "{url: '\(server.address("/f\($0)"))', name: f\($0)}" }
    try scratch.put("nonmun.yml", "")
    try scratch.put("Feeds/feeds.yml", "feeds: [\(feeds.joined(separator: ", "))]")
    // In blocks of 512 bytes or of 1,024, as the shell has it.
    let limit = isRealDisk ? "" : "ulimit -f 3000; "
    let limited = try scratch.shell("\(limit)exec \"$0\" fetch")
    #expect(limited.status == 1)
    let words = isRealDisk ? Fault.fullDisk : Fault.fileTooLarge
    #expect(table.holds(limited.error, for: words.rawValue), "\(limited.error)")
    #expect(limited.error.split(separator: "\n").count == 1)
    // SQLite needs space even to read what a log holds.
    if isRealDisk { _ = try scratch.shell("mount -o remount,size=64m '\(folder)'") }
    let kept = try Scratch.objects(scratch.run("list", "--json").output).count
    #expect(kept > 0 && kept < 12_000, "\(kept)")
    #expect(limited.output.split(separator: "\n").count { $0.contains("fresh") } * 400 == kept)
    #expect(try scratch.run("fetch").status == 0)
    #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 12_000)
  }

  /// Nobody may be asked whose answer cannot be kept.
  @Test func aReadOnlyWorkspaceSaysSo() throws {
    let server = try HostileServer()
    let scratch = try workspace(server)
    let folder = scratch.folder.path()
    // Permissions do not stop the superuser, who needs a file system that is read-only.
    let isMounted = geteuid() == 0
    if isMounted {
      let mount = try scratch.shell(
        "mount --bind '\(folder)' '\(folder)' && mount -o remount,bind,ro '\(folder)'")
      guard mount.status == 0 else {
        print("NOT TESTED: a read-only workspace, for nothing can be mounted here: \(mount.error)")
        return
      }
    } else {
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    }
    defer {
      _ = try? scratch.shell(isMounted ? "cd /; umount '\(folder)'" : "chmod 755 '\(folder)'")
    }
    let result = try scratch.run("fetch")
    #expect(result.status == 1)
    #expect(table.holds(result.error, for: Fault.readOnly.rawValue), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(server.requests.isEmpty)
  }

  @Test func aLockedLibraryIsWaitedForAWhile() throws {
    let scratch = try Scratch(["nonmun.yml": "", "Feeds/feeds.yml": "feeds: []"])
    try scratch.fetchOne()
    let library = try DatabaseQueue(
      path: scratch.folder.appending(path: ".nonmun/library.sqlite").path())
    let result = try library.write { _ in try scratch.run("fetch", "--replay", "r") }
    #expect(result.status == 75)
    #expect(table.holds(result.error, for: Fault.locked.rawValue), "\(result.error)")
    #expect(try scratch.run("fetch", "--replay", "r").status == 0)
  }

  @Test func aClockThatJumpsBackChangesNothing() throws {
    let scratch = try Scratch(["nonmun.yml": ""])
    scratch.now = "2030-01-01T00:00:00+09:00"
    try scratch.fetchOne()
    for now in ["2024-08-20T21:00:00+09:00", "1970-01-01T00:00:00Z", "2030-01-01T00:00:01+09:00"] {
      scratch.now = now
      let result = try scratch.run("fetch", "--replay", "r")
      #expect(result.status == 0, "\(result)")
      #expect(result.output.contains("0 new"))
      #expect(try scratch.run("status").status == 0)
      #expect(try Scratch.objects(scratch.run("list", "--json").output).count == 1)
    }
  }

  /// What it said of days to come keeps no list from being asked for, and hides nothing for years.
  @Test func aClockThatWasAheadHidesNothing() throws {
    let scratch = try Scratch([
      "nonmun.yml": "", "Feeds/feeds.yml": "feeds: [{huggingface: daily}, {arxiv: cs.LG}]",
      "r/rss.arxiv.org/rss/cs.LG": HostileServer.feed("cs.LG"),
    ])
    let lists = "r/huggingface.co/api/daily_papers?date="
    func list(_ id: String) -> String { "[{\"paper\": {\"id\": \"\(id)\", \"title\": \"\(id)\"}}]" }
    try scratch.put(lists + "2030-01-01", list("2501.00001"))
    scratch.now = "2030-01-01T12:00:00Z"
    #expect(try scratch.run("fetch", "--replay", "r").output.contains("1 new"))
    try scratch.put(lists + "2024-08-20", list("2408.00001"))
    scratch.now = "2024-08-20T21:00:00+09:00"
    let back = try scratch.run("fetch", "--replay", "r", "huggingface")
    #expect(back.output.contains("1 new"), "\(back)")
    // The days that are missed from then on are asked for.
    for day in ["21", "22"] { try scratch.put(lists + "2024-08-\(day)", list("2408.000\(day)")) }
    scratch.now = "2024-08-22T21:00:00+09:00"
    #expect(try scratch.run("fetch", "--replay", "r", "huggingface").output.contains("2 new"))
    try scratch.run("fetch", "--replay", "r", "arxiv")
    scratch.now = "2024-08-23T21:00:00+09:00"
    let stale = try scratch.run("fetch", "--replay", "r", "arxiv")
    #expect(stale.output.contains("stalled: nothing new since"), "\(stale)")
  }
}

extension Scratch {
  /// Fetches one feed of one paper, from the recordings in `r`.
  func fetchOne() throws {
    try put("Feeds/feeds.yml", "feeds: [{url: 'https://a.test/one', name: one}]")
    try put("r/a.test/one", HostileServer.feed("one"))
    let result = try run("fetch", "--replay", "r")
    #expect(result.output.contains("1 new"), "\(result)")
  }

  /// Runs a line of shell, where `$0` is nonmun.
  fileprivate func shell(_ line: String) throws -> Result {
    let process = process(["-c", line, Self.program.path()])
    process.executableURL = URL(filePath: "/bin/sh")
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = { (pipe: Pipe) in
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    let result = (text(output), text(errors))
    return Result(status: process.waitForEnd().status, output: result.0, error: result.1)
  }
}
