import Foundation
import GRDB

/// What was fetched and matched: a cache that may be deleted at any time.
///
/// One per process, opened once. Each method is one transaction that keeps one promise.
package struct Library: Sendable {
  let writer: DatabaseQueue
  /// The file that stood here, was damaged, and is now kept under another name.
  package private(set) var setAside: DamagedLibrary?

  /// Opens the library at `path`, and makes it where there is none.
  ///
  /// A file that is damaged is set aside, and one is made in its place.
  ///
  /// - Parameter isChecked: Whether damage is looked for in all of the file, which is read for
  ///   it, and not only where it is opened.
  package init(path: String, isChecked: Bool = false) throws(LibraryError) {
    do throws(LibraryError) {
      writer = try Self.open(path, isChecked: isChecked)
    } catch .damaged {
      let lock = try DamagedLibrary.Lock(path)
      do throws(LibraryError) {
        // Another process may have been faster.
        writer = try Self.open(path, isChecked: isChecked)
      } catch .damaged(_, let reason) {
        setAside = try DamagedLibrary(settingAside: path, reason: reason)
        writer = try Self.open(path, isChecked: false)
      }
      _ = consume lock
    }
  }

  /// A library in memory, for tests.
  package init() throws {
    writer = try DatabaseQueue()
    try Migrations.migrate(writer)
  }
}

extension Library {
  /// How long another process that writes is waited for.
  private static let patience = Duration.seconds(5)

  private static func open(
    _ path: String, isChecked: Bool
  ) throws(LibraryError) -> DatabaseQueue {
    let deadline = ContinuousClock.now + patience
    while true {
      do throws(LibraryError) {
        return try LibraryError.at(path) { try openNow(path, isChecked: isChecked) }
      } catch .locked where ContinuousClock.now < deadline {
        // Who turns a new file to WAL at the same moment as another is told so at once: SQLite
        // asks nobody to wait where both hold a lock that the other needs.
        usleep(20_000)
      }
    }
  }

  private static func openNow(_ path: String, isChecked: Bool) throws -> DatabaseQueue {
    try FileManager.default.createDirectory(
      atPath: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
      withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // A crash of the machine may lose the last feeds, which are then fetched again, but in WAL
      // mode never damages the file (sqlite.org, "PRAGMA synchronous").
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    let writer = try DatabaseQueue(path: path, configuration: configuration)
    try Migrations.migrate(writer)
    if isChecked {
      let finding = try writer.read {
        try String.fetchOne($0, sql: "PRAGMA quick_check(1)")
      }
      if let finding, finding != "ok" { throw Damage(reason: finding) }
    }
    return writer
  }
}

/// What a look through the whole file found.
private struct Damage: Error {
  let reason: String
}

/// The library cannot be used.
package enum LibraryError: Error, Equatable, CustomStringConvertible {
  /// Another process writes, and did not finish in time.
  case locked
  /// Its bytes are not those of a library.
  case damaged(path: String, reason: String)
  case unusable(path: String, reason: String)

  package var description: String {
    switch self {
    case .locked: "another nonmun is writing the library; try again when it is done"
    case .damaged(let path, let reason):
      "\(path) is damaged: \(reason); the next fetch sets it aside and makes a new one"
    case .unusable(let path, let reason): "\(path) cannot be used: \(reason)"
    }
  }

  static func at<Value>(_ path: String, _ work: () throws -> Value) throws(LibraryError) -> Value {
    do {
      return try work()
    } catch let damage as Damage {
      throw .damaged(path: path, reason: damage.reason)
    } catch {
      throw LibraryError(error, path: path) ?? .unusable(path: path, reason: error.words)
    }
  }

  /// What a method of the library threw; `nil` when SQLite has no part in it.
  package init?(_ error: any Error, path: String) {
    if let error = error as? LibraryError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else { return nil }
    switch error.resultCode {
    case .SQLITE_BUSY: self = .locked
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .damaged(path: path, reason: error.message ?? "SQLite error \(error.resultCode)")
    case .SQLITE_FULL: self = .unusable(path: path, reason: "the disk is full")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN:
      self = .unusable(path: path, reason: "it cannot be written here")
    default:
      self = .unusable(path: path, reason: error.message ?? "SQLite error \(error.resultCode)")
    }
  }
}

extension Library {
  /// Whether an error that a method threw means that another process holds the library.
  package static func isLocked(_ error: any Error) -> Bool {
    (error as? DatabaseError)?.resultCode == .SQLITE_BUSY || error as? LibraryError == .locked
  }
}

extension Error {
  /// The system's own words.
  fileprivate var words: String {
    let error = self as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
    guard let cause, cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(cause.code)))
  }
}
