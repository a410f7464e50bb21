import Foundation
import NonmunKit
import NonmunWorkspace

/// The last note that was written, as bytes of its page, so that it can be taken back.
///
/// Kept beside the library; without it there is nothing to undo.
struct LastNote: Codable, Equatable {
  /// From the workspace.
  private var file: String
  private var isNewPage: Bool
  /// Where the inserted bytes stand in the page with the note: start and length.
  private var pieces: [[Int]]
  /// The page with the note.
  private var page: ByteMark

  init(_ insertion: Insertion, in file: String, isNewPage: Bool) {
    self.file = file
    self.isNewPage = isNewPage
    var shift = 0
    pieces = insertion.pieces.map { piece in
      defer { shift += piece.bytes.count }
      return [piece.offset + shift, piece.bytes.count]
    }
    page = ByteMark(insertion.result)
  }

  private static let name = ".nonmun/last-note.json"

  /// A note that is written is not refused because nobody can remember it.
  func remember(in workspace: Workspace) {
    do {
      try SafeWrite.write(
        Array(try JSONEncoder().encode(self)), to: workspace.path(Self.name), shown: Self.name)
    } catch {
      Standard.error("nonmun: --undo will not know of this note: \(error)")
    }
  }

  /// Takes the last note out again, if nothing else has changed on its page.
  ///
  /// - Returns: The page; whether it is gone, since the note had made it.
  static func undo(in workspace: Workspace) throws -> (file: String, isGone: Bool) {
    let lock = try WorkspaceLock(workspace)
    guard let bytes = try workspace.bytes(of: name) else { throw Refusal.nothing }
    let last: LastNote
    do {
      last = try JSONDecoder().decode(LastNote.self, from: Data(bytes))
    } catch {
      throw Refusal.nothing
    }
    let page = try workspace.bytes(of: last.file)
    guard let page, ByteMark(page) == last.page else { throw Refusal.changed(file: last.file) }
    let path = workspace.path(last.file)
    if last.isNewPage {
      try FileManager.default.removeItem(atPath: path)
    } else {
      try SafeWrite.write(last.without(page), to: path, shown: last.file)
    }
    try FileManager.default.removeItem(atPath: workspace.path(name))
    _ = consume lock
    return (last.file, last.isNewPage)
  }

  private func without(_ page: [UInt8]) -> [UInt8] {
    var page = page
    for piece in pieces.reversed() where piece.count == 2 {
      page.removeSubrange(piece[0]..<piece[0] + piece[1])
    }
    return page
  }

  private enum Refusal: Error, CustomStringConvertible {
    case nothing
    case changed(file: String)

    var description: String {
      switch self {
      case .nothing: "there is no note to take back"
      case .changed(let file):
        "\(file) was changed since the last note; nothing was taken back: use an editor"
      }
    }
  }
}
