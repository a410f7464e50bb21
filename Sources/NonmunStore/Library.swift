import Foundation
import GRDB

/// What was fetched and matched: a cache that may be deleted at any time.
///
/// One per process, opened once. Each method is one transaction that keeps one promise.
package struct Library: Sendable {
  let writer: LibraryFile
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
    } catch .damaged(let file, let reason) {
      setAside = try DamagedLibrary(settingAside: file, reason: reason)
      writer = try Self.open(path, isChecked: isChecked)
    }
  }

  /// A library in memory, for tests.
  package init() throws {
    var configuration = Configuration()
    configuration.prepareDatabase { $0.add(tokenizer: SearchTokenizer.self) }
    let queue = try DatabaseQueue(configuration: configuration)
    try Migrations.migrate(queue)
    writer = LibraryFile(queue: queue, mark: LibraryFile.Mark(path: ":memory:"))
  }
}

extension Library {
  /// How long another process that writes is waited for.
  private static let patience = Duration.seconds(5)
  private static let mostTries = 10
  /// In bytes. A library of 30,000 papers is read in a tenth of a second; damage in a larger one
  /// shows where it is used, and is set aside then.
  private static let largestChecked = 96 << 20

  private static func open(
    _ path: String, isChecked: Bool
  ) throws(LibraryError) -> LibraryFile {
    let deadline = ContinuousClock.now + patience
    var tries = 0
    while true {
      tries += 1
      do throws(LibraryError) {
        return try openNow(path, isChecked: isChecked)
      } catch .locked where ContinuousClock.now < deadline {
        // Who turns a new file to WAL at the same moment as another is told so at once: SQLite
        // asks nobody to wait where both hold a lock that the other needs.
        usleep(20_000)
      } catch .unreachable where tries < mostTries {
        // Another process set the file aside between two of our calls.
        usleep(20_000)
      }
    }
  }

  private static func openNow(
    _ path: String, isChecked: Bool
  ) throws(LibraryError) -> LibraryFile {
    var mark = LibraryFile.Mark(path: path)
    do {
      try FileManager.default.createDirectory(
        atPath: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
        withIntermediateDirectories: true)
      // Before it is opened: what is found damaged is this file or an older one.
      mark = LibraryFile.Mark(path: path)
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        // A crash of the machine may lose the last feeds, which are then fetched again, but in WAL
        // mode never damages the file (sqlite.org, "PRAGMA synchronous").
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
        database.add(tokenizer: SearchTokenizer.self)
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.read(LibrarySchema.isAnothers) {
        throw LibraryError.damaged(mark, reason: "it is another program's")
      }
      try Migrations.migrate(queue)
      mark = LibraryFile.Mark(path: path)
      if isChecked,
        let damage = try queue.read({ try Self.damage($0, isSmall: mark.size <= largestChecked) })
      {
        throw LibraryError.damaged(mark, reason: damage)
      }
      return LibraryFile(queue: queue, mark: mark)
    } catch {
      throw LibraryError(error, file: mark)
        ?? .unusable(path: path, reason: error.systemWords)
    }
  }
}

extension Library {
  /// - Parameter isSmall: Whether all of the file is read for it.
  private static func damage(_ database: Database, isSmall: Bool) throws -> String? {
    if isSmall, let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)"),
      finding != "ok"
    {
      return finding
    }
    return try LibrarySchema.missing(database)
  }

  /// Whether an error that a method threw means that another process holds the library.
  package static func isLocked(_ error: any Error) -> Bool { error as? LibraryError == .locked }
}

extension Error {
  /// The system's own words.
  fileprivate var systemWords: String {
    let error = self as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
    guard let cause, cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(cause.code)))
  }
}
