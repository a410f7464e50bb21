import Foundation
import GRDB

/// What was fetched and matched: a cache that may be deleted at any time.
///
/// One per process, opened once. Each method is one transaction that keeps one promise.
package struct Library: Sendable {
  let writer: DatabaseQueue

  /// Opens the library at `path`, and makes it where there is none.
  package init(path: String) throws(LibraryError) {
    let patience = ContinuousClock.now + Self.patience
    while true {
      do throws(LibraryError) {
        writer = try Self.open(path)
        return
      } catch .locked where ContinuousClock.now < patience {
        // Who turns a new file to WAL at the same moment as another is told so at once: SQLite
        // asks nobody to wait where both hold a lock that the other needs.
        usleep(20_000)
      }
    }
  }

  /// How long another process that writes is waited for.
  private static let patience = Duration.seconds(5)

  private static func open(_ path: String) throws(LibraryError) -> DatabaseQueue {
    try LibraryError.at(path) {
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
      return writer
    }
  }

  /// A library in memory, for tests.
  package init() throws {
    writer = try DatabaseQueue()
    try Migrations.migrate(writer)
  }
}

/// The library cannot be used.
package enum LibraryError: Error, Equatable, CustomStringConvertible {
  /// Another process writes, and did not finish in time.
  case locked
  case unusable(path: String, reason: String)

  package var description: String {
    switch self {
    case .locked: "another nonmun is writing the library; try again when it is done"
    case .unusable(let path, let reason):
      "\(path) cannot be used: \(reason); it is a cache: deleting it costs a fetch"
    }
  }

  static func at<Value>(_ path: String, _ work: () throws -> Value) throws(LibraryError) -> Value {
    do {
      return try work()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw .locked
    } catch let error as DatabaseError {
      throw .unusable(path: path, reason: error.message ?? "SQLite error \(error.resultCode)")
    } catch {
      throw .unusable(path: path, reason: (error as NSError).localizedDescription)
    }
  }
}

extension Library {
  /// Whether an error that a method threw means that another process holds the library.
  package static func isLocked(_ error: any Error) -> Bool {
    (error as? DatabaseError)?.resultCode == .SQLITE_BUSY || error as? LibraryError == .locked
  }
}
