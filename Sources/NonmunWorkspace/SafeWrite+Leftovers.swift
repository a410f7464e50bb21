import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SafeWrite {
  /// Removes what writers that were killed left beside the files of a folder; a writer that still
  /// runs keeps its own.
  package static func removeLeftovers(in folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      // A folder that is not there, or cannot be listed, has none that could be removed.
      guard let mark = name.range(of: mark, options: .backwards),
        let process = pid_t(name[mark.upperBound...]), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}
