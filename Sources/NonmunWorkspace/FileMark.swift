import Foundation

/// What a file looked like when it was read, cheaply: to know whether it is still the same.
package struct FileMark: Equatable, Sendable {
  /// Nanoseconds since 1970.
  package var modified: Int64
  package var size: Int64
  package var inode: UInt64

  /// - Parameter path: Absolute. `nil` when there is no such file.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
  }

  /// One text for the three, to be stored.
  package var text: String { "\(modified).\(size).\(inode)" }
}
