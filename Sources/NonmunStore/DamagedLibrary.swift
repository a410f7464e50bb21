import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A library file that was damaged and is kept, byte for byte, beside the new one.
package struct DamagedLibrary: Equatable, Sendable, CustomStringConvertible {
  /// Where it stood.
  package let path: String
  /// Where it is kept.
  package let place: String
  package let reason: String

  package var description: String {
    "\(path) was damaged: \(reason); it is kept as \(place), and a new one is made: "
      + "fetch fills it with what the feeds still serve"
  }

  /// Moves the file, with what SQLite keeps beside it: a log of the old file would be taken for one
  /// of the new. `nil` when another process did so already.
  package init?(settingAside file: LibraryFile.Mark, reason: String) throws(LibraryError) {
    path = file.path
    self.reason = reason
    let lock = try Lock(path)
    guard file.isCurrent else { return nil }
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
    place = "\(path).damaged-\(number)"
    // In this order: a log without its file is taken for none.
    for suffix in ["", "-wal", "-shm"] {
      guard rename(path + suffix, place + suffix) == 0 || errno == ENOENT else {
        throw .unusable(
          path: path,
          reason: "\(reason), and it cannot be set aside: \(String(cString: strerror(errno)))")
      }
    }
    _ = consume lock
  }

  /// Held while a library is set aside, so that no process takes another's new one for the damaged.
  private struct Lock: ~Copyable {
    private let file: Int32

    init(_ path: String) throws(LibraryError) {
      let file = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard file >= 0, flock(file, LOCK_EX) == 0 else {
        throw .unusable(path: path, reason: String(cString: strerror(errno)))
      }
      self.file = file
    }

    deinit { close(file) }
  }
}
