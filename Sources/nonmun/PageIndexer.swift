import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunWorkspace

/// Keeps the library's index of `Annotations/` true to the files.
struct PageIndexer {
  let workspace: Workspace

  /// Reads the files that changed since they were indexed, and no others.
  func refresh(_ library: Library) throws {
    let held = try library.pageMarks()
    var found: Set<String> = []
    var changed: [PageIndex] = []
    for day in try workspace.pageDays() {
      let file = Workspace.page(of: day)
      found.insert(file)
      guard let mark = mark(of: file), held[file] != mark else { continue }
      changed.append(try page(file, of: day, mark: mark))
    }
    for name in try workspace.headNames() {
      let file = "\(Workspace.annotations)/\(name).md"
      found.insert(file)
      guard let mark = mark(of: file), held[file] != mark else { continue }
      changed.append(try head(file, mark: mark))
    }
    try library.index(changed, gone: held.keys.filter { !found.contains($0) }.sorted())
  }

  private func mark(of file: String) -> String? { FileMark(path: workspace.path(file))?.text }

  private func page(_ file: String, of day: Day, mark: String) throws -> PageIndex {
    var index = PageIndex(file: file, mark: mark)
    let bytes = try workspace.bytes(of: file) ?? []
    index.notes = try PageBlocks(parsing: bytes).outline.notes(of: day, in: bytes, file: file)
    return index
  }

  private func head(_ file: String, mark: String) throws -> PageIndex {
    var index = PageIndex(file: file, mark: mark)
    index.queue = try ReadingList(at: file, in: workspace)?.entries.flatMap(\.queue) ?? []
    return index
  }
}
