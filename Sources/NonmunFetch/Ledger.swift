package import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What hosts were asked and what they asked for, over all processes and workspaces of one user.
///
/// `hosts/` holds a small file for each lane, written beside the old one and renamed, and `locks/`
/// an empty one that is never replaced. Who changes a lane's file holds its lock.
package struct Ledger: Sendable {
  /// Absolute.
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// `$NONMUN_STATE`, else where the system keeps what programs remember.
  ///
  /// Source: XDG Base Directory Specification: a relative path in the variable counts as none.
  package init(_ environment: [String: String]) {
    let home = environment["HOME"] ?? NSHomeDirectory()
    #if os(macOS)
      let state = "\(home)/Library/Application Support"
    #else
      let named = environment["XDG_STATE_HOME"] ?? ""
      let state = named.hasPrefix("/") ? named : "\(home)/.local/state"
    #endif
    let chosen = environment["NONMUN_STATE"] ?? ""
    folder = chosen.isEmpty ? "\(state)/nonmun" : URL(filePath: chosen).path(percentEncoded: false)
  }

  /// The lock of a lane, for whoever writes its entry; `nil` when another process has it.
  func lock(_ lane: String) throws(LedgerError) -> LaneLock? {
    do throws(LedgerError) {
      return try LaneLock(path: path("locks", lane))
    } catch {
      // Most likely the folder is not there yet.
      try make("locks")
      return try LaneLock(path: path("locks", lane))
    }
  }

  /// An empty entry where the lane was never asked.
  package func entry(of lane: String) throws(LedgerError) -> LedgerEntry {
    let path = path("hosts", lane)
    guard let bytes = FileManager.default.contents(atPath: path) else {
      guard access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR else {
        throw LedgerError(path: path, reason: "cannot be read")
      }
      return LedgerEntry()
    }
    guard let text = String(validating: bytes, as: UTF8.self), let entry = LedgerEntry(text) else {
      throw LedgerError(path: path, reason: "not as nonmun writes it")
    }
    return entry
  }

  /// Synced where it holds what outlives a restart: for "asked a second ago" that is dear.
  func write(_ entry: LedgerEntry, of lane: String) throws(LedgerError) {
    let path = path("hosts", lane)
    let beside = "\(path)~\(getpid())"
    var file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if file < 0 {
      try make("hosts")
      file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    }
    guard file >= 0 else { throw LedgerError(path: path, code: errno) }
    let bytes = Array(entry.text.utf8)
    let isLasting = entry.stopped != nil || entry.notBefore != nil || !entry.gone.isEmpty
    var isWhole = bytes.withUnsafeBytes { systemWrite(file, $0) } == bytes.count
    if isLasting { isWhole = fsync(file) == 0 && isWhole }
    let code = errno
    close(file)
    guard isWhole, rename(beside, path) == 0 else {
      let error = LedgerError(path: path, code: isWhole ? errno : code)
      unlink(beside)
      throw error
    }
  }

  /// The lanes that stop or wait, in the order of their names.
  package func restrictions(
    at now: Date
  ) throws(LedgerError) -> [(lane: String, entry: LedgerEntry)] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder + "/hosts")
    } catch {
      return []  // Nothing was ever written there.
    }
    var found: [(String, LedgerEntry)] = []
    for name in names.sorted() where !name.contains("~") {
      guard let lane = name.removingPercentEncoding else { continue }
      let entry = try entry(of: lane)
      if entry.stopped != nil || entry.notBefore(at: now) != nil { found.append((lane, entry)) }
    }
    return found
  }

  /// Lets a lane be asked again; waits for an answer that is on its way.
  ///
  /// - Returns: Whether something had kept it from being asked.
  package func allow(_ lane: String, at now: Date) throws(LedgerError) -> Bool {
    let entry = try entry(of: lane)
    guard entry.stopped != nil || entry.notBefore(at: now) != nil else { return false }
    try change(lane, patience: .seconds(150)) { entry in
      (entry.stopped, entry.notBefore) = (nil, nil)
    }
    return true
  }

  /// - Parameter patience: For the lock; a lane with a pace is held while it answers.
  func change(
    _ lane: String, patience: Duration, _ edit: (inout LedgerEntry) -> Void
  ) throws(LedgerError) {
    let deadline = ContinuousClock.now + patience
    repeat {
      guard let lock = try lock(lane) else {
        usleep(5_000)
        continue
      }
      var entry = try entry(of: lane)
      edit(&entry)
      try write(entry, of: lane)
      return withExtendedLifetime(lock) {}
    } while ContinuousClock.now < deadline
    throw LedgerError(path: path("locks", lane), reason: "another nonmun is asking this host")
  }

  private func make(_ name: String) throws(LedgerError) {
    do {
      // What was asked is nobody else's business.
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      // Foundation has no words for some of what the system says.
      guard mkdir("\(folder)/\(name)", 0o700) != 0 else { return }
      throw LedgerError(path: folder, code: errno)
    }
  }

  /// One name for each lane, that can be no other file's: everything but letters, digits, `.` and
  /// `-` is encoded, and so is a dot at the start.
  private func path(_ kind: String, _ lane: String) -> String {
    let name = lane.utf8.prefix(Self.longestName).enumerated().reduce(into: "") { name, next in
      let (place, byte) = (next.offset, next.element)
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
        || (byte == 0x2E && place > 0)
      name +=
        isPlain
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\(folder)/\(kind)/\(name)"
  }

  /// A name in the DNS has at most 253 bytes and needs no encoding; files may have 255.
  private static let longestName = 80
}

/// Outside ``Ledger``, whose own `write` would hide the system's.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
