import ArgumentParser
import Foundation
import NonmunStore
import NonmunTemplate
import NonmunWorkspace

/// Every status that nonmun ends with. Thrown by a command that has said what there was to say.
enum ExitStatus: Int32, Error {
  /// Part or all of the work failed; what succeeded is kept.
  case failed = 1
  case foundNothing = 2
  case wrongUsage = 64
  /// A file of the workspace cannot be read as what it should be.
  case malformedFile = 65
  case everyFeedFailed = 69
  /// Another nonmun holds the workspace.
  case locked = 75
  /// The terminal was closed, as below.
  case hungUp = 129
  /// Ctrl-C came; what had arrived is kept. As a shell counts it: 128 and the signal's number.
  case interrupted = 130
  case terminated = 143

  init(for error: any Error) {
    switch error {
    case let status as ExitStatus: self = status
    case is FileError, is TemplateError: self = .malformedFile
    case is UsageError, WorkspaceError.notFound: self = .wrongUsage
    case WorkspaceError.locked: self = .locked
    default: self = Library.isLocked(error) ? .locked : .failed
    }
  }

  /// Prints what went wrong, if it was not printed yet, and ends the process.
  static func exit(for error: any Error) -> Never {
    if error is ExitStatus {
    } else if Nonmun.exitCode(for: error) == .success || error.isFromArgumentParser {
      Nonmun.exit(withError: error)
    } else {
      Standard.error("nonmun: \(words(for: error))")
    }
    Foundation.exit(ExitStatus(for: error).rawValue)
  }
}

extension ExitStatus {
  /// A library that turns out to be damaged is set aside, so that it stands in nobody's way twice.
  private static func words(for error: any Error) -> String {
    guard case LibraryError.damaged(let file, let reason) = error else { return "\(error)" }
    do throws(LibraryError) {
      return try DamagedLibrary(settingAside: file, reason: reason)?.description ?? "\(error)"
    } catch {
      return "\(error)"
    }
  }
}

/// Arguments that make no sense together, or here.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Error {
  /// Whether ArgumentParser has words and a status of its own for this error.
  fileprivate var isFromArgumentParser: Bool {
    self is CleanExit || self is ValidationError || self is ExitCode
      || Nonmun.exitCode(for: self) == .validationFailure
  }
}
