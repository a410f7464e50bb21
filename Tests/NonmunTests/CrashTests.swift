import Foundation
import Testing

@Suite struct CrashTests {
  /// Killed at any moment and then fetched again, the library is what an undisturbed fetch makes.
  @Test func killingAFetchLosesNothing() throws {
    let undisturbed = try Scratch()
    try undisturbed.fetchWeek()
    let expected = try undisturbed.run("list", "--json").output
    let scratch = try Scratch()
    scratch.now = "2024-08-23T21:00:00+09:00"
    for _ in 1...25 {
      let process = scratch.process(Scratch.week)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 0...250_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitForEnd()
    }
    try scratch.fetchWeek()
    #expect(try scratch.run("list", "--json").output == expected)
    #expect(try scratch.run("status").output.contains("95 papers"))
  }

  /// Each feed is one transaction, so fetches that run together cannot mix their halves.
  @Test func twoFetchesAtOnceAgree() throws {
    let scratch = try Scratch()
    scratch.now = "2024-08-23T21:00:00+09:00"
    let processes = (1...4).map { _ in scratch.process(Scratch.week) }
    for process in processes {
      process.standardOutput = FileHandle.nullDevice
      try process.run()
    }
    for process in processes { process.waitForEnd() }
    #expect(processes.allSatisfy { [0, 75].contains($0.waitForEnd().status) })
    #expect(processes.contains { $0.waitForEnd().status == 0 })
    let undisturbed = try Scratch()
    try undisturbed.fetchWeek()
    let expected = try undisturbed.run("list", "--json").output
    #expect(try scratch.run("list", "--json").output == expected)
  }
}
