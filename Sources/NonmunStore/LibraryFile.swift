import Foundation
import GRDB

/// The one connection to a library, whose errors are a ``LibraryError``.
package struct LibraryFile: Sendable {
  private let queue: DatabaseQueue
  private let mark: Mark

  init(queue: DatabaseQueue, mark: Mark) {
    self.queue = queue
    self.mark = mark
  }

  func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
    do { return try queue.read(work) } catch { throw LibraryError(error, file: mark) ?? error }
  }

  /// One transaction: all of it, or nothing.
  func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
    do { return try queue.write(work) } catch { throw LibraryError(error, file: mark) ?? error }
  }

  /// The same, later and on a thread of its own; what is asked of the library after it waits for it.
  func write<Value>(
    _ work: @escaping @Sendable (Database) throws -> Value,
    then: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    queue.asyncWrite(work) { [mark] _, result in
      then(result.mapError { LibraryError($0, file: mark) ?? $0 })
    }
  }

  /// Tells a file from another that stands at the same path later.
  package struct Mark: Equatable, Sendable {
    package let path: String
    private let number: UInt64?
    let size: Int

    init(path: String) {
      self.path = path
      var status = stat()
      // Where there is none, there is nothing to tell apart.
      let stands = stat(path, &status) == 0
      number = stands ? UInt64(status.st_ino) : nil
      size = stands ? Int(status.st_size) : 0
    }

    /// Whether this file still stands there.
    var isCurrent: Bool { number == Mark(path: path).number }
  }
}
