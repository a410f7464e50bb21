import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps other processes of nonmun from writing the reader's pages at the same time.
///
/// An advisory lock that the kernel drops when its holder ends, however it ends.
package struct WorkspaceLock: ~Copyable {
  private let file: Int32

  /// Waits for the lock, at most `patience`.
  package init(
    _ workspace: Workspace, patience: Duration = .seconds(10)
  ) throws(WorkspaceError) {
    let name = ".nonmun/annotations.lock"
    let path = workspace.path(name)
    do {
      try FileManager.default.createDirectory(
        atPath: workspace.path(".nonmun"), withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: ".nonmun", reason: FileManager.reason(error))
    }
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      throw .unwritable(path: name, reason: String(cString: strerror(errno)))
    }
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard clock.now < deadline else {
        close(file)
        throw .locked(path: name)
      }
      usleep(5_000)
    }
    self.file = file
  }

  deinit { close(file) }
}
