import NonmunKit
import NonmunMarkdown
import NonmunWorkspace

/// Changes the reading list of a week: read, changed, checked, and written whole, under a lock.
struct QueueWriter {
  let desk: Desk
  let week: DiaryWeek

  var file: String { Workspace.head(of: week) }

  /// What the list holds; `nil` where the week has no head.
  func list() throws -> ReadingList? { try ReadingList(at: file, in: desk.workspace) }

  /// - Parameters:
  ///   - added: How many entries come by it.
  ///   - change: Makes the edits of the list as it stands; none leaves the file alone.
  func edit(
    adding added: Int = 0, _ change: (ReadingList) throws -> [ListEdit]
  ) throws {
    let lock = try WorkspaceLock(desk.workspace)
    let path = desk.workspace.path(file)
    let mark = FileMark(path: path)
    let old = try list() ?? ReadingList([], outline: PageOutline())
    let edits = try change(old)
    guard !edits.isEmpty else { return }
    let bytes = old.bytes.applying(edits)
    let outline = try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline
    let new = ReadingList(bytes, outline: outline)
    guard new.keeps(old, adding: added) else { throw Refusal(file: file) }
    guard FileMark(path: path) == mark else { throw WorkspaceError.changing(path: file) }
    try SafeWrite.write(bytes, to: path, shown: file)
    _ = consume lock
  }

  /// The list would not read as it is meant.
  private struct Refusal: Error, CustomStringConvertible {
    let file: String

    var description: String {
      "\(file): the list would read otherwise than it is meant; nothing was written: change it by hand"
    }
  }
}

extension ReadingList {
  init?(at file: String, in workspace: Workspace) throws {
    guard let bytes = try workspace.bytes(of: file) else { return nil }
    self.init(bytes, outline: try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline)
  }

  /// Whether all that `old` had is here, in its order, and so many entries more.
  fileprivate func keeps(_ old: ReadingList, adding added: Int) -> Bool {
    func headings(_ list: ReadingList) -> [String] { list.outline.headings.map(\.text) }
    func links(_ list: ReadingList) -> [PageOutline.Link] {
      list.outline.linkedBlocks.filter { $0.kind != .item }.flatMap(\.links)
    }
    // The entries themselves are compared below.
    let hasSameLinks =
      old.isOfLines
      ? links(self).map(\.address).starts(with: links(old).map(\.address))
      : links(self) == links(old)
    guard entries.count == old.entries.count + added, headings(self) == headings(old),
      hasSameLinks
    else { return false }
    var rest = entries[...]
    var changes = 0
    for entry in old.entries {
      let (items, group) = (entry.items, entry.group)
      guard let place = rest.firstIndex(where: { $0.items == items && $0.group == group }),
        rest[place].words.hasPrefix(entry.words)
      else { return false }
      let hasRemark = rest[place].words != entry.words
      let isTurned = rest[place].isDone != entry.isDone
      if hasRemark, isTurned { return false }
      if hasRemark || isTurned { changes += 1 }
      rest = rest[(place + 1)...]
    }
    return changes == (added > 0 ? 0 : 1)
  }
}

extension ItemID {
  /// An entry of a list that links nowhere, so that the number of its line can be remembered.
  static func chore(_ words: String) -> ItemID { .url(chorePrefix + words) }

  var chore: String? {
    guard case .url(let text) = self, text.hasPrefix(Self.chorePrefix) else { return nil }
    return String(text.dropFirst(Self.chorePrefix.count))
  }

  private static let chorePrefix = "chore:"
}
