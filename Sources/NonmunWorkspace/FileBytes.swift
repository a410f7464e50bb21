import Foundation

/// A file read whole, with the system's own words where it cannot be.
package enum FileBytes {
  /// - Parameters:
  ///   - path: Absolute.
  ///   - shown: As errors shall name the file.
  /// - Returns: `nil` when there is no such file.
  package static func read(_ path: String, shown: String) throws(WorkspaceError) -> [UInt8]? {
    do throws(SystemError) {
      let file = open(path, O_RDONLY | O_CLOEXEC)
      if file < 0, errno == ENOENT { return nil }
      try SystemError.check(file)
      defer { close(file) }
      return try bytes(of: file)
    } catch {
      throw .unreadable(path: shown, reason: error.description)
    }
  }

  private static func bytes(of file: Int32) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    // One byte more than the file has, so that its end shows at once.
    let size = fstat(file, &status) == 0 ? Int(status.st_size) : 0
    var room = max(1 << 14, size + 1)
    while true {
      var count = 0
      let start = bytes.count
      bytes += repeatElement(0, count: room)
      bytes.withUnsafeMutableBytes { bytes in
        repeat {
          count = systemRead(file, UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        } while count < 0 && errno == EINTR
      }
      try SystemError.check(Int32(clamping: count))
      bytes.removeLast(room - count)
      if count == 0 || bytes.count == size { return bytes }
      room = max(room, bytes.count)
    }
  }
}

/// A system call that failed.
struct SystemError: Error, CustomStringConvertible {
  var code = errno

  var description: String { String(cString: strerror(code)) }

  static func check(_ result: Int32) throws(SystemError) {
    if result < 0 { throw SystemError() }
  }
}

/// Outside ``FileBytes``, whose own `read` would hide the system's.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(file, bytes.baseAddress, bytes.count)
}
