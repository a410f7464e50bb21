import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written whole, beside the old one, synced, then renamed.
///
/// At every moment the name holds the old bytes or the new ones, also after a crash; a full disk
/// leaves the old ones.
package enum SafeWrite {
  /// Stands between the name of a file and the number of the process that writes it anew.
  static let mark = ".nonmun-"

  /// - Parameters:
  ///   - path: Absolute. A symbolic link stays one: what it points to is replaced.
  ///   - shown: As errors shall name the file.
  package static func write(
    _ bytes: [UInt8], to path: String, shown: String
  ) throws(WorkspaceError) {
    let path = try resolved(path, shown)
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: shown, reason: FileManager.reason(error))
    }
    let beside = "\(path)\(mark)\(getpid())"
    do throws(SystemError) {
      try writeSynced(bytes, to: beside, like: path)
      try SystemError.check(rename(beside, path))
    } catch {
      unlink(beside)  // The new file is worth nothing now; the old one stands.
      throw .unwritable(path: shown, reason: error.description)
    }
    syncFolder(folder)
  }

  private static func writeSynced(
    _ bytes: [UInt8], to path: String, like old: String
  ) throws(SystemError) {
    var status = stat()
    let mode = stat(old, &status) == 0 ? status.st_mode & 0o7777 : 0o666
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    try SystemError.check(file)
    do throws(SystemError) {
      if mode != 0o666 { try SystemError.check(fchmod(file, mode)) }
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { systemWrite(file, $0) }
        if count < 0, errno == EINTR { continue }
        try SystemError.check(Int32(clamping: count))
        rest = rest.dropFirst(count)
      }
      try SystemError.check(fsync(file))
    } catch {
      close(file)
      throw error
    }
    try SystemError.check(close(file))
  }

  /// The new name is on the disk only when the folder is. Some file systems refuse to sync a
  /// folder; the bytes are safe there all the same.
  private static func syncFolder(_ folder: String) {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }

  /// Where the bytes stand; a page that was made read-only stays as it is, although its folder
  /// would let it be replaced.
  private static func resolved(
    _ path: String, _ shown: String
  ) throws(WorkspaceError) -> String {
    guard let real = realpath(path, nil) else {
      var status = stat()
      guard lstat(path, &status) == 0 else { return path }
      throw .unwritable(path: shown, reason: "a link that leads nowhere")
    }
    defer { free(real) }
    guard access(real, W_OK) == 0 else {
      throw .unwritable(path: shown, reason: SystemError().description)
    }
    return String(cString: real)
  }
}

/// Outside ``SafeWrite``, whose own `write` would hide the system's.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
