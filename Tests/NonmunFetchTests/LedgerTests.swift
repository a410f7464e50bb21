import Foundation
import Testing

@testable import NonmunFetch

@Suite final class LedgerTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "nonmun-ledger-\(UUID().uuidString)")
  private let now = Date(timeIntervalSince1970: 1_724_000_000)
  private var ledger: Ledger { Ledger(folder: folder.path()) }

  deinit { try? FileManager.default.removeItem(at: folder) }  // Left behind, it harms nothing.

  private var full: LedgerEntry {
    var entry = LedgerEntry()
    entry.asked = now
    (entry.notBefore, entry.rule) = (now + 60, "Retry-After: 60")
    entry.stopped = now - 0.5
    entry.gone = ["https://a.test/x y": now]
    return entry
  }

  @Test(arguments: ["arxiv.org", "b.test:8080", "[::1]:80", "../../x", ".", "한글.kr", "A~b"])
  func anEntryIsReadAsItWasWritten(_ lane: String) throws {
    #expect(try ledger.entry(of: lane) == LedgerEntry())
    try ledger.write(full, of: lane)
    #expect(try ledger.entry(of: lane) == full)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["hosts"])
    #expect(try ledger.restrictions(at: now).map(\.lane) == [lane])
  }

  @Test(arguments: [
    "", "nonmun ledger 1", "nonmun ledger 2\n", "nonmun ledger 1\nasked x\n", "\u{0}",
  ])
  func halfAnEntryIsNone(_ text: String) {
    #expect(LedgerEntry(text) == nil)
  }

  @Test func aRuleCannotWriteLines() throws {
    var entry = full
    entry.rule = "a\nstopped 5"
    let read = try #require(LedgerEntry(entry.text))
    #expect(read.rule == "a stopped 5")
    #expect(read.stopped == entry.stopped)
  }

  /// By a clock that was right when it was written, and has jumped back by years.
  @Test func aWaitThatNoRuleAsksForIsNone() {
    #expect(full.notBefore(at: now) == now + 60)
    #expect(full.notBefore(at: now + 61) == nil)
    #expect(full.notBefore(at: now - 365 * 86_400) == nil)
  }

  @Test func aLaneHasOneHolder() throws {
    var first = try ledger.lock("a.test")
    #expect(first != nil)
    #expect(try ledger.lock("a.test") == nil)
    #expect(try ledger.lock("b.test") != nil)
    first = nil
    #expect(try ledger.lock("a.test") != nil)
    _ = first
  }

  @Test func whatStopsIsAllowedOnce() throws {
    try ledger.write(full, of: "a.test")
    #expect(try ledger.allow("a.test", at: now))
    #expect(try !ledger.allow("a.test", at: now))
    #expect(try ledger.entry(of: "a.test").asked == now)
    #expect(try ledger.restrictions(at: now).isEmpty)
  }

  @Test func whereItStandsIsTheUsersChoice() {
    #expect(Ledger(["NONMUN_STATE": "/s", "HOME": "/h"]).folder == "/s")
    #if !os(macOS)
      #expect(Ledger(["XDG_STATE_HOME": "/x", "HOME": "/h"]).folder == "/x/nonmun")
      #expect(Ledger(["XDG_STATE_HOME": "x", "HOME": "/h"]).folder == "/h/.local/state/nonmun")
      #expect(Ledger(["NONMUN_STATE": "", "HOME": "/h"]).folder == "/h/.local/state/nonmun")
    #endif
  }
}
