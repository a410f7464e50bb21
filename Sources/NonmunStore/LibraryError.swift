import GRDB

/// The library cannot be used.
package enum LibraryError: Error, Equatable, CustomStringConvertible {
  /// Another process writes, and did not finish in time.
  case locked
  /// Its bytes, or its tables, are not those of a library.
  case damaged(LibraryFile.Mark, reason: String)
  /// The system failed to read or write it, if only because another process set it aside just then.
  case unreachable(path: String, reason: String)
  case unusable(path: String, reason: String)

  package var description: String {
    switch self {
    case .locked: "another nonmun is writing the library; try again when it is done"
    case .damaged(let file, let reason): "\(file.path) is damaged: \(reason)"
    case .unreachable(let path, let reason), .unusable(let path, let reason):
      "\(path) cannot be used: \(reason)"
    }
  }

  /// What SQLite said of a file; `nil` when it has no part in the error.
  init?(_ error: any Error, file: LibraryFile.Mark) {
    if let error = error as? LibraryError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else { return nil }
    let words = error.message ?? "SQLite error \(error.resultCode)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY: .locked
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(file, reason: words)
      case .SQLITE_ERROR where LibrarySchema.isMissing(words): .damaged(file, reason: words)
      case .SQLITE_IOERR: .unreachable(path: file.path, reason: words)
      case .SQLITE_FULL: .unusable(path: file.path, reason: "the disk is full")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN:
        .unusable(path: file.path, reason: "it cannot be written (\(words))")
      default: .unusable(path: file.path, reason: words)
      }
  }
}
