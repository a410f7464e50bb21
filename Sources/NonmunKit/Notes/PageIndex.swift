/// What one file of `Annotations/` holds for the library to find: rebuilt whenever it changes.
package struct PageIndex: Equatable, Sendable {
  /// From the workspace: `Annotations/2024-08-19.md`.
  package var file: String
  /// Tells this state of the file from every other.
  package var mark: String
  package var notes: [IndexedNote] = []
  /// The links of a week head's reading list, in order.
  package var queue: [QueueEntry] = []

  package init(file: String, mark: String) {
    self.file = file
    self.mark = mark
  }
}

/// A block of a day page that links to at least one item.
package struct IndexedNote: Equatable, Sendable {
  package var day: Day
  package var section: String?
  /// As it stands in the page.
  package var markdown: String
  package var items: [ItemID]
  package var file: String
  /// 1-based.
  package var line: Int

  package init(
    day: Day, section: String?, markdown: String, items: [ItemID], file: String, line: Int
  ) {
    self.day = day
    self.section = section
    self.markdown = markdown
    self.items = items
    self.file = file
    self.line = line
  }
}

/// A link of a reading list.
package struct QueueEntry: Equatable, Sendable {
  package var item: ItemID
  /// Struck out.
  package var isDone: Bool

  package init(item: ItemID, isDone: Bool) {
    self.item = item
    self.isDone = isDone
  }
}
