import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One lane, held by one process.
///
/// An advisory lock that the kernel drops when its holder ends, however it ends. A class, because
/// lanes that hold one stand in a dictionary.
final class LaneLock {
  private let file: Int32

  /// `nil` when another process holds it: nothing waits here, as other lanes are to be served.
  init?(path: String) throws(LedgerError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LedgerError(path: path, code: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(file)
      if code == EWOULDBLOCK || code == EINTR { return nil }
      throw LedgerError(path: path, code: code)
    }
    self.file = file
  }

  deinit { close(file) }
}
