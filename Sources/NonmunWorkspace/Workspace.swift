import Foundation
package import NonmunKit

/// The folder that holds `nonmun.yml`, and where the files of a workspace stand in it.
package struct Workspace: Sendable {
  /// Absolute.
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// Finds the workspace that `place` stands in, going upward.
  ///
  /// - Parameter place: A folder; relative to the current one.
  package init(around place: String) throws(WorkspaceError) {
    var folder = URL(filePath: place).standardizedFileURL.path(percentEncoded: false)
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let start = folder
    while !FileManager.default.fileExists(atPath: folder + "/nonmun.yml") {
      guard folder != "/", !folder.isEmpty else { throw WorkspaceError.notFound(from: start) }
      let parent = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
      folder = parent.isEmpty ? "/" : String(parent)
    }
    self.folder = folder
  }

  package func path(_ name: String) -> String { folder + "/" + name }

  package var library: String { path(".nonmun/library.sqlite") }
  package static let annotations = "Annotations"

  /// `Annotations/2024-08-19.md`, from the workspace.
  package static func page(of day: Day) -> String { "\(annotations)/\(day).md" }
  /// `Annotations/2024-W34.md`, from the workspace.
  package static func head(of week: DiaryWeek) -> String { "\(annotations)/\(week.name).md" }
}

extension Workspace {
  package func settings() throws -> Settings {
    try Settings(parsing: try text(of: "nonmun.yml") ?? "", path: "nonmun.yml")
  }

  /// Without the file there are no feeds.
  package func feeds() throws -> [Feed] {
    try FeedsFile(parsing: try text(of: Self.feedsPath) ?? "", path: Self.feedsPath).feeds
  }

  /// Writes `feeds.yml` as `edit` makes it of what stands there.
  ///
  /// Nobody else of nonmun's writes it meanwhile, so that `edit` decides on what is there.
  package func editFeeds(_ edit: (FeedsText) throws -> String) throws {
    let lock = try WorkspaceLock(self)
    let text = try text(of: Self.feedsPath) ?? ""
    let edited = try edit(FeedsText(text, path: Self.feedsPath))
    if edited != text {
      try SafeWrite.write(Array(edited.utf8), to: path(Self.feedsPath), shown: Self.feedsPath)
    }
    _ = consume lock
  }

  /// Without the file there are no tags.
  ///
  /// - Parameter text: As ``tagsText()`` gave it.
  package func tags(in text: String) throws -> [NonmunKit.Tag] {
    try TagsFile(parsing: text, path: Self.tagsPath).tags
  }

  /// What each tag is called, without a look at its rules.
  package func tagNames() throws -> [[String]] {
    try TagsFile.names(in: try tagsText(), path: Self.tagsPath)
  }

  package func tagsText() throws -> String { try text(of: Self.tagsPath) ?? "" }

  private static let feedsPath = "Feeds/feeds.yml"
  private static let tagsPath = "Feeds/tags.yml"

  /// The bytes of a file of the workspace; `nil` when it is not there.
  package func bytes(of name: String) throws(WorkspaceError) -> [UInt8]? {
    try FileBytes.read(path(name), shown: name)
  }

  private func text(of name: String) throws -> String? {
    guard let bytes = try bytes(of: name) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw FileError(path: name, line: line + 1, column: 1, reason: "not UTF-8")
    }
    return text
  }

  /// The day pages that stand in `Annotations/`, in date order.
  package func pageDays() throws(WorkspaceError) -> [Day] {
    try annotationNames().compactMap { Day($0) }.sorted()
  }

  /// The names of the week heads in `Annotations/`, such as `2024-W34`.
  package func headNames() throws(WorkspaceError) -> [String] {
    try annotationNames().filter { DiaryWeek(name: $0, startingOn: .monday) != nil }.sorted()
  }

  /// The names of all Markdown files in `Annotations/`, without their ending.
  package func annotationNames() throws(WorkspaceError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path(Self.annotations))
        .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
    } catch CocoaError.fileReadNoSuchFile {
      return []
    } catch {
      throw .unreadable(path: Self.annotations, reason: FileManager.reason(error))
    }
  }
}

/// What can be wrong with a workspace as a whole.
package enum WorkspaceError: Error, Equatable, CustomStringConvertible {
  case notFound(from: String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// Another nonmun writes, and did not finish in time.
  case locked(path: String)
  /// Somebody changed the file between reading and writing it, again and again.
  case changing(path: String)

  package var description: String {
    switch self {
    case .notFound(let start):
      "no workspace here: no nonmun.yml in \(start) or above; `nonmun init DIR` makes one"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .locked(let path): "\(path): another nonmun is at work here; try again when it is done"
    case .changing(let path): "\(path) is being changed by something else; nothing was written"
    }
  }
}

extension FileManager {
  /// The system's own words for why a file operation failed.
  static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return SystemError(code: Int32(underlying.code)).description
    }
    let codes: [CocoaError.Code: Int32] = [
      .fileReadNoPermission: EACCES, .fileWriteNoPermission: EACCES, .fileWriteOutOfSpace: ENOSPC,
      .fileWriteVolumeReadOnly: EROFS,
    ]
    guard let error = error as? CocoaError else { return "\(error)" }
    return codes[error.code].map { SystemError(code: $0).description } ?? error.localizedDescription
  }
}
